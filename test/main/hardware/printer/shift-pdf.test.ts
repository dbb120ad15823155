import { expect, test } from 'vitest'
import { DeviceError } from '../../../../main/hardware/device-error.ts'
import { shiftPdf } from '../../../../main/hardware/printer/shift-pdf.ts'
import { rulerPage } from '../../../../main/printing/ruler-page.ts'
import { type GreyPicture, hasPoppler, pagePixels } from '../../paper/poppler.ts'

const poppler = await hasPoppler()
const DPI = 254
/** At 254 dots an inch a millimetre is ten dots. */
const DOTS_PER_MM = 10

/** First column and first row of the cross's long lines: those with most black. */
function crossOf({ width, height, pixels }: GreyPicture): { column: number; row: number } {
  const columns = new Uint32Array(width)
  const rows = new Uint32Array(height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if ((pixels[y * width + x] ?? 255) < 128) {
        columns[x] = (columns[x] ?? 0) + 1
        rows[y] = (rows[y] ?? 0) + 1
      }
  return { column: columns.indexOf(Math.max(...columns)), row: rows.indexOf(Math.max(...rows)) }
}

test.skipIf(!poppler)(
  'the cross of the ruler page stands at 50 mm, and moves by the offset of the printer',
  async () => {
    const page = await rulerPage({ training: false, printer: 'p', at: '2026-01-01T00:00:00.000Z' })
    const at = crossOf(await pagePixels(page, DPI))
    expect(Math.abs(at.column - 50 * DOTS_PER_MM)).toBeLessThanOrEqual(2)
    expect(Math.abs(at.row - 50 * DOTS_PER_MM)).toBeLessThanOrEqual(2)
    for (const [rightMm, downMm] of [
      [2.5, -1.2],
      [-3, 4],
    ] as const) {
      const moved = crossOf(await pagePixels(shiftPdf(page, { rightMm, downMm }), DPI))
      expect(Math.abs(moved.column - at.column - rightMm * DOTS_PER_MM)).toBeLessThanOrEqual(1)
      expect(Math.abs(moved.row - at.row - downMm * DOTS_PER_MM)).toBeLessThanOrEqual(1)
    }
  },
)

test('the original bytes stay as they are, the shift is added behind them', async () => {
  const page = await rulerPage({ training: false, printer: 'p', at: '2026-01-01T00:00:00.000Z' })
  const shifted = shiftPdf(page, { rightMm: 1, downMm: 1 })
  expect(Buffer.from(shifted.subarray(0, page.length)).equals(Buffer.from(page))).toBe(true)
  expect(shifted.length).toBeGreaterThan(page.length)
})

test('a file that was not made here is refused, not printed askew', () => {
  expect(() => shiftPdf(Buffer.from('%PDF-1.7\nstartxref\n0\n%%EOF'), { rightMm: 1, downMm: 0 })).toThrow(DeviceError)
})
