import { callEngine, type EngineRefusal } from './addon.ts'

/** A template and the finger it is said to be: ISO code 1–5 right thumb to little finger, 6–10 left. */
export interface PositionedTemplate {
  readonly position: number
  readonly template: Uint8Array
}

export interface TenSetFinding {
  readonly trouble: 'same-finger-twice' | 'swapped-hands' | 'wrong-finger'
  /** Index into the checked prints. */
  readonly given: number
  /** Index into the checked prints for `same-finger-twice`, else into the known ones. */
  readonly other: number
  readonly score: number
}

export interface TenSetReport {
  readonly ok: true
  /** Surest first. */
  readonly findings: readonly TenSetFinding[]
  readonly threshold: number
  readonly comparisons: number
}

export interface TenSetRequest {
  /** Earlier prints of the same person. */
  readonly known?: readonly PositionedTemplate[]
  /** How often a faultless set may raise an alarm; default 1 in 1,000. */
  readonly falseAlarms?: number
  readonly signal?: AbortSignal
}

/** Same finger twice, hands swapped, a wrong finger of a known person: within the prints of one sitting and against earlier ones. */
export async function checkTenSet(
  prints: readonly PositionedTemplate[],
  { known = [], falseAlarms = 1e-3, signal }: TenSetRequest = {},
): Promise<TenSetReport | EngineRefusal> {
  const all = [...prints, ...known]
  const { result } = await callEngine<TenSetReport>('check-set', {
    numbers: [falseAlarms, prints.length, ...all.map((print) => print.position)],
    bytes: all.map((print) => print.template),
    signal,
  })
  return result
}
