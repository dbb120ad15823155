import type { AddressFieldName, TextFieldName } from '../../../domain/identity-card/application.ts'
import type { UnitTable } from '../../../domain/unit/unit-table.ts'
import type { ApplicantView } from './applicant-screen.ts'
import type { Application } from './application-store.ts'
import { describeAddress, describeMarks, describeRepresentation, describeText } from './describe-form.ts'

type Page = ApplicantView['pages'][number]

const PERSON: readonly TextFieldName[] = [
  'fullName',
  'otherName',
  'dateOfBirth',
  'sex',
  'personalNumber',
  'oldIdentityNumber',
]
const STANDING: readonly TextFieldName[] = [
  'nationality',
  'ethnicity',
  'religion',
  'maritalStatus',
  'bloodGroup',
  'occupation',
  'educationLevel',
  'phone',
]
const PLACES: readonly AddressFieldName[] = [
  'placeOfBirth',
  'placeOfBirthRegistration',
  'placeOfOrigin',
  'permanentResidence',
  'temporaryResidence',
  'currentResidence',
]
/** Names only: relatives' numbers are never shown on the second screen. */
const FAMILY: readonly TextFieldName[] = [
  'fatherName',
  'motherName',
  'spouseName',
  'householdHeadName',
  'relationToHead',
]

function page(title: string, rows: Page['rows'], portrait: Page['portrait'] = null): Page[] {
  const filled = rows.filter((row) => row.value !== '')
  return filled.length === 0 && portrait === null ? [] : [{ title, rows: filled, portrait }]
}

/**
 * What the applicant reads before saying "Đúng": the recorded data in large pages. Sources, suspected duplicates, remarks and
 * anybody else's numbers are not among it. Labels are keys of the texts (`field.<name>`).
 */
export function applicantPages(application: Application, units: UnitTable, portrait: Page['portrait']): Page[] {
  const { form, captures } = application
  const texts = (names: readonly TextFieldName[]) =>
    names.map((name) => ({ label: name, value: describeText(form, name) }))
  const marks = describeMarks(form).map((value) => ({ label: 'mark', value }))
  const representative = form.representative
    ? [{ label: 'representative', value: `${form.representative.fullName} (${describeRepresentation(form)})` }]
    : []
  const fingers = [
    { label: 'printsTaken', value: `${Object.keys(captures.prints).length}/10` },
    ...(Object.keys(captures.exceptions).length > 0
      ? [{ label: 'printsExcepted', value: String(Object.keys(captures.exceptions).length) }]
      : []),
  ]
  return [
    ...page('person', texts(PERSON)),
    ...page('standing', texts(STANDING)),
    ...page(
      'places',
      PLACES.map((name) => ({ label: name, value: describeAddress(form, name, units) })),
    ),
    ...page('family', [...texts(FAMILY), ...representative]),
    ...page('appearance', [...marks, ...(Object.keys(captures.prints).length > 0 ? fingers : [])], portrait),
  ]
}
