import { request } from 'node:http'
import path from 'node:path'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { parseCardQr } from '../../domain/travel-document/card-qr.ts'
import { parseMrz } from '../../domain/travel-document/mrz.ts'
import { type Child, startChild } from './child.ts'
import type { TrainingSample } from './training-files.ts'
import { readerPorts, startVirtualReaders, type VirtualReaders, whyNoVirtualReaders } from './virtual-readers.ts'

/** The card reader of a training desk: the system's own PC/SC service on a socket of its own, and a card that is a program. */
export interface TrainingChip {
  /** Socket of the PC/SC service. */
  readonly serviceSocket: string
  /** Socket where the card takes its orders. */
  readonly ordersSocket: string
  stop(): Promise<void>
}

/**
 * Starts the readers; no card lies on them until one is ordered. Where they cannot run, or other readers were named, the answer is why: a
 * training desk works on without.
 */
export async function startTrainingChip(trustFolder: string): Promise<TrainingChip | { readonly absent: string }> {
  const named = process.env.PCSCLITE_CSOCK_NAME
  if (named !== undefined) return { absent: `PCSCLITE_CSOCK_NAME names the readers of ${named}; cards are laid there` }
  const why = whyNoVirtualReaders()
  if (why !== undefined) return { absent: why }
  let readers: VirtualReaders
  try {
    readers = await startVirtualReaders()
  } catch (fault) {
    return { absent: fault instanceof Error ? fault.message : 'the PC/SC service did not start' }
  }
  const ordersSocket = path.join(readers.folder, 'orders')
  const card = startEmulatedChip(readers, ordersSocket, trustFolder)
  return {
    serviceSocket: readers.socket,
    ordersSocket,
    async stop() {
      await card.stop()
      await readers.stop()
    },
  }
}

function startEmulatedChip(readers: VirtualReaders, ordersSocket: string, trustFolder: string): Child {
  const program = path.join(import.meta.dirname, '..', 'hardware', 'chip-reader', 'simulator', 'emulate-chip.ts')
  const args = ['--port', String(readerPorts[0]), '--orders-socket', ordersSocket, '--trust-out', trustFolder]
  return startChild('the emulated chip card', ...readers.inside(process.execPath, [program, ...args, '--with-stdin']))
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
export async function layTrainingCard(ordersSocket: string | undefined, card: TrainingSample | null): Promise<boolean> {
  if (ordersSocket === undefined) return false
  const profile = card && chipProfileOf(card)
  if (profile === undefined) return false
  const order = profile === null ? { remove: true } : { remove: true, profile, insert: true }
  const said = await sendOrder(ordersSocket, order)
  return said !== undefined && (profile === null || said.inserted === true)
}

const ORDER_MS = 15_000

/** What the emulator answers; undefined where it is away: as good as a reader that is not there. */
function sendOrder(socketPath: string, order: object): Promise<{ readonly inserted?: unknown } | undefined> {
  return new Promise((resolve) => {
    const asked = request({ socketPath, path: '/order', method: 'POST', timeout: ORDER_MS }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => {
        const said: unknown = response.statusCode === 200 ? JSON.parse(text) : undefined
        resolve(typeof said === 'object' && said !== null ? said : undefined)
      })
      response.on('error', () => resolve(undefined))
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(undefined))
    asked.end(JSON.stringify(order))
  })
}
