import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildNative } from '../../../tools/native/build-native.mjs'

let out = ''
const folder = mkdtempSync(path.join(tmpdir(), 'sobo-prints-'))

beforeAll(async () => {
  out = await buildNative({ checks: true })
}, 900_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(name: string, args: readonly string[] = []) {
  return spawnSync(path.join(out, 'bin', name), args, { encoding: 'utf8', timeout: 240_000 })
}

/** The sentences that did not hold; the programs print one line for each. */
const broken = (text: string) => text.split('\n').filter((line) => line.startsWith('FAILED'))

for (const part of ['extract', 'compare', 'evaluate']) {
  test(`the engine keeps what it promises: ${part}`, () => {
    const result = run(`check-${part}`)
    expect(broken(result.stdout)).toEqual([])
    expect(result.stdout).toMatch(/^[1-9]\d* passed, 0 failed$/m)
    expect(result.status).toBe(0)
  })
}

/** Ridges as a wave around a point far below, with some of its crests split: enough of a finger to be taken. */
function ridgePicture(finger: number, shift: number): Buffer {
  const [width, height] = [260, 300]
  const pixels = Buffer.alloc(width * height)
  const splits = Array.from({ length: 24 }, (_, k) => ({
    x: 30 + ((k * 67 + finger * 91) % 200),
    y: 30 + ((k * 113 + finger * 37) % 240),
    sign: (k * finger) % 3 === 0 ? 1 : -1,
  }))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x - shift, y]
      let phase = ((2 * Math.PI) / (8.5 + (finger % 3) * 0.5)) * Math.hypot((u - 130) * 0.7, v - 330)
      for (const split of splits) phase += split.sign * Math.atan2(v - split.y, u - split.x)
      pixels[y * width + x] = Math.round(140 + 95 * Math.cos(phase))
    }
  }
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels])
}

test('a folder of prints is evaluated twice to the same numbers, a broken file counted as not extracted', () => {
  const prints = path.join(folder, 'prints')
  mkdirSync(prints)
  for (const finger of [1, 2, 3, 4]) {
    for (const impression of [1, 2]) {
      writeFileSync(path.join(prints, `${finger}_${impression}.pgm`), ridgePicture(finger, impression * 4))
    }
  }
  writeFileSync(path.join(prints, '5_1.png'), 'no picture at all')
  const scores = path.join(folder, 'scores.txt')
  const first = run('evaluate', [prints, '--json', '--once', '--scores', scores])
  expect(first.status).toBe(0)
  const told = JSON.parse(first.stdout)
  expect(told).toMatchObject({ prints: 9, failuresToExtract: 1, unreadable: 1, genuine: 4, impostor: 32, eer: 0 })
  for (const key of ['eer', 'fmr100', 'fmr1000', 'zeroFmr', 'templateBytes', 'compareUs']) {
    expect(Number.isFinite(told[key]), key).toBe(true)
  }
  expect(Object.keys(told.extractMs)).toEqual(['mean', 'p95'])
  const again = path.join(folder, 'again.txt')
  run('evaluate', [prints, '--json', '--once', '--scores', again])
  const same = spawnSync('cmp', [scores, again])
  expect(same.status).toBe(0)
})

test('a wrong command line and a missing folder are told apart', () => {
  expect(run('evaluate', []).status).toBe(2)
  expect(run('evaluate', ['--dpi', '12', folder]).status).toBe(2)
  expect(run('evaluate', [path.join(folder, 'nowhere')]).status).toBe(3)
})
