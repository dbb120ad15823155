import { callEngine, type EngineRefusal } from './addon.ts'
import { type Picture, pictureCall } from './print.ts'

export type SlapKind = 'right-four' | 'left-four' | 'thumbs'

/** ISO/IEC 19794-2 codes of slaps. */
const CODES: Readonly<Record<SlapKind, number>> = { 'right-four': 13, 'left-four': 14, thumbs: 15 }

export interface SlapFinger {
  /** ISO finger code. */
  readonly position: number
  /** Box of the fingertip, px of the picture. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Radians from straight up, counter-clockwise as seen. */
  readonly angle: number
  readonly areaSquareMm: number
  /** The finger alone, neighbours painted white. */
  readonly picture: { readonly grey: Uint8Array; readonly width: number; readonly height: number; readonly dpi: number }
}

export interface SlapSegmentation {
  readonly ok: true
  /** All fingers that were asked for were found. */
  readonly complete: boolean
  readonly angle: number
  /** The hand as the heights of the fingertips tell it; another one than said: probably swapped. */
  readonly handSeen: 'left' | 'right' | 'unknown'
  /** From left to right as seen. */
  readonly fingers: readonly SlapFinger[]
}

type Found = Omit<SlapSegmentation, 'fingers'> & {
  readonly dpi: number
  readonly fingers: readonly (Omit<SlapFinger, 'picture'> & { readonly cutWidth: number; readonly cutHeight: number })[]
}

/** Finds the fingertips of a four-finger or two-thumb picture and names them. */
export async function segmentSlap(
  picture: Picture,
  kind: SlapKind,
  signal?: AbortSignal,
): Promise<SlapSegmentation | EngineRefusal> {
  const { result, answer } = await callEngine<Found>('segment', { ...pictureCall(picture, CODES[kind]), signal })
  if (!result.ok) return result
  const { fingers, dpi, ...rest } = result
  return {
    ...rest,
    fingers: fingers.map(({ cutWidth, cutHeight, ...finger }, i) => ({
      ...finger,
      picture: { grey: answer.bytes[i] ?? new Uint8Array(), width: cutWidth, height: cutHeight, dpi },
    })),
  }
}
