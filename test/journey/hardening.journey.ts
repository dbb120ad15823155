import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callNames, windowsOf } from '../../preload/contract/index.ts'
import { getElectron } from '../../tools/desk/find-electron.ts'
import { type LaunchedDesk, launchDesk } from '../../tools/desk/launch-desk.ts'
import { waitUntilEnrolled } from '../../tools/desk/wait-until-enrolled.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')

/** What a page sees as `window.sobo`, as far as these attempts use it. */
interface SeenBridge {
  ask(name: string, request: unknown): Promise<{ ok: boolean; failure?: string }>
}

let opened: LaunchedDesk
let desk: Page
let applicant: Page
beforeAll(async () => {
  opened = await launchDesk()
  desk = await opened.desk()
  applicant = await opened.applicant()
})
afterAll(() => opened?.close())

const ask = (page: Page, name: string, request: unknown) =>
  page.evaluate(([n, r]) => (globalThis as unknown as { sobo: SeenBridge }).sobo.ask(n as string, r), [
    name,
    request,
  ] as const)

describe('what a page can reach', () => {
  test('neither Node nor Electron is in the page, and the bridge is two functions and a word', async () => {
    const seen = await desk.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
      bridge: Object.keys((globalThis as unknown as { sobo: object }).sobo).sort(),
      frozen: (() => {
        try {
          ;(globalThis as unknown as { sobo: { ask: unknown } }).sobo.ask = 1
        } catch {
          return true
        }
        return typeof (globalThis as unknown as { sobo: { ask: unknown } }).sobo.ask === 'function'
      })(),
    }))
    expect(seen).toEqual({ node: [], bridge: ['ask', 'onNotice', 'window'], frozen: true })
  })

  test('both pages come from our own scheme with a policy that allows nothing by default', async () => {
    for (const page of [desk, applicant]) {
      expect(await page.evaluate(() => location.origin)).toBe('sobo://desk')
      const policy = await page.evaluate(async () =>
        (await fetch('sobo://desk/index.html')).headers.get('content-security-policy'),
      )
      expect(policy).toContain("default-src 'none'")
    }
  })

  test('an inline script, an inline handler, eval and a remote script do not run', async () => {
    const ran = await desk.evaluate(async () => {
      const marks = globalThis as unknown as Record<string, unknown>
      const inline = document.createElement('script')
      inline.textContent = 'globalThis.inlineRan = true'
      document.head.append(inline)
      const image = document.createElement('div')
      image.innerHTML = '<img src="data:," onerror="globalThis.handlerRan = true">'
      document.body.append(image)
      const remote = document.createElement('script')
      remote.src = 'https://example.invalid/x.js'
      const remoteFailed = new Promise((resolve) => {
        remote.onerror = () => resolve(true)
        remote.onload = () => resolve(false)
      })
      document.head.append(remote)
      // In a later turn of the page: the debugger that runs this function is allowed what the page is not.
      const [evalRan, functionRan] = await new Promise<boolean[]>((resolve) =>
        setTimeout(() => {
          const ran = (work: () => unknown) => {
            try {
              work()
              return true
            } catch {
              return false
            }
          }
          // biome-ignore lint/security/noGlobalEval: the page must refuse it, and that is what is tried here.
          resolve([ran(() => globalThis.eval('1')), ran(() => new Function('return 1')())])
        }),
      )
      const failed = await remoteFailed
      for (const one of [inline, image, remote]) one.remove()
      return { inline: marks.inlineRan ?? false, handler: marks.handlerRan ?? false, evalRan, functionRan, failed }
    })
    expect(ran).toEqual({ inline: false, handler: false, evalRan: false, functionRan: false, failed: true })
  })

  test('no page compiles WebAssembly; the thread that finds faces does, from our own scheme', async () => {
    const name = readdirSync(path.join(ROOT, 'dist', 'renderer', 'assets')).find((one) =>
      /^face-worker-[\w-]+\.js$/.test(one),
    )
    const seen = await desk.evaluate(async (script) => {
      // The smallest module there is: its magic number and version.
      const nothing = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])
      const inPage = await new Promise((resolve) =>
        setTimeout(() => {
          WebAssembly.compile(nothing).then(
            () => resolve('compiled'),
            () => resolve('refused'),
          )
        }),
      )
      const worker = new Worker(`/assets/${script}`, { type: 'module' })
      const inWorker = await new Promise((resolve) => {
        worker.onmessage = ({ data }) => resolve(data)
        worker.onerror = () => resolve('did not start')
      })
      worker.terminate()
      return { inPage, inWorker }
    }, name)
    expect(seen).toEqual({ inPage: 'refused', inWorker: { kind: 'ready' } })
  })

  test('no request leaves for another origin', async () => {
    const answers = await desk.evaluate(async () => {
      const tries = ['http://127.0.0.1:9/', 'https://example.invalid/', 'file:///etc/passwd', 'sobo://other/index.html']
      return Promise.all(
        tries.map((url) =>
          fetch(url).then(
            () => 'answered',
            () => 'refused',
          ),
        ),
      )
    })
    expect(answers).toEqual(['refused', 'refused', 'refused', 'refused'])
  })

  test('a path that leads out of the windows’ folder is not there', async () => {
    const statuses = await desk.evaluate(async () => {
      const tries = [
        'sobo://desk/../package.json',
        'sobo://desk/%2e%2e/%2e%2e/package.json',
        'sobo://desk/..%2f..%2fpackage.json',
        'sobo://desk/..%5c..%5cpackage.json',
        'sobo://desk/%00index.html',
        'sobo://desk//etc/passwd',
      ]
      return Promise.all(
        tries.map((url) =>
          fetch(url).then(
            (response) => response.status,
            () => 404,
          ),
        ),
      )
    })
    expect(new Set(statuses)).toEqual(new Set([404]))
  })

  test('it gets no permission but the desk its camera without sound', async () => {
    const kinds = [
      'geolocation',
      'notifications',
      'midi',
      'clipboard-read',
      'microphone',
      'persistent-storage',
    ] as const
    const states = await desk.evaluate(
      (names) =>
        Promise.all(
          names.map((name) =>
            navigator.permissions.query({ name: name as PermissionName }).then(
              (status) => status.state,
              () => 'denied',
            ),
          ),
        ),
      kinds,
    )
    expect(states.filter((state) => state === 'granted')).toEqual([])
    const open = (page: Page, wanted: MediaStreamConstraints) =>
      page.evaluate(
        (constraints) =>
          navigator.mediaDevices.getUserMedia(constraints).then(
            (stream) => {
              for (const track of stream.getTracks()) track.stop()
              return 'opened'
            },
            (fault: Error) => fault.name,
          ),
        wanted,
      )
    expect(await open(desk, { video: true })).toBe('opened')
    expect(await open(desk, { audio: true })).toBe('NotAllowedError')
    expect(await open(desk, { video: true, audio: true })).toBe('NotAllowedError')
    expect(await open(applicant, { video: true })).toBe('NotAllowedError')
  })

  test('it opens no window and goes nowhere else', async () => {
    const before = opened.windows.app.windows().length
    const result = await desk.evaluate(async () => {
      const child = window.open('https://example.invalid/')
      const ownChild = window.open('sobo://desk/index.html')
      location.assign('https://example.invalid/')
      const link = document.createElement('a')
      link.href = 'file:///etc/passwd'
      link.target = '_blank'
      document.body.append(link)
      link.click()
      link.remove()
      await new Promise((resolve) => setTimeout(resolve, 300))
      return { child: child === null, ownChild: ownChild === null, at: location.origin }
    })
    expect(result).toEqual({ child: true, ownChild: true, at: 'sobo://desk' })
    expect(opened.windows.app.windows()).toHaveLength(before)
  })

  test('a frame inside the page shows nothing of ours and has no bridge', async () => {
    const refused = await desk.evaluate(async () => {
      const frame = document.createElement('iframe')
      frame.src = 'sobo://desk/index.html'
      document.body.append(frame)
      await new Promise((resolve) => setTimeout(resolve, 500))
      let bridge = 'none'
      try {
        if ((frame.contentWindow as unknown as { sobo?: object } | null)?.sobo) bridge = 'there'
      } catch {
        bridge = 'none'
      }
      frame.remove()
      return bridge
    })
    expect(refused).toBe('none')
  })
})

describe('what the shell answers', () => {
  beforeAll(async () => {
    // The features register when the centre has accepted the station.
    await opened.training.centreReady
    await waitUntilEnrolled(desk)
  })

  test('a call of no contract is refused before it leaves the page', async () => {
    expect(await ask(desk, 'store.read-everything', {})).toMatchObject({ ok: false, failure: 'wrong-shape' })
    expect(await ask(desk, '__proto__', {})).toMatchObject({ ok: false, failure: 'wrong-shape' })
  })

  test('the applicant’s window cannot ask what only the desk may', async () => {
    const forbidden = callNames.filter((name) => !windowsOf(name).includes('applicant'))
    expect(forbidden.length).toBeGreaterThan(10)
    for (const name of forbidden)
      expect(await ask(applicant, name, {}), name).toMatchObject({ ok: false, failure: 'wrong-window' })
  })

  test('the desk cannot answer in the applicant’s place', async () => {
    const forbidden = callNames.filter((name) => !windowsOf(name).includes('desk'))
    expect(forbidden).toContain('applicant.answer')
    for (const name of forbidden)
      expect(await ask(desk, name, {}), name).toMatchObject({ ok: false, failure: 'wrong-window' })
  })
})

describe('what surrounds the pages', () => {
  test('there is one desk for each data folder: a second start ends and leaves the first alone', async () => {
    const second = execFileSync(
      getElectron(),
      [
        ROOT,
        `--sobo-data=${opened.dataFolder}`,
        '--sobo-training',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
      {
        env: { ...process.env, DISPLAY: opened.windows.display },
        timeout: 30_000,
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
    expect(second.toString()).toBe('')
    expect(desk.isClosed()).toBe(false)
  })

  test('the menu is not shown and has neither reload nor developer tools', async () => {
    const menu = await opened.windows.app.evaluate(({ Menu, BrowserWindow }) => ({
      roles: Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items.map((one) => one.role) ?? []) ?? [],
      shown: BrowserWindow.getAllWindows().map((window) => window.isMenuBarVisible()),
    }))
    expect(menu.shown).toEqual([false, false])
    expect(menu.roles.map((role) => role?.toLowerCase()).sort()).toEqual(
      ['copy', 'cut', 'paste', 'redo', 'resetzoom', 'selectall', 'undo', 'zoomin', 'zoomout'].sort(),
    )
  })
})
