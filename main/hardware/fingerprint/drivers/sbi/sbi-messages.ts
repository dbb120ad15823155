import * as z from 'zod/mini'
import type { DeviceFailure } from '../../../device-error.ts'

/** Numbers come as numbers or as text, depending on the maker. */
const NumberText = z.union([z.string(), z.number()])

/** A list of versions; some makers write the one they have without a list. */
const Versions = z.pipe(
  z.union([z.array(z.string()).check(z.maxLength(20)), z.string()]),
  z.transform((stated) => (typeof stated === 'string' ? [stated] : stated)),
)

export const SbiError = z.object({ errorCode: NumberText, errorInfo: z.optional(z.string()) })

/** One device of a discovery reply (MOSIPDISC). */
export const DiscoveredDevice = z.object({
  deviceId: z.optional(NumberText),
  deviceStatus: z.string(),
  callbackId: z.optional(z.string()),
  serialNo: z.optional(z.string()),
  deviceCode: z.optional(z.string()),
  specVersion: z.optional(Versions),
  purpose: z.optional(z.string()),
  error: z.optional(SbiError),
})
export const DiscoveryReply = z.array(DiscoveredDevice).check(z.maxLength(20))

/** Info reply (MOSIPDINFO): each device's facts as a JWS. */
export type InfoReply = z.infer<typeof InfoReply>
export const InfoReply = z
  .array(z.object({ deviceInfo: z.string(), error: z.optional(SbiError) }))
  .check(z.maxLength(20))

/** Payload of the info JWS. 0.9 names the device by `deviceId` and `deviceCode`, 1.0 by `serialNo`. */
const DeviceFacts = z.object({
  deviceId: z.optional(NumberText),
  serialNo: z.optional(z.string()),
  deviceStatus: z.string(),
  deviceSubId: z.optional(z.array(NumberText)),
  firmware: z.optional(z.string().check(z.maxLength(100))),
  serviceVersion: z.optional(z.string()),
  certification: z.optional(z.string()),
  callbackId: z.string(),
  digitalId: z.string(),
  deviceCode: z.optional(z.string()),
  env: z.optional(z.string()),
  purpose: z.string(),
  specVersion: Versions,
})
export type DeviceInfo = z.infer<typeof DeviceFacts>
/** 1.0 wraps the facts once more. */
export const DeviceInfo = z.union([
  DeviceFacts,
  z.pipe(
    z.object({ deviceInfo: DeviceFacts }),
    z.transform(({ deviceInfo }) => deviceInfo),
  ),
])

export const DigitalId = z.object({
  serialNo: z.string().check(z.maxLength(100)),
  make: z.string().check(z.maxLength(100)),
  model: z.string().check(z.maxLength(100)),
  type: z.string(),
  deviceSubType: z.string(),
  deviceProvider: z.optional(z.string()),
  dateTime: z.string(),
})
export type DigitalId = z.infer<typeof DigitalId>

/** RCAPTURE reply: one element a finger. */
export type CaptureReply = z.infer<typeof CaptureReply>
export const CaptureReply = z.object({
  biometrics: z
    .array(
      z.object({
        specVersion: z.optional(z.string()),
        data: z.optional(z.string()),
        hash: z.optional(z.string()),
        error: z.optional(SbiError),
      }),
    )
    .check(z.maxLength(10)),
})

export const CaptureData = z.object({
  digitalId: z.string(),
  deviceCode: z.optional(z.string()),
  bioType: z.string(),
  bioSubType: z.string(),
  purpose: z.string(),
  env: z.string(),
  bioValue: z.string(),
  transactionId: z.string(),
  timestamp: z.string(),
  qualityScore: NumberText,
})

/** Codes of the specification a clerk can do something about; everything else is a technical fault. Source: SBI 0.9.5, error codes. */
const FAILURE_OF_CODE: Readonly<Record<string, DeviceFailure>> = {
  '100': 'not-registered',
  '101': 'nothing-on-the-glass',
  '103': 'not-trusted',
  '105': 'wrong-fingers',
  '106': 'unreachable',
  '107': 'certificate-expired',
  '108': 'not-trusted',
  '109': 'wrong-fingers',
  '110': 'not-ready',
  '113': 'wrong-fingers',
  '111': 'busy',
  '202': 'unreachable',
  '608': 'nothing-on-the-glass',
  '701': 'nothing-on-the-glass',
  '703': 'busy',
}

export function failureOfCode(code: string | number): DeviceFailure {
  return FAILURE_OF_CODE[String(code)] ?? 'interrupted'
}
