import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pressFinger, touchOf } from '../../../../main/hardware/fingerprint/simulator/impression.ts'
import { growRidgePattern } from '../../../../main/hardware/fingerprint/simulator/ridge-pattern.ts'
import { runFingerprint } from '../../../../main/technician/fingerprint/run-fingerprint.ts'
import { evaluateFolder } from '../../../../native/fingerprint/index.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sobo-prints-'))
const at = (name: string) => path.join(folder, name)

/** What the command said: exit code, its JSON, its words. */
async function sobo(...words: string[]) {
  const said: string[] = []
  const told: string[] = []
  const status = await runFingerprint(
    words,
    (json) => said.push(json),
    (text) => told.push(text),
  )
  return { status, json: said.length > 0 ? JSON.parse(said.join('')) : undefined, words: told.join('\n') }
}

beforeAll(() => {
  for (const finger of [1, 2, 3]) {
    const pattern = growRidgePattern(finger)
    for (const impression of [1, 2]) {
      const print = pressFinger(pattern, { ...touchOf(10 * finger + impression, 0), contact: 1 }, finger * impression)
      const header = Buffer.from(`P5\n# dpi 500\n${print.width} ${print.height}\n255\n`)
      writeFileSync(at(`${finger}_${impression}.pgm`), Buffer.concat([header, print.grey]))
    }
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

test('extract gives quality and minutiae, and writes an ISO record', async () => {
  const { status, json } = await sobo('extract', at('1_1.pgm'), '--json', '--out', at('one.fmr'))
  expect(status).toBe(0)
  expect(json.minutiae).toHaveLength(json.minutiaeCount)
  expect(json.minutiaeCount).toBeGreaterThan(10)
  expect(readFileSync(at('one.fmr')).subarray(0, 8).toString('latin1')).toBe('FMR\0 20\0')
  expect((await sobo('quality', at('1_1.pgm'))).json.quality).toBe(json.quality)
})

test('two touches of a finger compare far higher than two fingers, pictures and records alike', async () => {
  const same = await sobo('compare', at('1_1.pgm'), at('1_2.pgm'))
  const other = await sobo('compare', at('1_1.pgm'), at('2_1.pgm'))
  expect(same.json.score).toBeGreaterThan(other.json.score + 1)
  await sobo('extract', at('1_1.pgm'), '--out', at('probe.fmr'))
  expect((await sobo('compare', at('probe.fmr'), at('1_2.pgm'))).json.score).toBeGreaterThan(other.json.score)
})

test('identify names the other touch of the finger first', async () => {
  const { status, json } = await sobo('identify', at('3_1.pgm'), folder)
  expect(status).toBe(0)
  expect(json.hits.slice(0, 2).map((hit: { file: string }) => hit.file)).toEqual(['3_1.pgm', '3_2.pgm'])
})

test('the hits asked for are the first of all that were compared whole, however few', async () => {
  const whole = (await sobo('identify', at('3_1.pgm'), folder)).json.hits
  const two = (await sobo('identify', at('3_1.pgm'), folder, '--most', '2')).json.hits
  expect(two).toEqual(whole.slice(0, 2))
  expect((await sobo('identify', at('3_1.pgm'), folder, '--most', '1')).json.hits).toEqual(whole.slice(0, 1))
})

test('broken files in a folder are listed and the others searched; a folder without prints is said to be one', async () => {
  const mixed = mkdtempSync(path.join(folder, 'mixed-'))
  for (const name of ['1_1', '2_1']) writeFileSync(path.join(mixed, `${name}.pgm`), readFileSync(at(`${name}.pgm`)))
  writeFileSync(path.join(mixed, 'broken.fmr'), 'FMR\0 20\0 and no more')
  writeFileSync(path.join(mixed, 'broken.png'), 'no picture')
  const { status, json, words } = await sobo('identify', at('2_2.pgm'), mixed)
  expect(status).toBe(0)
  expect(json).toMatchObject({ prints: 2, refused: ['broken.fmr', 'broken.png'], hits: [{ file: '2_1.pgm' }, {}] })
  expect(words).toMatch(/broken\.fmr: /)
  const empty = mkdtempSync(path.join(folder, 'empty-'))
  expect(await sobo('identify', at('2_2.pgm'), empty)).toMatchObject({ status: 3, json: undefined })
})

test('a stated false match rate ends where the scale is promised to', async () => {
  const { json } = await sobo('compare', at('1_1.pgm'), at('1_1.pgm'))
  expect(json.score).toBeGreaterThan(7)
  expect(json).toMatchObject({ falseMatchRate: 1e-6, falseMatchRateCounted: false })
  const other = await sobo('compare', at('1_1.pgm'), at('2_1.pgm'))
  expect(other.json.falseMatchRateCounted).toBe(true)
})

test('a picture goes into image records of both editions and out again, read by every command', async () => {
  for (const [format, coding] of [
    ['fir-2005', 'png'],
    ['fir-2011', 'wsq'],
    ['fir-2005', 'raw'],
  ] as const) {
    const made = await sobo(
      'convert',
      at('2_1.pgm'),
      at('two.fir'),
      '--format',
      format,
      '--coding',
      coding,
      '--finger',
      '7',
    )
    expect(made.json).toMatchObject({ format })
    expect((await sobo('compare', at('two.fir'), at('2_2.pgm'))).json.score).toBeGreaterThan(3)
    expect((await sobo('quality', at('two.fir'))).json.quality).toBeGreaterThan(0)
    expect((await sobo('convert', at('two.fir'), at('again.pgm'))).status).toBe(0)
    if (coding !== 'wsq') {
      const grey = (name: string) => readFileSync(at(name)).subarray(-4_000)
      expect(grey('again.pgm').equals(grey('2_1.pgm'))).toBe(true)
    }
  }
})

test('bare grey bytes are read with their size, and the finger is written where it is said', async () => {
  const { json } = await sobo('convert', at('2_1.pgm'), at('two.raw'))
  const size = ['--width', `${json.width}`, '--height', `${json.height}`]
  const bare = await sobo('extract', at('two.raw'), ...size, '--finger', '3', '--out', at('three.fmr'))
  expect(bare.words).toMatch(/500 dpi was assumed/)
  expect(bare.json).toMatchObject({ finger: 3, dpiStated: false })
  expect(readFileSync(at('three.fmr'))[24]).toBe(3)
  expect((await sobo('extract', at('two.raw'), ...size, '--dpi', '500')).words).toBe('')
  expect((await sobo('extract', at('two.raw'), '--width', '7')).status).toBe(3)
})

test('a card’s bytes are written and read back', async () => {
  await sobo('convert', at('2_1.pgm'), at('two.card'), '--format', 'card-normal')
  const back = await sobo('convert', at('two.card'), at('card.fmr'), '--from', 'card-normal', '--finger', '7')
  expect(back.json).toMatchObject({ format: 'iso-2005', views: 1 })
  expect((await sobo('compare', at('card.fmr'), at('2_2.pgm'))).json.score).toBeGreaterThan(2)
})

test('an evaluation that is stopped ends with the print it is at', { timeout: 60_000 }, async () => {
  const set = mkdtempSync(path.join(folder, 'stopped-'))
  for (let i = 1; i <= 12; i++) writeFileSync(path.join(set, `1_${i}.pgm`), readFileSync(at('1_1.pgm')))
  const began = performance.now()
  const stopped = await evaluateFolder(set, { signal: AbortSignal.timeout(30) })
  expect(stopped).toMatchObject({ ok: false, failure: 'cancelled' })
  const took = performance.now() - began
  const whole = performance.now()
  await evaluateFolder(set)
  expect(took).toBeLessThan((performance.now() - whole) / 2)
})

test('a picture goes to WSQ and back and stays the finger', async () => {
  expect((await sobo('convert', at('2_1.pgm'), at('two.wsq'))).json).toMatchObject({ format: 'wsq' })
  expect((await sobo('convert', at('two.wsq'), at('two.png'))).status).toBe(0)
  const { json } = await sobo('compare', at('two.png'), at('2_1.pgm'))
  expect(json.score).toBeGreaterThan(3)
})

test('evaluate prints the keys of the record of figures and the scores of every pair, the same each time', async () => {
  const set = mkdtempSync(path.join(folder, 'set-'))
  for (const name of ['1_1', '1_2', '2_1', '2_2', '3_1', '3_2'])
    writeFileSync(path.join(set, `${name}.pgm`), readFileSync(at(`${name}.pgm`)))
  writeFileSync(path.join(set, '4_1.png'), 'no picture')
  const first = await sobo('evaluate', set, '--json', '--scores', at('scores.txt'))
  expect(first.status).toBe(0)
  expect(first.json).toMatchObject({ genuine: 3, impostor: 18, failuresToExtract: 1 })
  const { eer, fmr100, fmr1000, zeroFmr } = first.json
  expect([eer, fmr100, fmr1000, zeroFmr].every((rate) => rate >= 0 && rate <= 1)).toBe(true)
  for (const key of ['compareUs', 'templateBytes', 'indexBytes']) expect(first.json[key]).toBeGreaterThan(0)
  expect(first.json.extractMs.p95).toBeGreaterThanOrEqual(first.json.extractMs.mean * 0.5)
  const scores = readFileSync(at('scores.txt'), 'utf8')
  expect(scores.trim().split('\n')).toHaveLength(21)
  expect(scores).toMatch(/^0 1 \d/)
  await sobo('evaluate', set, '--json', '--scores', at('again.txt'))
  expect(readFileSync(at('again.txt'), 'utf8')).toBe(scores)
})

test('the bench among synthetic people states hit rates, speed and bytes', async () => {
  const { status, json } = await sobo('identify-bench', '--people', '60', '--probes', '10', '--exhaustive', '2')
  expect(status).toBe(0)
  expect(json).toMatchObject({ people: 60, prints: 120, probes: 10, exhaustiveProbes: 2 })
  expect(json.rank10).toBeGreaterThanOrEqual(json.rank1)
  expect(json.templatesPerSecond).toBeGreaterThan(0)
  expect(json.bytesPerTemplate).toBeLessThanOrEqual(1536)
})

test('real prints among synthetic ones say what the scan loses, folder by folder or all at once', async () => {
  const sensors = mkdtempSync(path.join(folder, 'sensors-'))
  for (const sensor of ['one', 'two']) {
    mkdirSync(path.join(sensors, sensor))
    for (const name of ['1_1', '1_2', '2_1', '2_2'])
      writeFileSync(path.join(sensors, sensor, `${name}.PGM`), readFileSync(at(`${name}.pgm`)))
  }
  const { status, json } = await sobo('identify-bench', '--prints', sensors, '--people', '50')
  expect(status).toBe(0)
  expect(json).toMatchObject({ people: 50, fingers: 4, prints: 8, probes: 8, gallery: 58, lost: 0, loss: 0 })
  expect(json.kept).toBe(8)
  expect(json.lossAtMost95).toBeCloseTo(1 - 0.05 ** (1 / 8), 6)
  const alone = await sobo('identify-bench', '--prints', path.join(sensors, 'one'), '--people', '50', '--one-mate')
  expect(alone.json).toMatchObject({ fingers: 2, probes: 2, gallery: 52, oneMate: true })
  expect((await sobo('identify-bench', '--prints', at('nowhere'))).status).toBe(3)
})

/** ISO/IEC 19794-2:2005 with so many minutiae scattered over 300 x 400 px. */
function recordOf(minutiae: number): Buffer {
  const views = Buffer.alloc(4 + 6 * minutiae + 2)
  views.writeUInt8(1, 0)
  views.writeUInt8(minutiae, 3)
  for (let i = 0; i < minutiae; i++) {
    views.writeUInt16BE(0x4000 | ((i * 97) % 300), 4 + 6 * i)
    views.writeUInt16BE((i * 61) % 400, 6 + 6 * i)
    views.writeUInt8((i * 43) % 256, 8 + 6 * i)
  }
  const header = Buffer.alloc(24)
  header.write('FMR\0 20\0', 'latin1')
  header.writeUInt32BE(24 + views.length, 8)
  for (const [at, value] of [
    [14, 300],
    [16, 400],
    [18, 197],
    [20, 197],
  ] as const)
    header.writeUInt16BE(value, at)
  header.writeUInt8(1, 22)
  return Buffer.concat([header, views])
}

test('templates with no, one and 255 minutiae are compared, and what says nothing is called not comparable', async () => {
  for (const count of [0, 1, 255]) writeFileSync(at(`${count}.fmr`), recordOf(count))
  for (const [one, other] of [
    [0, 0],
    [0, 255],
    [1, 1],
    [255, 1],
  ] as const) {
    const { status, json } = await sobo('compare', at(`${one}.fmr`), at(`${other}.fmr`))
    expect(status).toBe(0)
    expect(json).toMatchObject({ comparable: false, score: 0, falseMatchRate: 1 })
  }
  const same = await sobo('compare', at('255.fmr'), at('255.fmr'))
  expect(same.json).toMatchObject({ comparable: true })
  expect(same.json.score).toBeGreaterThan(6)
})

test('prints of one finger have no strangers, and evaluate says so', async () => {
  const lone = mkdtempSync(path.join(folder, 'lone-'))
  for (const name of ['a_b_1', 'a_b_2'])
    writeFileSync(path.join(lone, `${name}.pgm`), readFileSync(at(`1_${name.slice(-1)}.pgm`)))
  const { status, json, words } = await sobo('evaluate', lone)
  expect(status).toBe(0)
  expect(json).toMatchObject({ prints: 2, genuine: 1, impostor: 0, eer: null, fmr1000: null, zeroFmr: null })
  expect(words).toMatch(/no two prints of different fingers/)
  const empty = await sobo('evaluate', mkdtempSync(path.join(folder, 'empty-')))
  expect(empty.status).toBe(3)
  expect(empty.words).toMatch(/holds no/)
})

test('bad files and bad command lines end with words and an exit code', async () => {
  writeFileSync(at('cut.png'), Buffer.from('89504e470d0a1a0a0000', 'hex'))
  writeFileSync(at('white.pgm'), Buffer.concat([Buffer.from('P5 300 300 255\n'), Buffer.alloc(90_000, 250)]))
  writeFileSync(at('broken.fmr'), 'FMR\0 20\0 and no more')
  await sobo('extract', at('1_1.pgm'), '--out', at('probe.fmr'))
  for (const [words, status, text] of [
    [['quality', at('nothing.png')], 3, /does not exist/],
    [['quality', folder], 3, /is no file/],
    [['extract', at('cut.png')], 3, /ends too early|contradict/],
    [['quality', at('white.pgm')], 3, /no finger/],
    [['compare', at('1_1.pgm')], 2, /usage/],
    [['extract', at('1_1.pgm'), '--dpi', 'many'], 2, /--dpi takes a number/],
    [['extract', at('1_1.pgm'), '--depth', '3'], 2, /usage/],
    [['evaluate', at('nowhere')], 3, /cannot be read/],
    [['convert', at('1_1.pgm'), at('x.gif')], 2, /its ending must be/],
    [['divine'], 2, /usage/],
    [['extract', '--help'], 0, /^usage: sobo fingerprint extract/],
    [['identify', at('1_1.pgm'), '--help'], 0, /^usage: sobo fingerprint identify/],
    [['extract', at('1_1.pgm'), '--dpi', '2000'], 2, /--dpi takes a number/],
    [['evaluate', folder, '--dpi', '1500'], 2, /--dpi takes a number/],
    [['compare', at('1_1.pgm'), at('broken.fmr')], 3, /^[^,]*broken\.fmr: /],
    [['convert', at('1_1.pgm'), at('x.fir'), '--coding', 'jpeg'], 2, /--coding takes one of/],
    [['convert', at('probe.fmr'), at('x.png')], 3, /no picture can be made/],
  ] as const) {
    const said = await sobo(...words)
    expect(said.words).toMatch(text)
    expect(said.status).toBe(status)
    expect(said.json).toBeUndefined()
  }
  expect(existsSync(at('x.gif'))).toBe(false)
})
