import fc from 'fast-check'
import { expect, test } from 'vitest'
import { background } from '../../../../../renderer/identity-card/application/portrait/background.ts'
import { middleCrop } from '../../../../../renderer/identity-card/application/portrait/crop.ts'
import { exposure } from '../../../../../renderer/identity-card/application/portrait/exposure.ts'
import {
  greyOf,
  type Pixels,
  pixelsOf,
  type Region,
} from '../../../../../renderer/identity-card/application/portrait/pixels.ts'
import {
  JUDGED_HEIGHT,
  JUDGED_WIDTH,
  portraitChecks,
  portraitLimits,
} from '../../../../../renderer/identity-card/application/portrait/portrait-checks.ts'
import { sharpness } from '../../../../../renderer/identity-card/application/portrait/sharpness.ts'

function picture(level: (x: number, y: number) => number, width = JUDGED_WIDTH, height = JUDGED_HEIGHT): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) data.fill(level(x, y), (y * width + x) * 4, (y * width + x) * 4 + 3)
  return { data, width, height }
}

/** A white wall with a textured face in the oval of the guide: what a good portrait looks like to the checks. */
const inFace = (x: number, y: number) => ((x - 150) / 78) ** 2 + ((y - 177) / 115) ** 2 < 1
const good = (x: number, y: number) => (inFace(x, y) ? 130 + 40 * Math.sin(x / 1.5) + 30 * Math.cos(y / 2) : 225)

function blurred(from: Pixels, times: number): Pixels {
  let level = (x: number, y: number) => from.data[(y * from.width + x) * 4] ?? 0
  for (let round = 0; round < times; round += 1) {
    const before = picture(level, from.width, from.height)
    level = (x, y) => {
      let sum = 0
      for (let dy = -1; dy <= 1; dy += 1)
        for (let dx = -1; dx <= 1; dx += 1) {
          const at =
            Math.min(from.height - 1, Math.max(0, y + dy)) * from.width + Math.min(from.width - 1, Math.max(0, x + dx))
          sum += before.data[at * 4] ?? 0
        }
      return sum / 9
    }
  }
  return picture(level, from.width, from.height)
}
const failing = (pixels: Pixels, height = 800) =>
  portraitChecks(pixels, height)
    .filter((one) => !one.passed)
    .map((one) => one.check)

test('a sharp, evenly lit face before a white wall passes every check', () => {
  expect(failing(picture(good))).toEqual([])
})

test('a small crop is called too small whatever it shows', () => {
  expect(failing(picture(good), portraitLimits.leastHeight - 1)).toEqual(['size'])
})

test('a flat picture of any brightness has no sharpness, no unevenness and its own mean', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), (level) => {
      const grey = greyOf(picture(() => level, 60, 80))
      expect(sharpness(grey)).toBe(0)
      expect(background(grey).unevenness).toBeCloseTo(0)
      expect(background(grey).mean).toBeCloseTo(level)
      expect(exposure(grey).mean).toBeCloseTo(level)
    }),
  )
})

test('blurring makes a picture less sharp, again and again', () => {
  const once = picture(good)
  const figures = [0, 1, 2, 4].map((times) => sharpness(greyOf(blurred(once, times))))
  expect([...figures].sort((a, b) => b - a)).toEqual(figures)
  expect(failing(blurred(once, 12))).toContain('sharpness')
})

test('a dark room and a glaring lamp are told apart', () => {
  expect(failing(picture((x, y) => good(x, y) / 5))).toContain('too-dark')
  expect(failing(picture((x, y) => good(x, y) + 100))).toEqual(expect.arrayContaining(['too-bright', 'lost-detail']))
})

test('a shadow on one side of the wall makes the background uneven, a dark wall makes it dark', () => {
  expect(failing(picture((x, y) => (inFace(x, y) ? good(x, y) : x < 40 ? 120 : 225)))).toContain('background-uneven')
  expect(failing(picture((x, y) => (inFace(x, y) ? good(x, y) : 60)))).toContain('background-dark')
})

test('what stands in the face does not count as background', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), (level) => {
      const grey = greyOf(picture((x, y) => (inFace(x, y) ? level : 230), 150, 200))
      const half = greyOf(picture((x, y) => (inFace(x * 2, y * 2) ? level : 230), 150, 200))
      expect(background(half).unevenness).toBe(0)
      expect(background(grey).mean).toBeGreaterThan(0)
    }),
    { numRuns: 20 },
  )
})

test('shares of the histogram are shares', () => {
  fc.assert(
    fc.property(fc.uint8ClampedArray({ minLength: 12 * 16 * 4, maxLength: 12 * 16 * 4 }), (data) => {
      const grey = greyOf({ data, width: 12, height: 16 })
      const { mean, over, under } = exposure(grey)
      expect(mean).toBeGreaterThanOrEqual(0)
      expect(mean).toBeLessThanOrEqual(255)
      expect(over + under).toBeLessThanOrEqual(1)
      for (const one of portraitChecks({ data, width: 12, height: 16 }, 800))
        expect(Number.isFinite(one.figure)).toBe(true)
    }),
  )
})

test('a region is never empty and never leaves the picture', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const region: fc.Arbitrary<Region> = fc.tuple(share, share, share, share).map(([a, b, c, d]) => ({
    left: Math.min(a, b),
    right: Math.max(a, b),
    top: Math.min(c, d),
    bottom: Math.max(c, d),
  }))
  fc.assert(
    fc.property(region, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (one, width, height) => {
      const { left, top, right, bottom } = pixelsOf(one, width, height)
      expect(left).toBeGreaterThanOrEqual(0)
      expect(top).toBeGreaterThanOrEqual(0)
      expect(right).toBeGreaterThan(left)
      expect(bottom).toBeGreaterThan(top)
      expect(right).toBeLessThanOrEqual(width)
      expect(bottom).toBeLessThanOrEqual(height)
    }),
  )
})

test('the crop is 3:4, in the middle, as large as it can be', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 5000 }), fc.integer({ min: 10, max: 5000 }), (width, height) => {
      const crop = middleCrop(width, height)
      expect(crop.width / crop.height).toBeCloseTo(3 / 4, 6)
      expect(crop.x).toBeCloseTo((width - crop.width) / 2, 6)
      expect(crop.y).toBeCloseTo((height - crop.height) / 2, 6)
      expect(Math.min(width - crop.width, height - crop.height)).toBeCloseTo(0, 6)
    }),
  )
})
