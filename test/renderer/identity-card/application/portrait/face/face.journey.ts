import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { encode } from 'fast-png'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { SectionName } from '../../../../../../domain/identity-card/application.ts'
import { lookOf, writeFakeCameraVideo } from '../../../../../../main/hardware/camera/simulator/fake-camera-video.ts'
import {
  type FacePose,
  POSED_HEIGHT,
  POSED_WIDTH,
  paintPose,
} from '../../../../../../main/hardware/camera/simulator/posed-face.ts'
import { buildDesk } from '../../../../desk-double/build-desk.ts'
import { type ServedDesk, serveDesk } from '../../../../desk-double/open-desk.ts'
import { CounterDouble } from '../../counter-double.ts'
import { foundCaptures, usualForm } from '../../counter-drafts.ts'
import { openCounter } from '../../open-counter.ts'

// The built window, its own content policy, the model in its thread, and pictures drawn for each case: no picture of a real person is in it.

let folder: string
let served: ServedDesk
let browser: Browser

async function startWithCamera(video: string): Promise<Browser> {
  return await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--lang=vi', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
      `--use-file-for-fake-video-capture=${video}`,
    ],
  })
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'face-checks-'))
  await buildDesk(path.join(folder, 'window'))
  served = await serveDesk(path.join(folder, 'window'))
  const video = path.join(folder, 'usual.y4m')
  await writeFakeCameraVideo(video, 1)
  browser = await startWithCamera(video)
}, 180_000)
afterAll(async () => {
  await browser.close()
  await served.close()
  await rm(folder, { recursive: true })
})

async function openPortrait(where: Browser = browser) {
  const counter = new CounterDouble({ form: usualForm(), captures: foundCaptures() })
  const { page, complaints } = await openCounter(where, served.address, counter)
  await page.waitForSelector('.a-head h1')
  await page.locator('.a-step').nth(SectionName.options.indexOf('portrait')).click()
  await page.locator('.a-portrait-frame[data-live]').waitFor()
  return { page, complaints, counter }
}

const isLoaded = (page: Page) => page.getByText('Đang nạp phần kiểm tra khuôn mặt…').waitFor({ state: 'detached' })

const HINTS = {
  'face-missing': 'Chưa thấy khuôn mặt',
  'faces-several': 'Có nhiều khuôn mặt',
  'head-small': 'tiến lại gần một chút',
  'head-large': 'lùi lại một chút',
  'head-off-centre': 'Mặt lệch',
  'face-turned': 'Quay mặt thẳng',
  'face-nodding': 'đừng ngửa hoặc cúi',
  'face-tilted': 'đừng nghiêng',
  'eyes-hidden': 'bỏ kính râm',
  'eyes-closed': 'Mở mắt',
  'mouth-open': 'Ngậm miệng',
  'light-uneven': 'Ánh sáng lệch',
  'too-dark': 'Mặt tối',
} as const

const cases: readonly (readonly [string, FacePose, readonly (keyof typeof HINTS)[]])[] = [
  ['a neutral face', {}, []],
  ['a face with clear glasses', { glasses: 'clear' }, []],
  ['a face tilted by four degrees', { tilt: 4 }, []],
  ['no face', { people: 0 }, ['face-missing']],
  ['two faces', { people: 2 }, ['faces-several']],
  ['closed eyes', { eyes: 0 }, ['eyes-closed']],
  ['an open mouth', { mouthOpen: true }, ['mouth-open']],
  ['dark glasses', { glasses: 'dark' }, ['eyes-hidden']],
  ['a head tilted by fifteen degrees', { tilt: 15 }, ['face-tilted']],
  ['a face turned aside', { turn: 48 }, ['face-turned']],
  ['a head bent down', { nod: 55 }, ['face-nodding']],
  ['a face too far away', { size: 0.55 }, ['head-small']],
  ['a face too near', { size: 1.75 }, ['head-large']],
  ['a face at the side', { aside: 62 }, ['head-off-centre']],
  ['light from one side', { shadow: 0.5 }, ['light-uneven']],
  ['a dark room', { light: 0.25 }, ['too-dark']],
]

function pngOf(pose: FacePose): Buffer {
  const data = Uint8Array.from(paintPose(lookOf(1), pose), (level) => Math.max(0, Math.min(255, Math.round(level))))
  return Buffer.from(encode({ width: POSED_WIDTH, height: POSED_HEIGHT, data, channels: 3, depth: 8 }))
}

test('each drawn case is told by its hint, and a good portrait by none of the face', async () => {
  const { page, complaints } = await openPortrait()
  await isLoaded(page)
  const told: Record<string, readonly string[]> = {}
  for (const [name, pose] of cases) {
    const file = path.join(folder, 'pose.png')
    await writeFile(file, pngOf(pose))
    await page.locator('input[type=file]').setInputFiles(file)
    const shot = page.getByRole('button', { name: 'Chụp lại' })
    await shot.waitFor()
    const text = await page.locator('.a-checks').textContent()
    told[name] = Object.entries(HINTS).flatMap(([check, words]) => (text?.includes(words) ? [check] : []))
    await shot.click()
    await page.locator('.a-portrait-frame[data-live]').waitFor()
    await isLoaded(page)
  }
  // What a case is about must be told; what follows from it (a dark face has uneven light) may be told as well.
  for (const [name, , wanted] of cases) {
    if (wanted.length === 0) expect(told[name], name).toEqual([])
    else expect(told[name], name).toEqual(expect.arrayContaining([...wanted]))
  }
  expect(complaints).toEqual([])
  await page.context().close()
})

test('hints change while the person moves, and the good moment says so', async () => {
  const video = path.join(folder, 'moving.y4m')
  const still = (pose: FacePose) => Array.from({ length: 30 }, () => pose)
  await writeFakeCameraVideo(video, 1, [...still({}), ...still({ eyes: 0 }), ...still({ turn: 48 })])
  const own = await startWithCamera(video)
  try {
    const { page } = await openPortrait(own)
    await isLoaded(page)
    const checks = page.locator('.a-checks')
    await checks.getByText('Mở mắt').waitFor()
    await checks.getByText('Quay mặt thẳng').waitFor()
    await checks.getByText('Ảnh đạt các kiểm tra của máy.').waitFor()
  } finally {
    await own.close()
  }
}, 120_000)

test('a shot of a person who blinks is taken with open eyes and kept without a reason', async () => {
  const { page, counter } = await openPortrait()
  await isLoaded(page)
  await page.keyboard.press('F8')
  await page.getByRole('button', { name: 'Dùng ảnh này', exact: true }).click()
  await expect.poll(() => counter.view().captures.portrait?.checks.length ?? 0).toBeGreaterThan(15)
  const kept = counter.view().captures.portrait
  expect(kept?.override).toBe(null)
  expect(kept?.checks.filter((one) => !one.passed)).toEqual([])
  await page.context().close()
})

test('without its model the window says so, checks light and ground, and takes the portrait', async () => {
  const [models, away] = ['face', 'face-away'].map((name) => path.join(folder, 'window', name)) as [string, string]
  await rename(models, away)
  onTestFinished(() => rename(away, models))
  const { page, counter } = await openPortrait()
  await page.getByText('Phần kiểm tra khuôn mặt không chạy được trên máy này.', { exact: false }).waitFor()
  await page.keyboard.press('F8')
  await page.getByRole('button', { name: 'Dùng ảnh này', exact: true }).click()
  await expect.poll(() => counter.view().captures.portrait?.checks.length ?? 0).toBe(7)
  await page.context().close()
})

test('only the models that are used are in the package', () => {
  const place = (name: string) => path.join(folder, 'window', 'face', name)
  for (const name of ['blazeface.bin', 'facemesh.bin', 'iris.bin', 'tfjs-backend-wasm-simd.wasm'])
    expect(existsSync(place(name)), name).toBe(true)
  for (const name of ['faceres.bin', 'antispoof.bin', 'handtrack.bin'])
    expect(existsSync(place(name)), name).toBe(false)
})
