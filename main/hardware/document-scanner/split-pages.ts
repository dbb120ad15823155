import jpeg from 'jpeg-js'
import { DeviceError } from '../device-error.ts'
import type { ScanProgress } from './document-scanner.ts'
import { splitSpread } from './split-spread.ts'

/** An A3 glass at 400 dpi has 31 million points. */
const MOST_MEGAPIXELS = 32
const MOST_MB = 700
const OVERLAP_MM = 3
const QUALITY = 85

/** Makes two pages of each picture of an open book; other progress passes. Works where memory may be spent: in the host. */
export async function* splitPages(pages: AsyncIterable<ScanProgress>): AsyncGenerator<ScanProgress> {
  let dpi = 300
  for await (const one of pages) {
    if (one.kind === 'started') dpi = one.resolution
    if (one.kind !== 'page') {
      yield one
      continue
    }
    const { page } = one
    if (one.mediaType !== 'image/jpeg') throw new DeviceError('unsupported', 'spread', 'document-scanner')
    let picture: { width: number; height: number; data: Uint8Array }
    try {
      picture = jpeg.decode(one.content, {
        useTArray: true,
        maxResolutionInMP: MOST_MEGAPIXELS,
        maxMemoryUsageInMB: MOST_MB,
      })
    } catch (cause) {
      throw new DeviceError('malformed-answer', 'spread', 'document-scanner', { cause })
    }
    const halves = splitSpread(picture, (OVERLAP_MM * dpi) / 25.4)
    for (const [at, half] of [halves.left, halves.right].entries()) {
      const { data } = jpeg.encode({ ...half, data: Buffer.from(half.data.buffer) }, QUALITY)
      yield { kind: 'page', page: page * 2 - 1 + at, mediaType: 'image/jpeg', content: new Uint8Array(data) }
    }
  }
}
