import type { FuzzTarget } from './fuzz-target.ts'

// Parsers with the faults that fuzzing is there to find; the harness is tried on them.

const hoard: unknown[] = []
const good = new TextEncoder().encode('{"name":"An","length":12}')

function spinForEver(): never {
  for (;;);
}

export const fuzzTargets: readonly FuzzTarget[] = [
  { name: 'well behaved', seeds: [good], run: (bytes) => (bytes.length < 1_000 ? 'read' : 'refused') },
  {
    name: 'throws on a byte',
    seeds: [],
    run(bytes) {
      if (bytes.includes(0xff)) throw new RangeError('the byte ff')
      return 'read'
    },
  },
  {
    name: 'throws on what only a changed good input reaches',
    seeds: [good],
    run(bytes) {
      const text = new TextDecoder().decode(bytes)
      if (text.startsWith('{"name":"') && !text.endsWith('12}')) throw new SyntaxError('half')
      return 'read'
    },
  },
  {
    name: 'hangs on an odd length',
    seeds: [],
    run(bytes) {
      if (bytes.length === 31) spinForEver()
      return 'refused'
    },
  },
  {
    name: 'keeps its bytes',
    seeds: [],
    run() {
      hoard.push(new Uint8Array(4_000_000))
      return 'read'
    },
  },
  {
    name: 'keeps its objects',
    seeds: [],
    run() {
      hoard.push(Array.from({ length: 50_000 }, (_, i) => ({ i })))
      return 'read'
    },
  },
  {
    name: 'takes much for one input and gives it back',
    seeds: [],
    run(bytes) {
      return bytes[0] === 0x7b && new Uint8Array(300_000_000).fill(1)[7] === 1 ? 'read' : 'refused'
    },
  },
]
