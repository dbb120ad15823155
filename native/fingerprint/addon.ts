import { createRequire } from 'node:module'
import path from 'node:path'
import type { AddonAnswer, FingerprintAddon, IndexHandle } from './fingerprint.d.ts'

/** A refusal of the engine: nothing is broken, the bytes or the picture are not what they should be. */
export interface EngineRefusal {
  readonly ok: false
  readonly failure: EngineFailure
  /** Of a file that was refused: the byte, and what had been expected there. */
  readonly offset?: number
  readonly expected?: string
}

export type EngineFailure =
  // of a picture
  | 'bad-picture'
  | 'bad-resolution'
  | 'too-small'
  | 'no-finger'
  // of bytes
  | 'truncated'
  | 'unknown'
  | 'unsupported'
  | 'too-large'
  | 'bad-length'
  | 'bad-value'
  | 'bad-checksum'
  | 'bad-code'
  // of a call
  | 'bad-argument'
  | 'folder-unreadable'
  | 'file-unreadable'
  /** A mapped file became shorter, or its disk failed: the index has to be opened again. */
  | 'file-lost'
  | 'cancelled'

let loaded: FingerprintAddon | undefined

/** The addon, loaded when first needed. Throws with the path when it has not been built: `npm start`, `npm test` and `sobo fingerprint` build it. */
export function fingerprintAddon(): FingerprintAddon {
  if (loaded) return loaded
  const place =
    process.env.SOBO_FINGERPRINT_ADDON ??
    path.resolve(import.meta.dirname, '..', '..', 'dist', 'native', 'fingerprint.node')
  try {
    loaded = createRequire(import.meta.url)(place) as FingerprintAddon
  } catch (cause) {
    throw new Error(`the fingerprint engine could not be loaded from ${place}`, { cause })
  }
  return loaded
}

export interface EngineCall {
  readonly numbers?: readonly number[]
  readonly bytes?: readonly Uint8Array[]
  readonly index?: IndexHandle | ArrayBuffer
  readonly signal?: AbortSignal | undefined
}

/** Runs one operation beside the event loop. The answer's JSON is the engine's own, so its shape is trusted here. */
export async function callEngine<Result>(
  operation: string,
  { numbers = [], bytes = [], index, signal }: EngineCall,
): Promise<{ readonly result: (Result & { readonly ok: true }) | EngineRefusal; readonly answer: AddonAnswer }> {
  const addon = fingerprintAddon()
  const cancel = addon.createCancel()
  const stop = () => addon.cancel(cancel)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const answer = await addon.run(operation, numbers, bytes, index, cancel)
    return { result: JSON.parse(answer.json) as (Result & { readonly ok: true }) | EngineRefusal, answer }
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

/** The first bytes of an answer; operations that make bytes always give them. */
export function madeBytes(answer: AddonAnswer): Uint8Array {
  const made = answer.bytes[0]
  if (!made) throw new Error('the fingerprint engine gave no bytes')
  return made
}
