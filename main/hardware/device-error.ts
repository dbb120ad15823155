/** What went wrong with a device, in a code the texts have a cure for (`device.<failure>`). */
export type DeviceFailure =
  | 'unreachable'
  | 'not-trusted'
  | 'interrupted'
  | 'cancelled'
  | 'busy'
  | 'nothing-on-the-glass'
  | 'wrong-fingers'
  | 'malformed-answer'
  | 'out-of-space'
  | 'unwritable'
  /** The printer answers, and says no: not accepting jobs, not permitted, no such queue. */
  | 'refused'
  /** The printer does not print this: format, paper size or sides. */
  | 'not-supported'
  /** The printer gave the job up; sheets may lie in the tray. */
  | 'aborted'
  | 'cancelled-at-device'
  /** Nobody can say whether paper came out: a person looks. */
  | 'in-doubt'

export type DeviceKind = 'fingerprint' | 'printer' | 'document-scanner' | 'camera'

/** A device failure the clerk can act on; `step` names where the exchange stopped. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError'
  readonly failure: DeviceFailure
  readonly step: string
  readonly device: DeviceKind

  constructor(failure: DeviceFailure, step: string, device: DeviceKind, options?: ErrorOptions) {
    super(`${device} ${step}: ${failure}`, options)
    this.failure = failure
    this.step = step
    this.device = device
  }
}
