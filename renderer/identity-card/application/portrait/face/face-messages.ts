import type { FaceFigures } from './face-figures.ts'

/** To the worker: one picture as canvas gives it, RGBA. Its memory goes along. */
export interface LookAtFace {
  readonly id: number
  readonly data: Uint8ClampedArray<ArrayBuffer>
  readonly width: number
  readonly height: number
}

/** From the worker. 'unavailable': the model could not be loaded or failed; the worker has ended its service. */
export type FaceAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'seen'; readonly id: number; readonly figures: FaceFigures }
  | { readonly kind: 'unavailable'; readonly why: string }
