import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawPage } from '../../../../main/hardware/document-scanner/simulator/drawn-page.ts'
import { type Pixels, splitSpread } from '../../../../main/hardware/document-scanner/split-spread.ts'

const A3 = { dpi: 50, widthPx: 827, heightPx: 585, spread: true }

/** The picture moved to the right by so many columns, as a book that was not laid down in the middle. */
function shifted(image: Pixels, by: number): Pixels {
  const data = new Uint8Array(image.data.length).fill(255)
  for (let y = 0; y < image.height; y++)
    for (let x = 0; x < image.width; x++) {
      const from = x - by
      if (from < 0 || from >= image.width) continue
      const [to, start] = [(y * image.width + x) * 4, (y * image.width + from) * 4]
      data.set(image.data.subarray(start, start + 4), to)
    }
  return { ...image, data }
}

test('an open book is cut at its fold, also where it does not lie in the middle', () => {
  for (const by of [0, -40, 25, 60]) {
    const split = splitSpread(shifted(drawPage({ ...A3, number: 1 }), by))
    expect(split.seen).toBe(true)
    expect(Math.abs(split.fold - (413 + by))).toBeLessThanOrEqual(2)
  }
})

test('a picture without a fold is cut in the middle, and says so', () => {
  const blank = { width: 100, height: 40, data: new Uint8Array(100 * 40 * 4).fill(240) }
  expect(splitSpread(blank)).toMatchObject({ fold: 50, seen: false })
})

test('no column is lost: left and right put together are the picture, whatever it shows', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 60 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 0, max: 80 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
      (width, height, overlap, stream) => {
        const data = new Uint8Array(width * height * 4)
        for (let i = 0; i < data.length; i++) data[i] = stream.next().value ?? 0
        const { left, right, fold } = splitSpread({ width, height, data }, overlap)
        expect(left.width).toBe(Math.min(width, fold + overlap))
        expect(right.width).toBe(width - Math.max(0, fold - overlap))
        expect(Math.min(left.width, right.width)).toBeGreaterThan(0)
        for (let y = 0; y < height; y++) {
          const row = data.subarray(y * width * 4, (y + 1) * width * 4)
          expect(left.data.subarray(y * left.width * 4, y * left.width * 4 + left.width * 4)).toEqual(
            row.subarray(0, left.width * 4),
          )
          expect(right.data.subarray(y * right.width * 4, (y + 1) * right.width * 4)).toEqual(
            row.subarray((width - right.width) * 4),
          )
        }
      },
    ),
    { numRuns: 200, seed: 6 },
  )
})
