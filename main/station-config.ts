import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'
import { CommuneCode, UnitCode } from '../domain/unit/administrative-unit.ts'

/** `station.json` in the data folder: written by the technician, in training by the supervisor. */
export const StationConfig = z.object({
  station: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  office: z.object({
    id: z.int(),
    name: z.string(),
    kind: z.enum(['police', 'committee', 'insurance']),
    level: z.enum(['province', 'district', 'designated', 'commune']),
    unitCode: UnitCode,
    communesServed: z.array(CommuneCode),
    approverTitle: z.string(),
    parentAgency: z.string(),
    placeName: z.string(),
  }),
  centre: z.object({
    url: z.string(),
    /** PEM file of the centre's authority; the only one believed. */
    authorityFile: z.string(),
    /** One-time code; no longer needed once the station is enrolled. */
    enrolmentCode: z.string(),
  }),
  fingerprint: z.object({
    ports: z.array(z.int()),
    /** PEM file of the scanner makers' roots; may appear after the start. */
    trustFile: z.string(),
    /** PEM file of the authorities of scanners' secure chips (level L1); without it the makers' roots serve for both. */
    chipTrustFile: z.optional(z.string()),
  }),
  /** Document scanners by address; eSCL: `http://192.0.2.7/eSCL/`, SANE: the device's name there. */
  documentScanner: z.optional(
    z.object({
      places: z.array(
        z.object({ driver: z.enum(['escl', 'sane']), address: z.string(), simulated: z._default(z.boolean(), false) }),
      ),
    }),
  ),
  /** Folder of the issuers (CSCA) whose cards are believed, and their revocation lists; without it no card's signature can be checked. */
  chip: z.optional(
    z.object({
      trustFolder: z.string(),
      /** Socket of the PC/SC service where it is not the system's own. */
      serviceSocket: z.optional(z.string()),
    }),
  ),
  /** Where papers are kept as files when no printer is named. */
  printFolder: z.string(),
  /** The paper printer; without it papers go to `printFolder`. */
  printer: z.optional(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('folder'), folder: z.string() }),
      z.object({ kind: z.literal('ipp'), uri: z.string(), authorityFile: z.optional(z.string()) }),
      z.object({
        kind: z.literal('cups'),
        queue: z.string(),
        socket: z.optional(z.string()),
        port: z.optional(z.int()),
      }),
      z.object({ kind: z.literal('spooler'), printer: z.string() }),
    ]),
  ),
  /** Training only: where accounts and sample people of this desk are kept. */
  training: z.optional(
    z.object({
      accountsFile: z.string(),
      samplesFile: z.string(),
      fingersPort: z.optional(z.int()),
      /** Socket where the emulated card takes its orders; absent where no such card can be laid on a reader. */
      chipOrders: z.optional(z.string()),
    }),
  ),
})
export type StationConfig = z.infer<typeof StationConfig>

export const CONFIG_FILE = 'station.json'

/** Throws with the file's name and the field that is wrong. */
export function readStationConfig(dataFolder: string): StationConfig {
  const file = path.join(dataFolder, CONFIG_FILE)
  const parsed = StationConfig.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success)
    throw new Error(`${CONFIG_FILE}: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`)
  return parsed.data
}
