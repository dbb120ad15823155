import {
  FingerPosition,
  sbiDeviceSubId,
  sbiFingerName,
  slapFingers,
  slapOf,
} from '../../../../../domain/biometric/finger-position.ts'
import type { CaptureRequest } from '../../fingerprint-scanner.ts'
import type { DeviceInfo } from './sbi-messages.ts'

/** Versions of the Secure Biometric Interface spoken here, newest first. */
const SPOKEN = ['1.0', '0.9.5', '0.9.2'] as const
export type SbiVersion = (typeof SPOKEN)[number]

/** A version as makers write it ("1.0", "1.0.0", "0.9.5.1", a bare "0.9") is one of those spoken here, or none. */
function dialectOf(stated: string): SbiVersion | undefined {
  if (stated === '0.9') return '0.9.2'
  return SPOKEN.find((version) => stated === version || stated.startsWith(`${version}.`))
}

export interface ChosenVersion {
  readonly version: SbiVersion
  /** In the device's own writing, as it wants to read it. */
  readonly specVersion: string
}

/** The newest version that both sides speak; undefined where there is none. Never one the device does not state. */
export function chooseVersion(stated: readonly string[]): ChosenVersion | undefined {
  for (const version of SPOKEN) {
    const specVersion = stated.find((one) => dialectOf(one) === version)
    if (specVersion !== undefined) return { version, specVersion }
  }
  return undefined
}

/** How the device is named in requests: 1.0 by its serial number, 0.9 by a number of the service. */
function nameOf(version: SbiVersion, info: DeviceInfo, serialNo: string): Readonly<Record<string, string>> {
  return version === '1.0' ? { serialNo } : { deviceId: String(info.deviceId ?? '') }
}

interface Place {
  /** 1 left slap, 2 right slap, 3 thumbs; 0 the one finger of a device for single fingers, never on a slap device. */
  readonly deviceSubId: string
  /** Fingers of this slap that will not come: with those that will they are all of the slap, or the device refuses the count. */
  readonly exceptions: readonly FingerPosition[]
}

/** Where on the device the fingers go. One finger on a slap device is its slap with the other fingers as exceptions (SBI, RCAPTURE). */
function placeOf({ request, fingers, takesSingle }: Asked): Place {
  if (takesSingle) return { deviceSubId: '0', exceptions: [] }
  const one = FingerPosition.safeParse(request.group)
  const slap = one.success ? slapOf(one.data) : (request.group as Exclude<CaptureRequest['group'], FingerPosition>)
  return {
    deviceSubId: String(sbiDeviceSubId(slap)),
    exceptions: slapFingers(slap).filter((finger) => !fingers.includes(finger)),
  }
}

export interface Asked {
  readonly version: SbiVersion
  readonly specVersion: string
  /** The device takes one finger at a time (sub-type Single). */
  readonly takesSingle: boolean
  readonly info: DeviceInfo
  readonly serialNo: string
  readonly request: CaptureRequest
  readonly fingers: readonly FingerPosition[]
  readonly transactionId: string
  readonly env: string
  readonly timeoutMs: number
}

export function streamBody(asked: Asked): string {
  const { version, info, serialNo, timeoutMs } = asked
  return JSON.stringify({
    ...nameOf(version, info, serialNo),
    deviceSubId: placeOf(asked).deviceSubId,
    timeout: String(timeoutMs),
  })
}

/**
 * Body of RCAPTURE. Numbers go as text: services exist that refuse JSON numbers. The protocol has no rolled print: `impression`
 * "rolled" among the custom options is our extension, for devices of the sub-type Single, one finger a call.
 */
export function captureBody(asked: Asked, now: number): string {
  const { version, info, serialNo, request, fingers } = asked
  const { deviceSubId, exceptions } = placeOf(asked)
  return JSON.stringify({
    env: asked.env,
    purpose: 'Registration',
    specVersion: asked.specVersion,
    timeout: String(asked.timeoutMs),
    captureTime: new Date(now).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    transactionId: asked.transactionId,
    bio: [
      {
        type: 'Finger',
        count: String(fingers.length),
        bioSubType: fingers.map(sbiFingerName),
        exception: exceptions.map(sbiFingerName),
        requestedScore: String(request.requestedScore),
        ...nameOf(version, info, serialNo),
        deviceSubId,
        previousHash: request.previousHash,
      },
    ],
    customOpts: request.impression === 'rolled' ? { impression: 'rolled' } : {},
  })
}
