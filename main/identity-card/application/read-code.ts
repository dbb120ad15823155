import { findPlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import type {
  AddressField,
  ApplicationCaptures,
  ApplicationForm,
  FieldSource,
  TextFieldName,
} from '../../../domain/identity-card/application.ts'
import { type DateOfBirth, formatDateOfBirth } from '../../../domain/person/date-of-birth.ts'
import { canonicalToneStyle, foldText } from '../../../domain/person/fold.ts'
import { decodeLegacyText, detectLegacyEncoding } from '../../../domain/person/legacy-encoding.ts'
import { splitName } from '../../../domain/person/person-name.ts'
import { type CardQrFields, parseCardQr } from '../../../domain/travel-document/card-qr.ts'
import { parseMrz } from '../../../domain/travel-document/mrz.ts'
import { looksLikeZoneThroughInputMethod } from '../../../domain/travel-document/scanner-damage.ts'
import type { CardStatement } from '../../../domain/travel-document/source-agreement.ts'
import { parseAddress } from '../../../domain/unit/parse-address.ts'
import type { UnitTable } from '../../../domain/unit/unit-table.ts'
import { done, fail } from '../../bridge/index.ts'
import { audit } from '../../log/index.ts'
import type { ApplicationDesk } from './application-desk.ts'
import { qrStatement, withStatements, zoneStatement } from './card-statements.ts'

/** What a code said, field by field, before it meets what stands in the form. */
export interface Read {
  readonly kind: 'card-qr' | 'mrz' | 'legacy-text'
  readonly texts: Partial<Record<TextFieldName, string>>
  readonly residence?: { readonly address: Omit<AddressField, 'source'>; readonly sure: boolean }
  readonly uncertain: string[]
  readonly source: FieldSource
  /** Of a zone: what opens the chip. */
  readonly lines?: readonly string[]
  /** Of a card's code or zone: what it says of the holder, for holding it against the card's other parts. */
  readonly said?: CardStatement
}

type ReadFailure = ReturnType<
  typeof fail<
    | 'not-a-code'
    | 'health-insurance-code'
    | 'fields-missing'
    | 'check-digit-wrong'
    | 'garbled-by-input-method'
    | 'code-too-long'
  >
>

export function nameTexts(fullName: string): Partial<Record<TextFieldName, string>> {
  const parts = splitName(fullName)
  return { fullName, familyName: parts.familyName, middleName: parts.middleName, givenName: parts.givenName }
}

function readQrFields(fields: CardQrFields, units: UnitTable, day: string): Omit<Read, 'kind' | 'source'> {
  const uncertain: string[] = []
  const texts: Partial<Record<TextFieldName, string>> = {}
  const note = (field: string, certainty: string) => {
    if (certainty !== 'certain') uncertain.push(field)
  }
  if (fields.personalNumber) {
    texts.personalNumber = fields.personalNumber.value
    note('personalNumber', fields.personalNumber.certainty)
  }
  if (fields.oldIdentityNumber) {
    texts.oldIdentityNumber = fields.oldIdentityNumber.value
    note('oldIdentityNumber', fields.oldIdentityNumber.certainty)
  }
  if (fields.fullName) {
    Object.assign(texts, nameTexts(fields.fullName.value))
    note('fullName', fields.fullName.certainty)
  }
  if (fields.dateOfBirth) {
    texts.dateOfBirth = formatDateOfBirth(fields.dateOfBirth.value as DateOfBirth)
    note('dateOfBirth', fields.dateOfBirth.certainty)
  }
  if (fields.sex) {
    texts.sex = fields.sex.value
    note('sex', fields.sex.certainty)
  }
  if (!fields.residence) return { texts, uncertain }
  // A card keeps the names of the day it was issued.
  const issued = findPlainDate(fields.issuedOn?.value ?? '') ?? plainDate(day)
  const parsed = parseAddress(fields.residence.value, issued, units)
  if (!parsed.ok) return { texts, uncertain }
  const sure = parsed.certainty === 'sure' && fields.residence.certainty === 'certain'
  if (!sure) uncertain.push('permanentResidence')
  return { texts, uncertain, residence: { address: { ...parsed.address, written: fields.residence.value }, sure } }
}

function looksLikeMrz(text: string): boolean {
  const lines = text.trim().split(/\s+/)
  return /^[A-Z0-9<]{20,}/.test(lines[0] ?? '') && text.includes('<')
}

function readMrz(text: string, day: string): Read | ReadFailure {
  const mrz = parseMrz(text, plainDate(day))
  if (!mrz.ok) {
    const where = { line: mrz.line, position: mrz.position, field: mrz.field }
    return mrz.failure === 'wrong-check-digit'
      ? fail('check-digit-wrong', where)
      : fail('not-a-code', { ...where, why: mrz.failure })
  }
  const uncertain = mrz.repairs.length > 0 ? ['personalNumber', 'dateOfBirth'] : []
  const texts: Partial<Record<TextFieldName, string>> = {
    dateOfBirth: formatDateOfBirth(mrz.dateOfBirth),
    sex: mrz.sex,
    nationality: mrz.nationality,
    ...(mrz.personalNumber ? { personalNumber: mrz.personalNumber } : {}),
  }
  // The zone carries the name without its marks: it may compare, it must not become the name.
  return { kind: 'mrz', texts, uncertain, source: 'mrz', lines: mrz.lines, said: zoneStatement(mrz) }
}

function readText(text: string, channel: string, units: UnitTable, day: string): Read | ReadFailure {
  if (looksLikeZoneThroughInputMethod(text)) return fail('garbled-by-input-method')
  if (looksLikeMrz(text)) return readMrz(text, day)
  const reading = parseCardQr(text)
  if (reading.ok)
    return {
      kind: 'card-qr',
      source: 'qr',
      said: qrStatement(reading.fields),
      ...readQrFields(reading.fields, units, day),
    }
  switch (reading.failure) {
    case 'insurance-card':
      return fail('health-insurance-code')
    case 'typed-through-input-method':
      return fail('garbled-by-input-method')
    case 'too-long':
      return fail('code-too-long')
    case 'fields-missing':
    case 'separators-lost':
      return fail('fields-missing', { count: reading.missing.length, fields: reading.missing.join(' ') })
    default:
      break
  }
  const legacy = channel === 'pasted' ? detectLegacyEncoding(text) : undefined
  if (legacy && legacy.encoding !== 'unicode') {
    const decoded = decodeLegacyText(text, legacy.encoding).normalize('NFC').trim()
    if (/^[\p{L}\s'’.-]{2,100}$/u.test(decoded))
      return { kind: 'legacy-text', texts: nameTexts(decoded), uncertain: ['fullName'], source: 'pasted' }
  }
  return fail('not-a-code')
}

/** The same value in another dress (capitals, tone-mark style, blanks) is no conflict. */
function sameText(a: string, b: string): boolean {
  const plain = (text: string) => canonicalToneStyle(text).toLocaleUpperCase('vi').replace(/\s+/g, ' ').trim()
  return plain(a) === plain(b)
}

/**
 * Understands the text of a card's QR, an MRZ or a pasted block and fills the empty fields, each with its source. What stands
 * already is never overwritten: it is listed as a conflict for the clerk to decide.
 */
export function readCode(
  desk: ApplicationDesk,
  request: { id: string; text: string; channel: 'scanned' | 'typed' | 'pasted' },
  onZone?: (lines: readonly string[]) => void,
) {
  const application = desk.find(request.id)
  if (!application) return fail('no-such-application')
  const read = readText(request.text, request.channel, desk.units, application.legalDay)
  if ('ok' in read) {
    if (read.failure === 'fields-missing') keepPartial(desk, request, application.legalDay)
    return read
  }
  if (read.lines) onZone?.(read.lines)
  const filled: string[] = []
  const conflicts: { field: string; standing: string; read: string }[] = []
  const changed = desk.change(request.id, {}, (before) => {
    const form = mergeRead(before.form, read, filled, conflicts)
    audit(desk.store, {
      account: desk.account(),
      action: 'application.code-read',
      subject: before.id,
      detail: { kind: read.kind, filled },
    })
    return { ...before, form, captures: withSaid(before.captures, read.said) }
  })
  if (!changed.ok) return changed
  return done({
    view: changed.value,
    kind: read.kind,
    filled,
    conflicts,
    uncertain: read.uncertain.filter((field) => filled.includes(field)),
  })
}

/** A code that is damaged but half readable keeps what was read: the clerk scans again or types the rest. */
function keepPartial(desk: ApplicationDesk, request: { id: string; text: string }, day: string): void {
  const reading = parseCardQr(request.text)
  const read: Read = { kind: 'card-qr', source: 'qr', ...readQrFields(reading.fields, desk.units, day) }
  desk.change(request.id, {}, (before) => ({
    ...before,
    form: mergeRead(before.form, read, [], []),
    captures: withSaid(before.captures, qrStatement(reading.fields)),
  }))
}

function withSaid(captures: ApplicationCaptures, said: CardStatement | undefined): ApplicationCaptures {
  return said ? withStatements(captures, [said.source], [said]) : captures
}

/** Fills what is empty; what stands there and says something else becomes a conflict. */
export function mergeRead(
  form: ApplicationForm,
  read: Omit<Read, 'kind'>,
  filled: string[],
  conflicts: { field: string; standing: string; read: string }[],
): ApplicationForm {
  const fields = { ...form.fields }
  for (const [name, text] of Object.entries(read.texts) as [TextFieldName, string][]) {
    if (text === '') continue
    const standing = fields[name]?.text.trim() ?? ''
    if (standing === '') {
      fields[name] = { text, source: read.source }
      filled.push(name)
    } else if (!sameText(standing, text) && !(name === 'fullName' && foldText(standing) === foldText(text))) {
      conflicts.push({ field: name, standing, read: text })
    }
  }
  const addresses = { ...form.addresses }
  const standing = addresses.permanentResidence
  const empty =
    !standing || (standing.detail === '' && standing.communeCode === undefined && (standing.written ?? '') === '')
  if (read.residence && empty) {
    addresses.permanentResidence = { ...read.residence.address, source: read.source }
    filled.push('permanentResidence')
  }
  return { ...form, fields, addresses }
}
