import * as z from 'zod/mini'
import { defineContract } from './define-contract.ts'

export const DeviceRow = z.object({
  id: z.string(),
  kind: z.enum([
    'fingerprint',
    'camera',
    'printer',
    'card-printer',
    'document-scanner',
    'code-scanner',
    'chip-reader',
    'iris',
  ]),
  /** As the maker names it; "Bộ mô phỏng" for simulators. */
  name: z.string(),
  simulated: z.boolean(),
  state: z.enum(['ready', 'busy', 'trouble', 'absent']),
  lastUsedAt: z.nullable(z.string()),
  certificateUntil: z.nullable(z.string()),
  firmware: z.nullable(z.string()),
  /** Text key of `resources/text/device.*.json`: what happened and the cure. */
  trouble: z.nullable(z.object({ code: z.string(), step: z.string(), at: z.string() })),
  /** Last self test (Tự kiểm tra); null where it was never made. */
  selfTest: z.nullable(z.object({ at: z.string(), passed: z.boolean(), ms: z.number() })),
  canSelfTest: z.boolean(),
  /** Key of `device.fact.<key>`, and its value as the device states it. */
  facts: z.array(z.object({ key: z.string(), value: z.string() })),
  /** The driver's own process; null where the driver has none. */
  driver: z.nullable(
    z.object({
      state: z.enum(['idle', 'starting', 'up', 'restarting', 'stopped']),
      since: z.string(),
      restarts: z.number(),
      lastFault: z.nullable(z.object({ fault: z.string(), at: z.string() })),
    }),
  ),
})
export type DeviceRow = z.infer<typeof DeviceRow>

export const ScanSource = z.enum(['flatbed', 'feeder', 'feeder-duplex'])
export type ScanSource = z.infer<typeof ScanSource>

/** A document scanner (máy quét giấy tờ) as the clerk chooses it; lengths in millimetres. */
export const DocumentScannerChoice = z.object({
  id: z.string(),
  name: z.string(),
  simulated: z.boolean(),
  sources: z.array(
    z.object({
      source: ScanSource,
      resolutions: z.array(z.int()),
      colours: z.array(z.enum(['colour', 'grey'])),
      widest: z.number(),
    }),
  ),
})
export type DocumentScannerChoice = z.infer<typeof DocumentScannerChoice>

/** Notice of topic `code`: what a code scanner read, with no keyboard in between. */
export const CodeNotice = z.object({ text: z.string(), symbology: z.string(), tooLong: z.boolean() })
export type CodeNotice = z.infer<typeof CodeNotice>

export const deviceContract = defineContract({
  'device.list': { request: z.strictObject({}), reply: z.object({ devices: z.array(DeviceRow) }), failures: [] },
  'device.try-again': {
    request: z.strictObject({ id: z.string() }),
    reply: z.object({ devices: z.array(DeviceRow) }),
    failures: ['no-such-device'],
  },
  'device.self-test': {
    request: z.strictObject({ id: z.string() }),
    reply: z.object({ devices: z.array(DeviceRow) }),
    failures: ['no-such-device'],
  },
  /** The window alone sees the cameras: it tells the board which there are, which gives a picture, and what went wrong. */
  'device.tell-cameras': {
    request: z.strictObject({
      cameras: z
        .array(z.strictObject({ name: z.string().check(z.maxLength(120)), used: z.boolean() }))
        .check(z.maxLength(10)),
      trouble: z.nullable(z.enum(['denied', 'absent', 'in-use', 'failed'])),
    }),
    reply: z.object({ devices: z.array(DeviceRow) }),
    failures: [],
  },
  /** A page a technician can be sent: no personal data in it. */
  'device.copy-for-support': { request: z.strictObject({}), reply: z.object({ text: z.string() }), failures: [] },
})
