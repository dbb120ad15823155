/** Numbers that repeat with their seed (mulberry32, public domain). */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** Bytes that lengths, tags and text break on. */
const SHARP = [0x00, 0x01, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xa0, 0xff]

function change(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  const at = next(bytes.length + 1)
  const kind = next(6)
  const part = bytes.slice(at, at + 1 + next(20))
  if (kind === 0) return bytes.slice(0, at)
  if (kind === 1) return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + part.length)])
  if (kind === 2) return Uint8Array.from([...bytes.subarray(0, at), ...part, ...bytes.subarray(at)])
  const copy = bytes.slice()
  if (at < copy.length) copy[at] = kind === 3 ? (copy[at] ?? 0) ^ (1 << next(8)) : (SHARP[next(SHARP.length)] ?? 0)
  return copy
}

/** `count` inputs that repeat with their seed: good ones changed in one to six places, and one in ten of bytes at random. */
export function* changedBytes(seeds: readonly Uint8Array[], count: number, seed: number): Generator<Uint8Array> {
  const next = numbers(seed)
  for (let i = 0; i < count; i++) {
    let bytes = seeds[next(seeds.length)] ?? new Uint8Array(0)
    if (i % 10 === 9) bytes = Uint8Array.from({ length: next(120) }, () => next(256))
    else for (let changes = 1 + next(6); changes > 0; changes--) bytes = change(bytes, next)
    yield bytes
  }
}
