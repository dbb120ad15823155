import { FingerPosition, sbiDeviceSubId, sbiFingerName } from '../../../../../domain/biometric/finger-position.ts'
import type { CaptureRequest } from '../../fingerprint-scanner.ts'
import type { DeviceInfo } from './sbi-messages.ts'

/** Versions of the Secure Biometric Interface spoken here, newest first. */
const SPOKEN = ['1.0', '0.9.5', '0.9.2'] as const
export type SbiVersion = (typeof SPOKEN)[number]

/** The newest version that both sides speak; undefined where there is none. Never one the device does not state. */
export function chooseVersion(stated: readonly string[]): SbiVersion | undefined {
  return SPOKEN.find((version) => stated.includes(version))
}

/** How the device is named in requests: 1.0 by its serial number, 0.9 by a number of the service. */
function nameOf(version: SbiVersion, info: DeviceInfo, serialNo: string): Readonly<Record<string, string>> {
  return version === '1.0' ? { serialNo } : { deviceId: String(info.deviceId ?? '') }
}

/** 1 left slap, 2 right slap, 3 thumbs, 0 a single finger. */
function subIdOf(group: CaptureRequest['group']): string {
  const single = FingerPosition.safeParse(group)
  return single.success ? '0' : String(sbiDeviceSubId(group as Exclude<CaptureRequest['group'], FingerPosition>))
}

export interface Asked {
  readonly version: SbiVersion
  readonly info: DeviceInfo
  readonly serialNo: string
  readonly request: CaptureRequest
  readonly fingers: readonly FingerPosition[]
  readonly transactionId: string
  readonly env: string
  readonly timeoutMs: number
}

export function streamBody({ version, info, serialNo, request, timeoutMs }: Asked): string {
  return JSON.stringify({
    ...nameOf(version, info, serialNo),
    deviceSubId: subIdOf(request.group),
    timeout: String(timeoutMs),
  })
}

/**
 * Body of RCAPTURE. Numbers go as text: services exist that refuse JSON numbers. The protocol has no rolled print: `impression`
 * "rolled" among the custom options is our extension, for devices of the sub-type Single, one finger a call.
 */
export function captureBody(asked: Asked, now: number): string {
  const { version, info, serialNo, request, fingers } = asked
  return JSON.stringify({
    env: asked.env,
    purpose: 'Registration',
    specVersion: version,
    timeout: String(asked.timeoutMs),
    captureTime: new Date(now).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    transactionId: asked.transactionId,
    bio: [
      {
        type: 'Finger',
        count: String(fingers.length),
        bioSubType: fingers.map(sbiFingerName),
        exception: request.exceptions.map(sbiFingerName),
        requestedScore: String(request.requestedScore),
        ...nameOf(version, info, serialNo),
        deviceSubId: subIdOf(request.group),
        previousHash: request.previousHash,
      },
    ],
    customOpts: request.impression === 'rolled' ? { impression: 'rolled' } : {},
  })
}
