/**
 * What the addon dist/native/fingerprint.node exports. Everything goes through `run`: the work is done on a worker thread, the arguments are
 * copied first. Only index.ts imports this; everybody else uses its functions.
 */
export interface FingerprintAddon {
  /** Rejects with code `engine-fault` when the engine itself failed; throws a TypeError with code `bad-argument` for misuse. */
  run(
    operation: string,
    numbers: readonly number[],
    bytes: readonly Uint8Array[],
    index?: IndexHandle | ArrayBuffer,
    cancel?: CancelHandle,
  ): Promise<AddonAnswer>
  createIndex(): IndexHandle
  /** Memory for a saved index, given to `run` in place of an index; it is detached then. Throws a RangeError where there is not so much. */
  createMemory(bytes: number): ArrayBuffer
  createCancel(): CancelHandle
  cancel(handle: CancelHandle): void
}

/** `json` is an object with `ok`; false comes with `failure`. */
export interface AddonAnswer {
  readonly json: string
  readonly bytes: readonly Uint8Array[]
  readonly index?: IndexHandle
}

declare const indexMark: unique symbol
declare const cancelMark: unique symbol
export interface IndexHandle {
  readonly [indexMark]: true
}
export interface CancelHandle {
  readonly [cancelMark]: true
}
