import { callEngine, type EngineRefusal, madeBytes } from './addon.ts'

/** A picture: the bytes of a PNG, PGM, TIFF, BMP or WSQ file, or bare grey bytes with their size. `dpi` overrules what a file says. */
export type Picture =
  | { readonly file: Uint8Array; readonly dpi?: number | undefined }
  | { readonly grey: Uint8Array; readonly width: number; readonly height: number; readonly dpi: number }

/** Why a print is not good, for the coaching of clerk and applicant. */
export type QualityReason = 'dry' | 'wet' | 'light' | 'off-centre' | 'partial' | 'smudged'

export interface ExtractedPrint {
  readonly ok: true
  /** The engine's own template; opaque, to be stored encrypted. */
  readonly template: Uint8Array
  /** 0 … 100, the engine's own measure, not NFIQ. */
  readonly quality: number
  readonly reasons: readonly QualityReason[]
  readonly areaSquareMm: number
  readonly minutiae: number
  /** Of the print at 500 dpi, px. */
  readonly width: number
  readonly height: number
  /** The resolution the picture was taken at; `dpiStated` false: nobody said so, 500 was assumed. */
  readonly dpi: number
  readonly dpiStated: boolean
}

export interface PrintComparison {
  readonly ok: true
  /** −log10 of the false match rate at which the pair is just accepted: 4 is one in 10,000. */
  readonly score: number
  /** False: too few minutiae to say anything; the score is then 0. */
  readonly comparable: boolean
  /** Fingers that were compared: more than one only where records with several fingers were given. */
  readonly fingers: number
  readonly pairedMinutiae: number
  readonly alignment: { readonly angle: number; readonly dx: number; readonly dy: number }
}

export interface TemplateContent {
  readonly ok: true
  /** Views in a record; what follows is the first one. */
  readonly views: number
  readonly width: number
  readonly height: number
  readonly dpi: number
  readonly quality: number
  readonly position: number
  /** px at 500 dpi, y down; angle in radians counter-clockwise as seen, ISO/IEC 19794-2's sense. Best first. */
  readonly minutiae: readonly {
    readonly x: number
    readonly y: number
    readonly angle: number
    readonly kind: 'ending' | 'bifurcation' | 'other'
    readonly quality: number
  }[]
  readonly singularPoints: readonly {
    readonly kind: 'core' | 'delta'
    readonly x: number
    readonly y: number
    readonly angle: number
  }[]
}

/** A picture as the engine's numbers and bytes: the dpi first, others between, the size of bare grey bytes last. */
export function pictureCall(picture: Picture, ...between: number[]): { numbers: number[]; bytes: Uint8Array[] } {
  return 'file' in picture
    ? { numbers: [picture.dpi ?? 0, ...between], bytes: [picture.file] }
    : { numbers: [picture.dpi, ...between, picture.width, picture.height], bytes: [picture.grey] }
}

export interface ExtractRequest {
  /** ISO finger code, 0 unknown. */
  readonly position?: number
  readonly mostMinutiae?: number
  readonly signal?: AbortSignal
}

/** Finds the minutiae of a print and judges it. Refusals: what is wrong with the picture or its file; `no-finger`. */
export async function extractPrint(
  picture: Picture,
  request: ExtractRequest = {},
): Promise<ExtractedPrint | EngineRefusal> {
  const { result, answer } = await callEngine<Omit<ExtractedPrint, 'template'>>('extract', {
    ...pictureCall(picture, request.position ?? 0, request.mostMinutiae ?? 100),
    signal: request.signal,
  })
  return result.ok ? { ...result, template: madeBytes(answer) } : result
}

/**
 * Compares a print with one or more impressions of one finger. Templates are the engine's own or ISO/ANSI records, whose views all count: the
 * best one of a finger at the price of log10 of their number; where both sides hold several fingers, the same ones are compared and fused.
 */
export async function comparePrints(
  probe: Uint8Array,
  impressions: readonly Uint8Array[],
): Promise<PrintComparison | EngineRefusal> {
  return (await callEngine<PrintComparison>('compare', { bytes: [probe, ...impressions] })).result
}

/** One score for several fingers of one person, on the scale of a single one. */
export async function fuseFingerScores(scores: readonly number[]): Promise<number> {
  const { result } = await callEngine<{ score: number }>('fuse', { numbers: scores })
  return result.ok ? result.score : 0
}

/** The score from which pairs are accepted at a stated false match rate, e.g. 1e-4. Beyond 1e-4 the engine's scale is an extrapolation. */
export function thresholdFor(falseMatchRate: number): number {
  if (!(falseMatchRate > 0 && falseMatchRate <= 1)) throw new RangeError(`no false match rate: ${falseMatchRate}`)
  return -Math.log10(falseMatchRate)
}

/** What a template holds, for the eye and for export. */
export async function describeTemplate(template: Uint8Array): Promise<TemplateContent | EngineRefusal> {
  return (await callEngine<TemplateContent>('describe', { bytes: [template] })).result
}
