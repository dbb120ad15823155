import { Worker } from 'node:worker_threads'
import { PRINT_HEIGHT, PRINT_WIDTH, type RidgePattern, seedOfText } from './ridge-pattern.ts'

const MOST_KEPT = 60

/** Patterns by person and finger, grown when first asked for and kept for the next touches. */
export interface FingerBank {
  pattern(person: string, finger: string): Promise<RidgePattern>
  /** Begins to grow without waiting. */
  prepare(person: string, fingers: readonly string[]): void
  close(): Promise<number>
}

export function fingerBank(): FingerBank {
  const worker = new Worker(new URL('./print-worker.ts', import.meta.url))
  const open = new Map<number, (pattern: RidgePattern) => void>()
  const kept = new Map<string, Promise<RidgePattern>>()
  let nextId = 1
  worker.on('message', ({ id, field }: { id: number; field: Float32Array }) => {
    open.get(id)?.({ width: PRINT_WIDTH, height: PRINT_HEIGHT, field })
    open.delete(id)
  })

  function pattern(person: string, finger: string): Promise<RidgePattern> {
    const key = `${person}/${finger}`
    const known = kept.get(key)
    if (known) return known
    const id = nextId++
    const grown = new Promise<RidgePattern>((resolve) => open.set(id, resolve))
    worker.postMessage({ id, seed: seedOfText(key) })
    kept.set(key, grown)
    for (const old of kept.keys()) {
      if (kept.size <= MOST_KEPT) break
      kept.delete(old)
    }
    return grown
  }

  return {
    pattern,
    prepare: (person, fingers) => {
      for (const finger of fingers) void pattern(person, finger)
    },
    close: () => worker.terminate(),
  }
}
