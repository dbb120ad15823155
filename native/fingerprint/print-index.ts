import { callEngine, type EngineCall, type EngineRefusal, fingerprintAddon, madeBytes } from './addon.ts'
import type { IndexHandle } from './fingerprint.d.ts'
import type { PositionedTemplate } from './ten-set.ts'

export interface PrintIndexHit {
  readonly subject: number
  /** As of a comparison: among N subjects a stranger reaches it about N · 10^−score times. */
  readonly score: number
  /** Fingers of the probe that were compared. */
  readonly fingers: number
}

export interface PrintIndexSearch {
  readonly ok: true
  /** Best first. */
  readonly hits: readonly PrintIndexHit[]
  readonly scanned: number
  readonly compared: number
  /** CPU seconds of the search. */
  readonly seconds: number
}

export interface PrintIndexRequest {
  readonly most?: number
  /** Share of the subjects compared in full after the scan; default 0.01, at least `keepLeast` (64). */
  readonly keepShare?: number
  readonly keepLeast?: number
  /** Across finger positions too: finds people whose fingers were mixed up, ten times dearer. */
  readonly anyFinger?: boolean
  readonly leastScore?: number
  readonly signal?: AbortSignal
}

/** Who is this, among many: lives in memory, may be searched, added to and taken from at once. Subjects are whole numbers. */
export interface PrintIndex {
  add(subject: number, prints: readonly PositionedTemplate[]): Promise<{ readonly ok: true } | EngineRefusal>
  remove(subject: number): Promise<number>
  search(prints: readonly PositionedTemplate[], request?: PrintIndexRequest): Promise<PrintIndexSearch | EngineRefusal>
  size(): Promise<{ readonly subjects: number; readonly prints: number; readonly bytes: number }>
  /** Bytes for the disk. They are biometric data: encrypt them. */
  save(): Promise<Uint8Array>
}

function fault(refusal: EngineRefusal): Error {
  return new Error(`the fingerprint index refused: ${refusal.failure}`)
}

function faceOf(index: IndexHandle): PrintIndex {
  return {
    async add(subject, prints) {
      const numbers = [subject, ...prints.map((print) => print.position)]
      return (await callEngine<object>('index-add', { numbers, bytes: prints.map((print) => print.template), index }))
        .result
    },
    async remove(subject) {
      const { result } = await callEngine<{ removed: number }>('index-remove', { numbers: [subject], index })
      if (!result.ok) throw fault(result)
      return result.removed
    },
    async search(prints, request = {}) {
      const { most = 10, keepShare = 0.01, keepLeast = 64, anyFinger = false, leastScore = 0, signal } = request
      const positions = prints.map((print) => print.position)
      const numbers = [most, keepShare, keepLeast, anyFinger ? 1 : 0, leastScore, ...positions]
      const bytes = prints.map((print) => print.template)
      return (await callEngine<PrintIndexSearch>('index-search', { numbers, bytes, index, signal })).result
    },
    async size() {
      const { result } = await callEngine<{ subjects: number; prints: number; bytes: number }>('index-size', { index })
      if (!result.ok) throw fault(result)
      return result
    },
    async save() {
      const { result, answer } = await callEngine<object>('index-save', { index })
      if (!result.ok) throw fault(result)
      return madeBytes(answer)
    },
  }
}

export function createPrintIndex(): PrintIndex {
  return faceOf(fingerprintAddon().createIndex())
}

export type OpenedPrintIndex = { readonly ok: true; readonly index: PrintIndex } | EngineRefusal

async function openWith(operation: string, call: EngineCall): Promise<OpenedPrintIndex> {
  const { result, answer } = await callEngine<object>(operation, call)
  if (!result.ok) return result
  if (!answer.index) throw new Error('the fingerprint engine gave no index')
  return { ok: true, index: faceOf(answer.index) }
}

/** Reads what `save` gave, from a copy. `bad-value`: the bytes are not those of an index, cut or changed. */
export function loadPrintIndex(saved: Uint8Array): Promise<OpenedPrintIndex> {
  return openWith('index-load', { bytes: [saved] })
}

/** Memory of so many bytes to read or decrypt a saved index into, piece by piece, for `adoptPrintIndex`. */
export function createIndexMemory(bytes: number): ArrayBuffer {
  return fingerprintAddon().createMemory(bytes)
}

/**
 * The same as `loadPrintIndex` without a copy: the index reads the prints where they lie. `memory` comes from `createIndexMemory`, which
 * begins where the engine can read it; it is detached, so that nobody changes it any more, and goes when the index goes.
 * `bad-argument`: some other memory.
 */
export function adoptPrintIndex(memory: ArrayBuffer): Promise<OpenedPrintIndex> {
  return openWith('index-borrow', { index: memory })
}

/**
 * The same in a file with what `save` gave, mapped: pages come in as they are needed and may leave again. It lies there in clear, so only on an
 * encrypted volume or in memory (tmpfs). Nobody may write to it while the index lives; a new one is renamed into its place. What is added
 * or removed stays in memory until it is saved. `file-unreadable`: no such file; `bad-value`: cut, changed or grown. A file that is
 * cut short later makes searches answer `file-lost`; bytes changed in place are not noticed.
 */
export function mapPrintIndex(file: string): Promise<OpenedPrintIndex> {
  return openWith('index-map', { bytes: [new TextEncoder().encode(file)] })
}
