/** A stream of numbers that a seed determines: the same seed, the same inputs, on every machine. */
export type Draw = (below: number) => number

/** Mixes text and numbers into a seed of 32 bits (FNV-1a). */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const letter of parts.join('\u0000')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** Mulberry32. */
export function drawing(seed: number): Draw {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

/** Bytes parsers trip over: ends of ranges, lengths, separators of text and of structures. */
const ODD = [
  0x00, 0x01, 0x7f, 0x80, 0xff, 0xfe, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x2e, 0x3c, 0x7b, 0x7d, 0x7c, 0x30, 0x82, 0x84,
]
const TEXT = 'abcXYZ0189<>|{}[]":,.-_=/ \r\n\u0000éễ%+'
const MOST_RANDOM = 600
const MOST_BYTES = 100_000

function randomBytes(draw: Draw): Uint8Array {
  const length = draw(4) === 0 ? draw(MOST_RANDOM) : draw(48)
  const kind = draw(3)
  if (kind === 0) {
    const text = Array.from({ length }, () => TEXT[draw(TEXT.length)] ?? '').join('')
    return new TextEncoder().encode(text)
  }
  return Uint8Array.from({ length }, () => (kind === 1 ? draw(256) : (ODD[draw(ODD.length)] ?? 0)))
}

/** One change: flip, overwrite, cut out, put in, double a part, cut off, or take a part of another good input. */
function changed(bytes: Uint8Array, seeds: readonly Uint8Array[], draw: Draw): Uint8Array {
  const at = draw(bytes.length + 1)
  const span = draw(6) === 0 ? draw(bytes.length + 1) : draw(9)
  const [head, part, tail] = [bytes.subarray(0, at), bytes.subarray(at, at + span), bytes.subarray(at + span)]
  switch (draw(8)) {
    case 0:
    case 1: {
      const copy = new Uint8Array(bytes)
      if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << draw(8))
      return copy
    }
    case 2:
    case 3: {
      const copy = new Uint8Array(bytes)
      for (let i = at; i < Math.min(copy.length, at + 1 + draw(4)); i += 1) copy[i] = ODD[draw(ODD.length)] ?? 0
      return copy
    }
    case 4:
      return Buffer.concat([head, tail])
    case 5:
      return Buffer.concat([head, randomBytes(draw), part, tail])
    case 6:
      return draw(2) === 0 ? head : Buffer.concat([head, part, part, tail])
    default: {
      const other = seeds[draw(seeds.length)] ?? part
      const from = draw(other.length + 1)
      return Buffer.concat([head, other.subarray(from, from + draw(64)), tail])
    }
  }
}

/** Input number `index` of a target: chance, or a good input changed one to six times. */
export function fuzzInput(seed: number, target: string, index: number, seeds: readonly Uint8Array[]): Uint8Array {
  const draw = drawing(seedOf(seed, target, index))
  const good = seeds[draw(seeds.length)]
  if (!good || draw(5) === 0) return randomBytes(draw)
  let bytes: Uint8Array = good
  for (let changes = 1 + draw(6); changes > 0; changes -= 1) bytes = changed(bytes, seeds, draw)
  // A copy of its own, as a device's answer would be: parsers may look at the buffer behind the view.
  return new Uint8Array(bytes.subarray(0, MOST_BYTES))
}
