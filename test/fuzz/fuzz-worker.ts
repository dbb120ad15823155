import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { fuzzInput } from './fuzz-input.ts'
import { nameOf, readTargets } from './fuzz-target.ts'

// A thread that feeds one target. It writes down what it is at before it is at it: who hangs or dies is known by that.

export interface FuzzOrder {
  readonly file: string
  readonly target: number
  readonly seed: number
  readonly from: number
  readonly to: number
  /** Ends early after this many milliseconds. */
  readonly ms: number
  /** [0] the input's number, [1] inputs begun. */
  readonly progress: SharedArrayBuffer
  /** Outside of the heap, when inputs are over. */
  readonly mostBytesHeld: number
  /** More than was there before, inside the heap or outside, right after one input. */
  readonly mostBytesAnInput: number
}

export type FuzzNews =
  | { readonly kind: 'threw'; readonly index: number; readonly what: string }
  | { readonly kind: 'memory'; readonly index: number; readonly what: string }
  | {
      readonly kind: 'done'
      readonly ran: number
      readonly read: number
      readonly slowestMs: number
      readonly slowestIndex: number
    }

const LOOK_EVERY = 500
const order = workerData as FuzzOrder
const progress = new Int32Array(order.progress)
const say = (news: FuzzNews) => parentPort?.postMessage(news)

const target = (await readTargets(order.file))[order.target]
if (!target) throw new Error(`no target ${order.target} in ${order.file}`)
const name = nameOf(order.file, target)
const began = performance.now()
const heldBefore = process.memoryUsage().external
let [slowestMs, slowestIndex, ran, read] = [0, order.from, 0, 0]

/** What was taken and is not yet given back: garbage of the input counts, which is what its size shows by. */
function bytesTaken(): number {
  const { used_heap_size, external_memory, malloced_memory } = getHeapStatistics()
  return used_heap_size + external_memory + malloced_memory
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Outside of the heap. What is only not yet collected is not held: a busy machine collects late. */
function bytesHeld(): number {
  const held = process.memoryUsage().external - heldBefore
  if (held <= order.mostBytesHeld) return held
  collect()
  return process.memoryUsage().external - heldBefore
}

for (let index = order.from; index < order.to; index += 1) {
  const bytes = fuzzInput(order.seed, name, index, target.seeds)
  Atomics.store(progress, 0, index)
  Atomics.add(progress, 1, 1)
  const takenBefore = bytesTaken()
  const before = process.threadCpuUsage()
  try {
    const result = target.run(bytes)
    if ((result instanceof Promise ? await result : result) === 'read') read += 1
  } catch (fault) {
    const what = fault instanceof Error ? `${fault.name}: ${fault.message}`.slice(0, 300) : typeof fault
    say({ kind: 'threw', index, what })
  }
  // Of the processor's time: others use the machine too.
  const { user, system } = process.threadCpuUsage(before)
  const took = (user + system) / 1_000
  ran += 1
  const taken = bytesTaken() - takenBefore
  if (taken > order.mostBytesAnInput)
    say({ kind: 'memory', index, what: `${Math.round(taken / 1e6)} MB for an input of ${bytes.length} bytes` })
  if (took > slowestMs) [slowestMs, slowestIndex] = [took, index]
  if (index % LOOK_EVERY !== 0) continue
  const held = bytesHeld()
  if (held > order.mostBytesHeld) {
    say({ kind: 'memory', index, what: `${Math.round(held / 1e6)} MB held outside of the heap` })
    break
  }
  if (performance.now() - began > order.ms) break
}
say({ kind: 'done', ran, read, slowestMs, slowestIndex })
