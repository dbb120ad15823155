import { existsSync } from 'node:fs'
import path from 'node:path'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { parseCardQr } from '../../domain/travel-document/card-qr.ts'
import { parseMrz } from '../../domain/travel-document/mrz.ts'
import { type Child, startChild } from './child.ts'
import type { TrainingSample } from './training-files.ts'

/** vpcd's driver for the PC/SC service: where it is, a card can be a program. */
const VPCD = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'
/** vpcd's first reader. */
const READER_PORT = 35_963

export function canEmulateChips(): boolean {
  return existsSync(VPCD)
}

/** The emulated card of a training desk; no card lies on the reader until one is ordered. */
export function startEmulatedChip(ordersPort: number, trustFolder: string): Child {
  const program = path.join(import.meta.dirname, '..', 'hardware', 'chip-reader', 'simulator', 'emulate-chip.ts')
  return startChild('the emulated chip card', process.execPath, [
    program,
    ...['--port', String(READER_PORT), '--orders-port', String(ordersPort), '--trust-out', trustFolder, '--with-stdin'],
  ])
}

/** The card of a sample person as the emulator is told of it; undefined where the sample has no zone. */
export function chipProfileOf(sample: TrainingSample): Record<string, unknown> | undefined {
  const zone = parseMrz(sample.mrz, plainDate(new Date().toISOString().slice(0, 10)))
  const qr = parseCardQr(sample.qr)
  if (!zone.ok || zone.personalNumber === undefined || zone.sex === 'undetermined') return undefined
  if (zone.dateOfBirth.length !== 10) return undefined
  const fields = qr.ok ? qr.fields : undefined
  return {
    mrz: zone.lines,
    holder: {
      personalNumber: zone.personalNumber,
      fullName: fields?.fullName?.value ?? `${zone.name.primary} ${zone.name.secondary}`.trim(),
      dateOfBirth: zone.dateOfBirth,
      sex: zone.sex,
      ...(zone.expiresOn === null ? {} : { expiresOn: zone.expiresOn }),
      ...(fields?.issuedOn ? { issuedOn: fields.issuedOn.value } : {}),
      ...(fields?.residence ? { residence: fields.residence.value } : {}),
      ...(fields?.oldIdentityNumber ? { oldIdentityNumber: fields.oldIdentityNumber.value } : {}),
    },
  }
}

/** Lays a sample's card on the simulated reader, or takes the card away; false where there is no such reader or no such card. */
export async function layTrainingCard(ordersPort: number | undefined, card: TrainingSample | null): Promise<boolean> {
  if (ordersPort === undefined) return false
  const profile = card && chipProfileOf(card)
  if (profile === undefined) return false
  const order = profile === null ? { remove: true } : { remove: true, profile, insert: true }
  const response = await fetch(`http://127.0.0.1:${ordersPort}/order`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  }).catch(() => undefined)
  // An emulator that is away is as good as a reader that is not there.
  if (!response?.ok) return false
  const said: unknown = await response.json()
  return profile === null || (typeof said === 'object' && said !== null && 'inserted' in said && said.inserted === true)
}
