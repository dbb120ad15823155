import type { PlainDate } from '../calendar/plain-date.ts'
import { type DateOfBirth, parseDateOfBirth } from '../person/date-of-birth.ts'
import { findOldIdentityNumber } from '../person/old-identity-number.ts'
import { findNameFault } from '../person/person-name.ts'
import { findPersonalNumber } from '../person/personal-number.ts'
import { checkPersonalNumber } from '../person/personal-number-check.ts'
import { Sex } from '../person/sex.ts'
import { Address } from '../unit/address.ts'
import { faultsOfAddress } from '../unit/format-address.ts'
import type { UnitTable } from '../unit/unit-table.ts'
import { AddressFieldName, type ApplicationForm, type Finding, type TextFieldName } from './application.ts'
import { ApplicationKind, ReasonCode } from './application-reason.ts'
import { cardRegimeOn } from './card-regime.ts'

/** The form as the rules can use it; what could not be read is in `findings`, and the text stays in the form. */
export interface ReadForm {
  readonly kind: ApplicationKind | undefined
  readonly reason: ReasonCode | undefined
  readonly birth: DateOfBirth | undefined
  readonly sex: Sex | undefined
  readonly addresses: Readonly<Partial<Record<AddressFieldName, Address>>>
  readonly findings: readonly Finding[]
}

/** Without these no card can be made, whatever the regime. Luật Căn cước 26/2023/QH15, Điều 9, Điều 18. */
const REQUIRED_TEXTS: readonly TextFieldName[] = ['fullName', 'dateOfBirth', 'sex', 'ethnicity', 'nationality']
const NUMBERS: readonly TextFieldName[] = ['fatherNumber', 'motherNumber', 'spouseNumber', 'householdHeadNumber']
const NAMES: readonly TextFieldName[] = [
  'fullName',
  'otherName',
  'fatherName',
  'motherName',
  'spouseName',
  'householdHeadName',
]

export function textOf(form: ApplicationForm, name: TextFieldName): string {
  return form.fields[name]?.text.trim() ?? ''
}

/** Reads every field; says of each that cannot be read which rule it breaks. */
export function readForm(form: ApplicationForm, day: PlainDate, units: UnitTable): ReadForm {
  const regime = cardRegimeOn(day)
  const findings: Finding[] = []
  const say = (
    code: string,
    field: string,
    nextStep: string,
    severity: Finding['severity'] = 'gap',
    data?: Record<string, string>,
  ) => {
    findings.push({
      code,
      severity,
      section: 'comparison',
      field,
      source: regime.procedureSource,
      nextStep,
      ...(data ? { data } : {}),
    })
  }

  for (const name of REQUIRED_TEXTS) if (textOf(form, name) === '') say('field-missing', name, 'fill-field')
  for (const name of NAMES) {
    const text = textOf(form, name)
    const fault = text === '' ? undefined : findNameFault(text)
    if (fault) say('name-malformed', name, 'correct-name', 'gap', { fault: fault.code })
  }
  for (const name of NUMBERS) {
    const text = textOf(form, name)
    if (text !== '' && !findPersonalNumber(text) && !findOldIdentityNumber(text))
      say('number-malformed', name, 'correct-number')
  }

  const birthText = textOf(form, 'dateOfBirth')
  const parsed = birthText === '' ? undefined : parseDateOfBirth(birthText)
  if (parsed && !parsed.ok) say('birth-malformed', 'dateOfBirth', 'correct-birth', 'gap', { fault: parsed.failure })
  const birth = parsed?.ok ? parsed.value : undefined
  const sex = Sex.safeParse(textOf(form, 'sex')).data

  const numberText = textOf(form, 'personalNumber')
  const number = findPersonalNumber(numberText)
  if (numberText !== '' && !number) say('number-malformed', 'personalNumber', 'correct-number')
  if (number) {
    const context = { today: day, ...(sex ? { sex } : {}), ...(birth ? { dateOfBirth: birth } : {}) }
    for (const found of checkPersonalNumber(number, context)) {
      const data = Object.fromEntries(Object.entries(found.data ?? {}).map(([key, value]) => [key, String(value)]))
      findings.push({
        code: found.code,
        severity: found.severity === 'error' && !found.supervisorMayOverride ? 'gap' : 'warning',
        section: 'comparison',
        field: 'personalNumber',
        source: found.source,
        nextStep: 'correct-number',
        data,
      })
    }
  }
  const oldNumber = textOf(form, 'oldIdentityNumber')
  if (oldNumber !== '' && !findOldIdentityNumber(oldNumber))
    say('old-number-malformed', 'oldIdentityNumber', 'correct-number')

  const addresses: Partial<Record<AddressFieldName, Address>> = {}
  for (const name of AddressFieldName.options) {
    const field = form.addresses[name]
    if (!field) continue
    const { source: _source, ...rest } = field
    const address = Address.safeParse(rest)
    if (!address.success) {
      say('address-malformed', name, 'correct-address')
      continue
    }
    addresses[name] = address.data
    for (const fault of faultsOfAddress(address.data, units, 'text'))
      say('address-malformed', name, 'correct-address', 'warning', { fault: fault.code })
  }
  const required: readonly AddressFieldName[] =
    regime.law === '2014' ? ['placeOfOrigin', 'permanentResidence'] : ['placeOfBirthRegistration', 'permanentResidence']
  for (const name of required) {
    const address = addresses[name]
    const empty =
      !address || (address.detail === '' && address.communeCode === undefined && (address.written ?? '') === '')
    if (empty) say('field-missing', name, 'fill-field')
  }

  return {
    kind: ApplicationKind.safeParse(form.kind).data,
    reason: ReasonCode.safeParse(form.reason).data,
    birth,
    sex,
    addresses,
    findings,
  }
}
