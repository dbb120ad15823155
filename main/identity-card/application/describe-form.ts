import { formatDay, plainDate } from '../../../domain/calendar/plain-date.ts'
import type { AddressFieldName, ApplicationForm, TextFieldName } from '../../../domain/identity-card/application.ts'
import { DistinguishingMark, writeMark } from '../../../domain/identity-card/distinguishing-mark.ts'
import { BloodGroup, bloodGroupName } from '../../../domain/person/blood-group.ts'
import { formatDateOfBirth, parseDateOfBirth } from '../../../domain/person/date-of-birth.ts'
import { Ethnicity, ethnicityName } from '../../../domain/person/ethnicity.ts'
import { MaritalStatus, maritalStatusName } from '../../../domain/person/marital-status.ts'
import { Nationality, nationalityName } from '../../../domain/person/nationality.ts'
import { Relation, relationName } from '../../../domain/person/relation.ts'
import { Religion, religionName } from '../../../domain/person/religion.ts'
import { Sex, sexWord } from '../../../domain/person/sex.ts'
import { Address } from '../../../domain/unit/address.ts'
import { formatAddress } from '../../../domain/unit/format-address.ts'
import type { UnitTable } from '../../../domain/unit/unit-table.ts'

function worded<T extends string>(
  schema: { safeParse(value: unknown): { success: boolean; data?: T } },
  text: string,
  word: (code: T) => string,
): string {
  const parsed = schema.safeParse(text)
  return parsed.success && parsed.data !== undefined ? word(parsed.data) : text
}

/** A field as papers and the applicant's window print it: codes in Vietnamese words, dates as dd/mm/yyyy. Unreadable text stays as typed. */
export function describeText(form: ApplicationForm, name: TextFieldName): string {
  const text = form.fields[name]?.text.trim() ?? ''
  if (text === '') return ''
  switch (name) {
    case 'dateOfBirth': {
      const parsed = parseDateOfBirth(text)
      return parsed.ok ? formatDateOfBirth(parsed.value) : text
    }
    case 'sex':
      return worded(Sex, text, sexWord)
    case 'ethnicity':
      return worded(Ethnicity, text, ethnicityName)
    case 'religion':
      return worded(Religion, text, religionName)
    case 'nationality':
      return worded(Nationality, text, nationalityName)
    case 'bloodGroup':
      return worded(BloodGroup, text, bloodGroupName)
    case 'maritalStatus':
      return worded(MaritalStatus, text, maritalStatusName)
    case 'relationToHead':
      return worded(Relation, text, relationName)
    default:
      return text
  }
}

/** An address in the names of its own day; what a paper wrote, where no unit is known. */
export function describeAddress(form: ApplicationForm, name: AddressFieldName, units: UnitTable): string {
  const field = form.addresses[name]
  if (!field) return ''
  const { source: _source, ...rest } = field
  const address = Address.safeParse(rest)
  return address.success ? formatAddress(address.data, units) : (field.written ?? field.detail)
}

export function describeMarks(form: ApplicationForm): string[] {
  if (form.noMarks && form.marks.length === 0) return ['Không có']
  return form.marks.flatMap((mark) => {
    const parsed = DistinguishingMark.safeParse({ ...mark, distanceInCm: Number(mark.distanceInCm.replace(',', '.')) })
    return parsed.success ? [writeMark(parsed.data)] : []
  })
}

const RELATION_OF_REPRESENTATIVE: Readonly<Record<string, string>> = {
  father: 'Cha',
  mother: 'Mẹ',
  guardian: 'Người giám hộ',
  'legal-representative': 'Người đại diện hợp pháp',
}

export function describeRepresentation(form: ApplicationForm): string {
  const relation = form.representative?.relation ?? ''
  return RELATION_OF_REPRESENTATIVE[relation] ?? relation
}

export function describeDay(day: string): string {
  return formatDay(plainDate(day))
}
