import * as z from 'zod/mini'

/** Numbers come as numbers or as text, depending on the maker. */
const NumberText = z.union([z.string(), z.number()])

export const SbiError = z.object({ errorCode: NumberText, errorInfo: z.optional(z.string()) })

/** One device of a discovery reply (MOSIPDISC). */
export const DiscoveredDevice = z.object({
  deviceId: z.optional(NumberText),
  deviceStatus: z.string(),
  callbackId: z.optional(z.string()),
  serialNo: z.optional(z.string()),
  deviceCode: z.optional(z.string()),
  specVersion: z.optional(z.array(z.string())),
  purpose: z.optional(z.string()),
  error: z.optional(SbiError),
})
export const DiscoveryReply = z.array(DiscoveredDevice).check(z.maxLength(20))

/** Info reply (MOSIPDINFO): each device's facts as a JWS. */
export const InfoReply = z
  .array(z.object({ deviceInfo: z.string(), error: z.optional(SbiError) }))
  .check(z.maxLength(20))

export const DeviceInfo = z.object({
  deviceId: NumberText,
  deviceStatus: z.string(),
  deviceSubId: z.optional(z.array(NumberText)),
  firmware: z.optional(z.string()),
  serviceVersion: z.optional(z.string()),
  certification: z.optional(z.string()),
  callbackId: z.string(),
  digitalId: z.string(),
  deviceCode: z.optional(z.string()),
  env: z.optional(z.string()),
  purpose: z.string(),
  specVersion: z.array(z.string()).check(z.minLength(1)),
})
export type DeviceInfo = z.infer<typeof DeviceInfo>

export const DigitalId = z.object({
  serialNo: z.string().check(z.maxLength(100)),
  make: z.string().check(z.maxLength(100)),
  model: z.string().check(z.maxLength(100)),
  type: z.string(),
  deviceSubType: z.string(),
  dateTime: z.string(),
})
export type DigitalId = z.infer<typeof DigitalId>

/** RCAPTURE reply: one element a finger. */
export const CaptureReply = z.object({
  biometrics: z
    .array(
      z.object({
        specVersion: z.optional(z.string()),
        data: z.string(),
        hash: z.string(),
        error: z.optional(SbiError),
      }),
    )
    .check(z.maxLength(10)),
})

export const CaptureData = z.object({
  digitalId: z.string(),
  bioType: z.string(),
  bioSubType: z.string(),
  purpose: z.string(),
  env: z.string(),
  bioValue: z.string(),
  transactionId: z.string(),
  timestamp: z.string(),
  qualityScore: NumberText,
})

/** Codes of the specification a clerk can do something about; everything else is a technical fault. */
export function failureOfCode(
  code: string | number,
): 'nothing-on-the-glass' | 'busy' | 'wrong-fingers' | 'not-trusted' | 'interrupted' {
  switch (String(code)) {
    case '101':
    case '608':
      return 'nothing-on-the-glass'
    case '110':
    case '111':
    case '703':
      return 'busy'
    case '105':
    case '109':
      return 'wrong-fingers'
    case '100':
    case '103':
    case '107':
    case '108':
      return 'not-trusted'
    default:
      return 'interrupted'
  }
}
