export type LineFaultCode =
  /** Nobody answers, or the answer stops in the middle. */
  | 'unreachable'
  /** The centre does not take this station (certificate, office). */
  | 'refused'
  /** An answer that is none of the agreed ones. */
  | 'nonsense'
  /** A receipt or feed page whose signature or content does not hold. */
  | 'forged'
  /** 413, 429, 503: the centre asks for patience. */
  | 'busy'

/** An exchange with the centre that failed; `step` names which. Nothing was lost: the log is the truth. */
export class LineFault extends Error {
  override readonly name = 'LineFault'
  readonly code: LineFaultCode
  readonly step: string
  readonly retryAfterMs: number | undefined

  constructor(code: LineFaultCode, step: string, options: ErrorOptions & { retryAfterMs?: number } = {}) {
    super(`${step}: ${code}`, options)
    this.code = code
    this.step = step
    this.retryAfterMs = options.retryAfterMs
  }
}
