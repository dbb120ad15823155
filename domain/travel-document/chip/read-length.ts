/** Bytes of one read in extended length: buffers of cards are small, and one that takes less answers with less or refuses once. */
const EXTENDED_READ = 2048

/**
 * Bytes of one read for `openChipSession`: extended where the card's answer to reset says that it takes extended length, else undefined.
 * Card capabilities (object 7X, third byte, bit 7) in the historical bytes: ISO/IEC 7816-3 8.2, 7816-4 12.1.1.9. For contactless cards the
 * reader puts the historical bytes of the card's own answer there (PC/SC part 3, 3.1.3.2.3).
 */
export function findReadLength(answerToReset: Uint8Array): number | undefined {
  const historical = historicalBytes(answerToReset)
  const [category] = historical
  if (category !== 0x80 && category !== 0x00) return undefined
  // Category 00 ends with three bytes of status.
  const objects = category === 0x80 ? historical.subarray(1) : historical.subarray(1, -3)
  for (let at = 0; at < objects.length; ) {
    const head = objects[at] ?? 0
    const length = head & 0x0f
    if (head >>> 4 === 7 && length >= 3) return ((objects[at + 3] ?? 0) & 0x40) === 0 ? undefined : EXTENDED_READ
    at += 1 + length
  }
  return undefined
}

function historicalBytes(answerToReset: Uint8Array): Uint8Array {
  const format = answerToReset[1] ?? 0
  let at = 2
  let present = format >>> 4
  // TA, TB and TC of each round, then TD with what comes in the next.
  for (let round = 0; round < 32; round++) {
    at += (present & 1) + ((present >>> 1) & 1) + ((present >>> 2) & 1)
    if ((present & 8) === 0) break
    present = (answerToReset[at] ?? 0) >>> 4
    at += 1
  }
  return answerToReset.subarray(at, at + (format & 0x0f))
}
