/** What went wrong with a device, in a code the texts have a cure for (`device.<failure>`). */
export const deviceFailures = [
  'unreachable',
  'not-trusted',
  'interrupted',
  'cancelled',
  'busy',
  'nothing-on-the-glass',
  'wrong-fingers',
  'malformed-answer',
  'out-of-space',
  'unwritable',
  /** It is there and says that it cannot work now. */
  'not-ready',
  /** The operating system, or a person, has not allowed its use. */
  'not-permitted',
  /** Its maker's server has not registered it for this use. */
  'not-registered',
  /** Its certificate, or one of its maker's, is past its last day. */
  'certificate-expired',
  /** It speaks no version of its protocol that is spoken here. */
  'unsupported-version',
  /** It did not answer in its time. */
  'too-slow',
  /** Its driver's process died, hung, babbled or took too much memory, and is being started again. */
  'driver-restarting',
  /** Document scanners: paper that is stuck, not there, or a lid that is not shut. */
  'paper-jam',
  'feeder-empty',
  'cover-open',
  /** It answers, and says no: not accepting, not permitted, no such queue, or without saying why. */
  'refused',
  /** More than the desk takes. */
  'too-large',
  /** It cannot do what was asked, or speaks in a way the desk does not know. */
  'unsupported',
  /** The system does not let this account open it, or another program holds it. */
  'no-access',
  /** The printer does not print this: format, paper size or sides. */
  'not-supported',
  /** The printer gave the job up; sheets may lie in the tray. */
  'aborted',
  'cancelled-at-device',
  /** Nobody can say whether paper came out: a person looks. */
  'in-doubt',
] as const
export type DeviceFailure = (typeof deviceFailures)[number]

export type DeviceKind =
  | 'fingerprint'
  | 'printer'
  | 'card-printer'
  | 'document-scanner'
  | 'code-scanner'
  | 'chip-reader'
  | 'camera'

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
