import { expect, test } from 'vitest'
import { extractPrint, type SlapKind, segmentSlap } from '../../../native/fingerprint/index.ts'
import { composeSlap, type SlapPicture } from './slap-picture.ts'

const RIGHT = [60, 0, 40, 190]
const LEFT = RIGHT.toReversed()

async function segmented(picture: SlapPicture, kind: SlapKind) {
  const slap = await segmentSlap(picture, kind)
  if (!slap.ok) throw new Error(slap.failure)
  return slap
}

function expectPlaces(
  picture: SlapPicture,
  fingers: readonly { x: number; y: number; width: number; height: number }[],
) {
  expect(fingers).toHaveLength(picture.middles.length)
  for (const [i, finger] of fingers.entries()) {
    const [x, y] = picture.middles[i] ?? [0, 0]
    expect(Math.abs(finger.x + finger.width / 2 - x)).toBeLessThan(40)
    expect(Math.abs(finger.y + finger.height / 2 - y)).toBeLessThan(60)
  }
}

test('four fingers are found, named from index to little, and the hand is told', async () => {
  const right = composeSlap(1, { drops: RIGHT, turn: 0, gap: 300 })
  const slap = await segmented(right, 'right-four')
  expectPlaces(right, slap.fingers)
  expect(slap.fingers.map((finger) => finger.position)).toEqual([2, 3, 4, 5])
  expect(slap.handSeen).toBe('right')
  const left = composeSlap(2, { drops: LEFT, turn: 0, gap: 300 })
  const other = await segmented(left, 'left-four')
  expectPlaces(left, other.fingers)
  expect(other.fingers.map((finger) => finger.position)).toEqual([10, 9, 8, 7])
  expect(other.handSeen).toBe('left')
})

test('a left hand laid down for the right one is seen', async () => {
  const slap = await segmented(composeSlap(3, { drops: LEFT, turn: 0, gap: 300 }), 'right-four')
  expect(slap.handSeen).toBe('left')
})

test('a hand laid askew keeps its fingers and tells its angle', async () => {
  for (const turn of [-0.3, 0.25]) {
    const picture = composeSlap(4, { drops: RIGHT, turn, gap: 300 })
    const slap = await segmented(picture, 'right-four')
    expectPlaces(picture, slap.fingers)
    expect(slap.angle).toBeGreaterThan(turn - 0.12)
    expect(slap.angle).toBeLessThan(turn + 0.12)
  }
})

test('fingers that touch each other are parted', async () => {
  const picture = composeSlap(5, { drops: RIGHT, turn: 0, gap: 222 })
  const slap = await segmented(picture, 'right-four')
  expectPlaces(picture, slap.fingers)
})

test('two thumbs are the left and the right one', async () => {
  const picture = composeSlap(6, { drops: [0, 10], turn: 0, gap: 420 })
  const slap = await segmented(picture, 'thumbs')
  expectPlaces(picture, slap.fingers)
  expect(slap.fingers.map((finger) => finger.position)).toEqual([6, 1])
})

test('three fingers of four are found and the set is called incomplete', async () => {
  const slap = await segmented(composeSlap(7, { drops: RIGHT.slice(0, 3), turn: 0, gap: 300 }), 'right-four')
  expect(slap.fingers).toHaveLength(3)
  expect(slap.complete).toBe(false)
})

test('each cut finger gives a template', async () => {
  const slap = await segmented(composeSlap(8, { drops: RIGHT, turn: 0.1, gap: 300 }), 'right-four')
  for (const finger of slap.fingers) {
    const print = await extractPrint(finger.picture, { position: finger.position })
    expect(print).toMatchObject({ ok: true })
  }
})

test('an empty glass, one colour and a lying size are refused', async () => {
  const white = { grey: new Uint8Array(800 * 700).fill(240), width: 800, height: 700, dpi: 500 }
  expect(await segmentSlap(white, 'right-four')).toMatchObject({ ok: false, failure: 'no-finger' })
  expect(await segmentSlap({ ...white, dpi: 20 }, 'right-four')).toMatchObject({ ok: false })
  expect(await segmentSlap({ ...white, width: 801 }, 'right-four')).toMatchObject({ ok: false })
})
