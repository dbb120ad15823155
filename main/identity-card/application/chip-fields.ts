import { findPlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import type { AddressField, TextFieldName } from '../../../domain/identity-card/application.ts'
import { findDateOfBirth, formatDateOfBirth } from '../../../domain/person/date-of-birth.ts'
import { findEthnicity } from '../../../domain/person/ethnicity.ts'
import { findNationality } from '../../../domain/person/nationality.ts'
import { findReligion } from '../../../domain/person/religion.ts'
import { parseAddress } from '../../../domain/unit/parse-address.ts'
import type { UnitTable } from '../../../domain/unit/unit-table.ts'
import type { ChipDocument } from '../../hardware/index.ts'
import { nameTexts } from './read-code.ts'

export interface ChipTexts {
  readonly texts: Partial<Record<TextFieldName, string>>
  readonly addresses: Partial<Record<'permanentResidence' | 'placeOfOrigin', Omit<AddressField, 'source'>>>
  readonly uncertain: readonly string[]
}

const PLACES = [
  ['residence', 'permanentResidence'],
  ['placeOfOrigin', 'placeOfOrigin'],
] as const

/** The chip's fields as the form has them: codes for coded fields, dates as they are typed, places in the units of the day of issue. */
export function chipTexts({ fields }: ChipDocument, units: UnitTable, day: string): ChipTexts {
  const texts: Partial<Record<TextFieldName, string>> = {}
  const uncertain: string[] = []
  const put = (name: TextFieldName, text: string | undefined) => {
    if (text !== undefined && text !== '') texts[name] = text
  }
  put('personalNumber', fields.personalNumber)
  put('oldIdentityNumber', fields.oldIdentityNumber)
  // The zone's name has lost its marks: it never becomes the name.
  if (fields.fullName !== undefined) Object.assign(texts, nameTexts(fields.fullName))
  const birth = findDateOfBirth(fields.dateOfBirth ?? '')
  put('dateOfBirth', birth && formatDateOfBirth(birth))
  put('sex', fields.sex)
  put('ethnicity', fields.ethnicity && findEthnicity(fields.ethnicity))
  put('religion', fields.religion && findReligion(fields.religion))
  put('nationality', fields.nationality && findNationality(fields.nationality))
  put('fatherName', fields.fatherName)
  put('motherName', fields.motherName)
  put('spouseName', fields.spouseName)
  // Which number DG13 gives these is not settled between readings of real cards.
  for (const name of ['spouseName', 'oldIdentityNumber'] as const) if (texts[name]) uncertain.push(name)

  const issued = findPlainDate(fields.issuedOn ?? '') ?? plainDate(day)
  const addresses: { -readonly [K in keyof ChipTexts['addresses']]: ChipTexts['addresses'][K] } = {}
  for (const [from, to] of PLACES) {
    const written = fields[from]
    const parsed = written === undefined ? undefined : parseAddress(written, issued, units)
    if (written === undefined || !parsed?.ok) continue
    addresses[to] = { ...parsed.address, written }
    if (parsed.certainty !== 'sure') uncertain.push(to)
  }
  return { texts, addresses, uncertain }
}
