import type {
  AddressField,
  ApplicationForm,
  ChipCheck,
  ChipFinding,
} from '../../../domain/identity-card/application.ts'
import { parseDateOfBirth } from '../../../domain/person/date-of-birth.ts'
import { findMrzInformation, mrzInformation } from '../../../domain/travel-document/chip/access-key.ts'
import type { OutcomeOf, RequestOf } from '../../../preload/contract/index.ts'
import { done, fail } from '../../bridge/index.ts'
import {
  type ChipAccessKey,
  type ChipDocument,
  type ChipReaders,
  type ChipTrust,
  type ChipVerdict,
  DeviceError,
} from '../../hardware/index.ts'
import { audit } from '../../log/index.ts'
import { dropUnreferencedBlob, keepBlob } from '../../replication/index.ts'
import type { ApplicationDesk } from './application-desk.ts'
import type { Application } from './application-store.ts'
import { CHIP_SOURCES, chipStatements, withStatements } from './card-statements.ts'
import { chipTexts } from './chip-fields.ts'
import { mergeRead } from './read-code.ts'

export interface ChipParts {
  readonly desk: ApplicationDesk
  readonly readers: ChipReaders
  /** The office's trust store, read anew each time: a technician may have put a certificate there. */
  readonly trust: () => ChipTrust
  readonly blobKey: Parameters<typeof keepBlob>[1]
  readonly onDevice: (event: { readonly used: true } | { readonly fault: DeviceError }, device?: string) => void
  /** Real day, for the century of a birth. */
  readonly today: () => string
}

type ReadOutcome = OutcomeOf<'application.read-chip'>
type ReadRequest = RequestOf<'application.read-chip'>

export interface ChipReadingRoom {
  run(request: ReadRequest): Promise<ReadOutcome>
  cancel(): void
  /** A zone that was scanned into this application: in memory alone, until the program ends. */
  rememberZone(id: string, lines: readonly string[]): void
  state(id: string): OutcomeOf<'application.chip-readers'>
}

const MOST_ZONES = 50

/** What the form knows of the holder, with the day the card ends, is what the zone would say. */
function keyOfForm(form: ApplicationForm, expiresOn: string, today: string): ChipAccessKey | undefined {
  const number = form.fields.personalNumber?.text.replace(/\s/g, '') ?? ''
  const birth = parseDateOfBirth(form.fields.dateOfBirth?.text ?? '')
  const day = birth.ok && birth.value.length === 10 ? birth.value : undefined
  if (!/^\d{12}$/.test(number) || day === undefined || day > today) return undefined
  const short = (iso: string) => iso.replaceAll('-', '').slice(2)
  return {
    kind: 'mrz',
    information: mrzInformation({ documentNumber: number.slice(3), birth: short(day), expiry: short(expiresOn) }),
  }
}

const check = ({ verdict, reason }: ChipVerdict): ChipCheck => ({ verdict, reason: reason?.slice(0, 60) ?? null })

function findingOf(document: ChipDocument, at: string, portrait: string | null): ChipFinding {
  return {
    at,
    access: document.access,
    fellBack: document.fellBack,
    passive: check(document.passiveAuthentication),
    active: check(document.activeAuthentication),
    chip: check(document.chipAuthentication),
    disagreements: [],
    closed: document.closed,
    portrait,
  }
}

/** Reads the chip of the card on the reader into an application: one card at a time, cancelled at once. */
export function chipReadingRoom(parts: ChipParts): ChipReadingRoom {
  const { desk, readers } = parts
  const zones = new Map<string, string>()
  let running: AbortController | undefined

  function noticeNow(reading: { applicationId: string; step: string; apdus: number } | null) {
    const { service, readers: seen } = readers.seen
    return { service, readers: seen.map(({ name, card }) => ({ name, card })), reading }
  }
  readers.onChange(() => desk.notify('chip', noticeNow(null)))

  function keyOf(application: Application, key: ReadRequest['key']): ChipAccessKey | undefined {
    if (key.by === 'can') return { kind: 'can', number: key.number }
    if (key.by === 'form') return keyOfForm(application.form, key.expiresOn, parts.today())
    const information = zones.get(application.id)
    return information === undefined ? undefined : { kind: 'mrz', information }
  }

  function keep(id: string, document: ChipDocument): ReadOutcome {
    const filled: string[] = []
    const conflicts: { field: string; standing: string; read: string }[] = []
    let uncertain: readonly string[] = []
    let finding: ChipFinding | undefined
    const { portrait } = document
    const changed = desk.change(id, {}, (before) => {
      const found = chipTexts(document, desk.units, before.legalDay)
      uncertain = found.uncertain
      let form = mergeRead(before.form, { texts: found.texts, uncertain: [], source: 'chip' }, filled, conflicts)
      form = mergeAddresses(form, found.addresses, filled)
      const blob = portrait
        ? keepBlob(desk.store, parts.blobKey, {
            kind: 'portrait',
            mediaType: 'image/jpeg',
            subject: before.id,
            clear: portrait.jpeg,
            at: desk.at(),
          }).name
        : null
      const old = before.captures.chip?.portrait
      if (old) dropUnreferencedBlob(desk.store, old)
      const read = { ...before.captures, chip: findingOf(document, desk.at(), blob) }
      const captures = withStatements(read, CHIP_SOURCES, chipStatements(document))
      finding = captures.chip
      audit(desk.store, {
        account: desk.account(),
        action: 'application.chip-read',
        subject: before.id,
        detail: { access: document.access, signature: document.passiveAuthentication.verdict, filled },
      })
      return { ...before, form, captures }
    })
    if (!changed.ok) return changed
    if (!finding) throw new Error('the finding of a chip was not made')
    return done({
      view: changed.value,
      filled,
      conflicts,
      uncertain: uncertain.filter((field) => filled.includes(field)),
      finding,
      unreadable: document.unreadable.map(({ file }) => file),
      portrait: portrait && new Uint8Array(portrait.jpeg),
    })
  }

  async function run(request: ReadRequest): Promise<ReadOutcome> {
    if (running) return fail('chip-running')
    const application = desk.find(request.id)
    if (!application) return fail('no-such-application')
    const key = keyOf(application, request.key)
    if (!key) return fail('chip-key-missing')
    const abort = new AbortController()
    running = abort
    try {
      const reading = await readers.readDocument(
        {
          key,
          trust: parts.trust(),
          readOn: parts.today(),
          spendLastTry: request.spendLastTry,
          ...(request.reader === null ? {} : { reader: request.reader }),
        },
        abort.signal,
        ({ step, apdus }) => desk.notify('chip', noticeNow({ applicationId: request.id, step, apdus })),
      )
      if (!reading.ok) {
        return fail(`chip-${reading.failure}`, { step: reading.step, tries: reading.triesLeft ?? -1 })
      }
      parts.onDevice({ used: true }, reading.reader)
      return keep(request.id, reading)
    } catch (fault) {
      if (!(fault instanceof DeviceError)) throw fault
      if (fault.failure === 'cancelled') return fail('chip-cancelled')
      parts.onDevice({ fault })
      return fail(fault.failure === 'too-slow' ? 'chip-reader-silent' : 'chip-driver-restarting', { step: fault.step })
    } finally {
      running = undefined
      desk.notify('chip', noticeNow(null))
    }
  }

  return {
    run,
    cancel: () => running?.abort(),
    rememberZone(id, lines) {
      const information = findMrzInformation(lines)
      if (information === undefined) return
      zones.delete(id)
      zones.set(id, information)
      const [oldest] = zones.keys()
      if (zones.size > MOST_ZONES && oldest !== undefined) zones.delete(oldest)
      // A card that lay on the reader before its zone was scanned can be opened now.
      desk.notify('chip', noticeNow(null))
    },
    state(id) {
      const application = desk.find(id)
      if (!application) return fail('no-such-application')
      const holderAtHand = keyOfForm(application.form, '2030-01-01', parts.today()) !== undefined
      return done({ now: noticeNow(null), zoneAtHand: zones.has(id), holderAtHand })
    },
  }
}

type Places = ReturnType<typeof chipTexts>['addresses']

function mergeAddresses(form: ApplicationForm, read: Places, filled: string[]): ApplicationForm {
  const addresses = { ...form.addresses }
  for (const name of ['permanentResidence', 'placeOfOrigin'] as const) {
    const address = read[name]
    const standing: AddressField | undefined = addresses[name]
    const empty =
      !standing || (standing.detail === '' && standing.communeCode === undefined && (standing.written ?? '') === '')
    if (!address || !empty) continue
    addresses[name] = { ...address, source: 'chip' }
    filled.push(name)
  }
  return { ...form, addresses }
}
