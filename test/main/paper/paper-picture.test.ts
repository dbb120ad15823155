import fc from 'fast-check'
import { encode } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { expect, test } from 'vitest'
import { openPaper, type PlacedMark } from '../../../main/paper/paper.ts'
import { PaperInputError } from '../../../main/paper/paper-input.ts'
import { paperPicture } from '../../../main/paper/paper-picture.ts'

const frame = { field: 'portrait', left: 85, top: 100, width: 85, height: 113 }

async function paperWith(picture: Uint8Array | null, words = 'Không có ảnh'): Promise<readonly PlacedMark[]> {
  const marks: PlacedMark[] = []
  const settings = {
    title: 'Ảnh',
    remark: '',
    createdAt: '2025-07-08T03:15:00Z',
    onPlaced: (mark: PlacedMark) => marks.push(mark),
  }
  const paper = openPaper(settings)
  paperPicture(paper, picture, words, frame)
  await paper.finish(() => {})
  return marks
}

const pixels = (channels: number) => new Uint8Array(30 * 40 * channels).map((_, index) => (index * 7) % 256)

test('grey, colour and transparent PNG pictures and JPEG pictures are taken', async () => {
  for (const channels of [1, 3, 4]) {
    const marks = await paperWith(encode({ width: 30, height: 40, channels, data: pixels(channels) }))
    expect(marks.filter((mark) => mark.kind === 'image')).toHaveLength(1)
  }
  const jpeg = new Uint8Array(encodeJpeg({ width: 30, height: 40, data: pixels(4) }, 90).data)
  expect((await paperWith(jpeg)).filter((mark) => mark.kind === 'image')).toHaveLength(1)
})

test('a PNG broken anywhere is refused at once or printed, never thrown later', async () => {
  const whole = encode({ width: 30, height: 40, channels: 4, data: pixels(4) })
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (at, flip, cut) => {
        const broken = cut ? whole.slice(0, at) : whole.map((byte, index) => (index === at ? byte ^ flip : byte))
        await paperWith(broken).catch((error: unknown) => expect(error).toBeInstanceOf(PaperInputError))
      },
    ),
    { numRuns: 60 },
  )
})

test('without a picture its place says so', async () => {
  expect((await paperWith(null)).map((mark) => mark.text)).toContain('Không có ảnh')
})

test('words too long for the place are a fault, not cut', async () => {
  await expect(paperWith(null, 'dài '.repeat(200))).rejects.toThrow(RangeError)
})
