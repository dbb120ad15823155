import type { FuzzTarget } from './fuzz-target.ts'

// Parsers with the faults that fuzzing is there to find; the harness is tried on them.

const hoard: unknown[] = []
const good = new TextEncoder().encode('{"name":"An","length":12}')

function spinForEver(): never {
  for (;;);
}

export const fuzzTargets: readonly FuzzTarget[] = [
  { name: 'well behaved', seeds: [good], run: (bytes) => bytes.length },
  {
    name: 'throws on a byte',
    run(bytes) {
      if (bytes.includes(0xff)) throw new RangeError('the byte ff')
    },
  },
  {
    name: 'throws on what only a changed good input reaches',
    seeds: [good],
    run(bytes) {
      const text = new TextDecoder().decode(bytes)
      if (text.startsWith('{"name":"') && !text.endsWith('12}')) throw new SyntaxError('half')
    },
  },
  {
    name: 'hangs on an odd length',
    run(bytes) {
      if (bytes.length === 31) spinForEver()
    },
  },
  {
    name: 'keeps its bytes',
    run() {
      hoard.push(new Uint8Array(4_000_000))
    },
  },
  {
    name: 'keeps its objects',
    run() {
      hoard.push(Array.from({ length: 50_000 }, (_, i) => ({ i })))
    },
  },
]
