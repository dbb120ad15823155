import { spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { getElectron } from '../../tools/desk/find-electron.ts'
import { launchWindows } from '../../tools/desk/launch-windows.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')
/** Debian's `nobody`: an ordinary user every machine has. */
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0
const folder = mkdtempSync('/tmp/so-bo-sandbox-')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** As root the program is started as an ordinary user: Chromium refuses to sandbox for root. */
function asOrdinaryUser(electron: string): string {
  const script = path.join(folder, 'electron')
  chownSync(folder, NOBODY, NOBODY)
  writeFileSync(
    script,
    `#!/bin/sh\nexec setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups env HOME=${folder} '${electron}' "$@"\n`,
    { mode: 0o755 },
  )
  return script
}

/** Pids of the renderers below this process, from what the kernel says. */
function renderersOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer') && isBelow(Number(pid), parent)
      } catch {
        // Ended while we looked.
        return false
      }
    })
    .map(Number)
}

function isBelow(pid: number, ancestor: number): boolean {
  let at = pid
  while (at > 1) {
    if (at === ancestor) return true
    at = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${at}/status`, 'utf8'))?.[1] ?? 0)
  }
  return false
}

/** An ordinary user needs to reach the clone; below a folder for root alone there is nothing to try. */
function canNobodyReach(file: string): boolean {
  if (!isRoot) return true
  const { status } = spawnSync('setpriv', [
    `--reuid=${NOBODY}`,
    `--regid=${NOBODY}`,
    '--clear-groups',
    'test',
    '-r',
    file,
  ])
  return status === 0
}

test.runIf(process.platform === 'linux')(
  'for an ordinary user every page stands in the sandbox of the operating system, with no switch at all',
  async ({ skip }) => {
    if (!canNobodyReach(path.join(ROOT, 'package.json'))) {
      process.stderr.write('the sandbox is not tried: this clone lies below a folder that only root may enter\n')
      skip('this clone lies below a folder that only root may enter')
    }
    const electron = getElectron()
    const windows = await launchWindows([ROOT, `--sobo-data=${folder}/data`, '--sobo-training'], {
      executable: isRoot ? asOrdinaryUser(electron) : electron,
    })
    try {
      await Promise.all([windows.window('desk'), windows.window('applicant')])
      const mainPid = await windows.app.evaluate(() => process.pid)
      const renderers = renderersOf(mainPid)
      expect(renderers.length).toBeGreaterThanOrEqual(2)
      const ownUserSpace = readlinkSync(`/proc/${mainPid}/ns/user`)
      for (const pid of renderers) {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8')
        expect(status).toMatch(/^Seccomp:\s*2$/m)
        expect(status).toMatch(/^NoNewPrivs:\s*1$/m)
        expect(readlinkSync(`/proc/${pid}/ns/user`)).not.toBe(ownUserSpace)
        expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain('--no-sandbox')
      }
    } finally {
      await windows.close()
    }
  },
)
