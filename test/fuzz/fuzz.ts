import { Worker } from 'node:worker_threads'
import { fuzzInput } from './fuzz-input.ts'
import { type FuzzTarget, nameOf, readTargets } from './fuzz-target.ts'
import type { FuzzNews, FuzzOrder } from './fuzz-worker.ts'

export interface Finding {
  readonly target: string
  readonly index: number
  readonly kind: 'threw' | 'hang' | 'memory' | 'died'
  readonly what: string
  /** The input, base64, cut at 4,000 characters. */
  readonly input: string
}

export interface TargetReport {
  readonly target: string
  readonly inputs: number
  /** Of these, understood to the end: how deep the inputs reach. */
  readonly read: number
  readonly seconds: number
  /** Processor time of the slowest input. */
  readonly slowestMs: number
  readonly slowestIndex: number
}

export interface FuzzReport {
  readonly seed: number
  readonly inputs: number
  readonly seconds: number
  readonly targets: readonly TargetReport[]
  readonly findings: readonly Finding[]
}

export interface FuzzPlan {
  readonly files: readonly string[]
  /** Which targets, by the names of reports; all where it is not said. */
  readonly wants?: (name: string) => boolean
  readonly seed: number
  /** Inputs in all, shared among the targets. */
  readonly inputs: number
  /** For one target, milliseconds. What a slow one leaves undone the quick ones do. */
  readonly msATarget: number
  /** For one input, milliseconds: more is a hang. */
  readonly msAnInput?: number
  readonly say?: (words: string) => void
}

/** By the clock, so that waiting for ever counts too; long enough for a machine that others use. */
const MS_AN_INPUT = 10_000
const HEAP_MB = 512
const HELD_BYTES = 400_000_000
/** The largest parser takes 25 MB for a picture it decodes; a bomb takes hundreds. */
const BYTES_AN_INPUT = 96_000_000
const MOST_FINDINGS_A_TARGET = 5
const LOOK_MS = 200

interface Slice {
  readonly report: TargetReport
  readonly findings: readonly Finding[]
  /** All wanted inputs were given. */
  readonly whole: boolean
}

/** Runs one target over a range of inputs, in a thread that is ended when it hangs. */
function runSlice(
  file: string,
  position: number,
  target: FuzzTarget,
  plan: FuzzPlan,
  from: number,
  to: number,
): Promise<Slice> {
  const name = nameOf(file, target)
  const progress = new SharedArrayBuffer(8)
  const at = new Int32Array(progress)
  const began = performance.now()
  const findings: Finding[] = []
  const order: FuzzOrder = {
    ...{ file, target: position, seed: plan.seed, from, to, ms: plan.msATarget, progress },
    ...{ mostBytesHeld: HELD_BYTES, mostBytesAnInput: BYTES_AN_INPUT },
  }
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })

  const note = (kind: Finding['kind'], index: number, what: string) => {
    if (findings.length >= MOST_FINDINGS_A_TARGET) return
    const input = Buffer.from(fuzzInput(plan.seed, name, index, target.seeds)).toString('base64')
    findings.push({ target: name, index, kind, what, input: input.slice(0, 4_000) })
  }

  return new Promise((resolve) => {
    let [begun, stuckSince] = [0, performance.now()]
    let last = { ran: 0, read: 0, slowestMs: 0, slowestIndex: from }
    let settled = false
    const finish = () => {
      if (settled) return
      settled = true
      clearInterval(watch)
      const inputs = Math.max(last.ran, at[1] ?? 0)
      const seconds = Math.round(performance.now() - began) / 1000
      const { read, slowestMs, slowestIndex } = last
      const report = { target: name, inputs, read, seconds, slowestMs: Math.round(slowestMs * 10) / 10, slowestIndex }
      resolve({ report, findings, whole: inputs >= to - from && findings.length === 0 })
    }
    const watch = setInterval(() => {
      const now = at[1] ?? 0
      if (now !== begun || now === 0) [begun, stuckSince] = [now, performance.now()]
      else if (performance.now() - stuckSince > (plan.msAnInput ?? MS_AN_INPUT)) {
        clearInterval(watch)
        note('hang', at[0] ?? 0, `no end after ${plan.msAnInput ?? MS_AN_INPUT} ms`)
        void worker.terminate().then(finish)
      }
    }, LOOK_MS)
    worker.on('message', (news: FuzzNews) => {
      if (news.kind === 'done') last = news
      else note(news.kind, news.index, news.what)
    })
    worker.on('error', (fault) => note('died', at[0] ?? from, `${fault.name}: ${fault.message}`.slice(0, 300)))
    worker.on('exit', finish)
  })
}

/** Feeds every target its share of seeded inputs; what slow targets leave over goes to the quick ones. */
export async function fuzz(plan: FuzzPlan): Promise<FuzzReport> {
  const began = performance.now()
  const all: { file: string; position: number; target: FuzzTarget }[] = []
  for (const file of plan.files)
    for (const [position, target] of (await readTargets(file)).entries())
      if (plan.wants?.(nameOf(file, target)) ?? true) all.push({ file, position, target })
  if (all.length === 0) throw new Error('no fuzz targets')
  const share = Math.ceil(plan.inputs / all.length)
  const reports = new Map<string, TargetReport>()
  const findings: Finding[] = []
  const quick: typeof all = []

  async function give(one: (typeof all)[number], from: number, to: number): Promise<boolean> {
    const slice = await runSlice(one.file, one.position, one.target, plan, from, to)
    const { target } = slice.report
    const before = reports.get(target)
    reports.set(target, {
      ...(before && before.slowestMs > slice.report.slowestMs ? before : slice.report),
      inputs: (before?.inputs ?? 0) + slice.report.inputs,
      read: (before?.read ?? 0) + slice.report.read,
      seconds: (before?.seconds ?? 0) + slice.report.seconds,
    })
    findings.push(...slice.findings)
    plan.say?.(
      `${target}: ${slice.report.inputs} inputs, ${slice.report.read} read to the end, in ${slice.report.seconds} s, ${slice.findings.length} findings`,
    )
    return slice.whole
  }
  const total = () => [...reports.values()].reduce((sum, one) => sum + one.inputs, 0)

  for (const one of all) if (await give(one, 0, share)) quick.push(one)
  for (let from = share; total() < plan.inputs && quick.length > 0; from += share)
    for (const one of [...quick]) {
      const left = plan.inputs - total()
      if (left > 0 && !(await give(one, from, from + Math.min(share, left)))) quick.splice(quick.indexOf(one), 1)
    }
  return {
    seed: plan.seed,
    inputs: total(),
    seconds: Math.round(performance.now() - began) / 1000,
    targets: [...reports.values()],
    findings,
  }
}
