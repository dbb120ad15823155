import { callEngine, type EngineRefusal, madeBytes } from './addon.ts'

/** Shares, 0 … 1; see the engine's README for their exact meaning. Null: without genuine or without impostor pairs nothing was measured. */
export interface ErrorRates {
  readonly ok: true
  readonly eer: number | null
  readonly fmr100: number | null
  readonly fmr1000: number | null
  readonly zeroFmr: number | null
}

export interface Evaluation extends ErrorRates {
  readonly prints: number
  readonly failuresToExtract: number
  /** Of these: files that could not be read as pictures. */
  readonly unreadable: number
  readonly genuine: number
  readonly impostor: number
  readonly thinned: boolean
  readonly extractMs: { readonly mean: number; readonly p95: number }
  readonly compareUs: number
  readonly prepareUs: number
  readonly templateBytes: number
  readonly indexBytes: number
  readonly minutiae: number
  readonly kernelMs: number
  readonly fnmrWithoutWorst: Readonly<Record<'0' | '5' | '10' | '20', number>>
}

export interface IdentifyBench {
  readonly ok: true
  readonly prints: number
  readonly probes: number
  readonly rank1: number
  readonly rank10: number
  readonly rank1OneFinger: number
  readonly secondsPerSearch: number
  readonly worstSeconds: number
  readonly templatesPerSecond: number
  readonly scannedPerSecond: number
  readonly comparedPerSearch: number
  readonly bytesPerTemplate: number
  readonly mostBytesPerTemplate: number
  readonly indexBytes: number
  readonly growSeconds: number
  readonly exhaustiveProbes: number
  readonly exhaustiveRank1: number
  readonly sameProbesRank1: number
  readonly exhaustivePerSecond: number
  readonly kernelMs: number
  readonly kernels: string
}

export interface IdentifyBenchRequest {
  readonly people: number
  readonly probes?: number
  readonly seed?: number
  /** 1: as hard as the sets the generator was calibrated against. */
  readonly hardness?: number
  readonly keepShare?: number
  /** So many probes are also compared in full with everybody: what the scan loses. */
  readonly exhaustiveProbes?: number
  readonly oneFinger?: boolean
  readonly signal?: AbortSignal
}

export interface PrintsBench {
  readonly ok: true
  readonly fingers: number
  readonly prints: number
  readonly failuresToExtract: number
  /** Prints in the index. */
  readonly gallery: number
  readonly probes: number
  /** Probes whose finger the scan kept for the full comparison, and those whose finger came first. */
  readonly kept: number
  readonly rank1: number
  /** Probes whose finger the full comparison of the whole gallery names first and the search does not. */
  readonly lost: number
  readonly loss: number
  readonly lossAtMost95: number
  readonly templatesPerSecond: number
  readonly scannedPerSecond: number
  readonly comparedPerSearch: number
  readonly kernelMs: number
}

export interface PrintsBenchRequest {
  readonly folders: readonly string[]
  /** Synthetic prints that fill the gallery up. */
  readonly people: number
  /** Of every picture; 0: as the files say. */
  readonly dpi?: number
  readonly seed?: number
  readonly keepShare?: number
  /** Only the first print of a finger is enrolled. */
  readonly oneMate?: boolean
  readonly signal?: AbortSignal
}

export async function errorRates(
  genuine: readonly number[],
  impostor: readonly number[],
): Promise<ErrorRates | EngineRefusal> {
  return (await callEngine<ErrorRates>('error-rates', { numbers: [genuine.length, ...genuine, ...impostor] })).result
}

/** Runs the whole engine over a folder of prints, one thread. `scores` has a line "i j score" for each pair. */
export async function evaluateFolder(
  folder: string,
  { dpi = 0, protocol = 'all', signal }: { dpi?: number; protocol?: 'fvc' | 'all'; signal?: AbortSignal } = {},
): Promise<{ readonly evaluation: Evaluation; readonly scores: Uint8Array } | EngineRefusal> {
  const { result, answer } = await callEngine<Evaluation>('evaluate', {
    numbers: [dpi, protocol === 'all' ? 1 : 0],
    bytes: [new TextEncoder().encode(folder)],
    signal,
  })
  return result.ok ? { evaluation: result, scores: madeBytes(answer) } : result
}

/** Identification among synthetic people, right and left index finger each. */
export async function benchIdentification(request: IdentifyBenchRequest): Promise<IdentifyBench | EngineRefusal> {
  const {
    people,
    probes = 100,
    seed = 1,
    hardness = 1,
    keepShare = 0.01,
    exhaustiveProbes = 0,
    oneFinger = false,
    signal,
  } = request
  const numbers = [people, probes, seed, hardness, keepShare, exhaustiveProbes, oneFinger ? 1 : 0]
  return (await callEngine<IdentifyBench>('identify-bench', { numbers, signal })).result
}

/** Every real print of these folders searched among the others and synthetic ones: what the scan loses against comparing everything. */
export async function benchPrints(request: PrintsBenchRequest): Promise<PrintsBench | EngineRefusal> {
  const { folders, people, dpi = 0, seed = 1, keepShare = 0.01, oneMate = false, signal } = request
  const bytes = folders.map((folder) => new TextEncoder().encode(folder))
  const numbers = [dpi, people, seed, keepShare, oneMate ? 1 : 0]
  return (await callEngine<PrintsBench>('prints-bench', { numbers, bytes, signal })).result
}

/** A synthetic template, for tests and benches: nobody's finger. */
export async function syntheticPrint(
  person: number,
  position: number,
  impression: number,
  { seed = 1, hardness = 1 }: { seed?: number; hardness?: number } = {},
): Promise<Uint8Array> {
  const { answer } = await callEngine<object>('synthetic-print', {
    numbers: [seed, person, position, impression, hardness],
  })
  return madeBytes(answer)
}
