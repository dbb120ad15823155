import {
  type AddressField,
  AddressFieldName as AddressFieldNames,
  type ApplicationForm,
  type FieldSource,
  type TextFieldName,
} from '../../../domain/identity-card/application.ts'
import { findDateOfBirth, formatDateOfBirth } from '../../../domain/person/date-of-birth.ts'
import type { PopulationRecord } from '../../../domain/person/population-record.ts'
import { audit } from '../../log/index.ts'
import type { LookUp } from '../../person/index.ts'
import type { ApplicationDesk } from './application-desk.ts'

/** Saves the whole form as it was typed, right or wrong. */
export function saveForm(desk: ApplicationDesk, request: { id: string; baseVersion: number; form: ApplicationForm }) {
  return desk.change(request.id, { baseVersion: request.baseVersion }, (application) => ({
    ...application,
    form: request.form,
  }))
}

const TEXTS_OF_RECORD: readonly (readonly [TextFieldName, (record: PopulationRecord) => string | undefined])[] = [
  ['personalNumber', (r) => r.personalNumber],
  ['oldIdentityNumber', (r) => r.oldIdentityNumber],
  ['fullName', (r) => r.fullName],
  ['familyName', (r) => r.familyName],
  ['middleName', (r) => r.middleName],
  ['givenName', (r) => r.givenName],
  ['otherName', (r) => r.otherName],
  ['sex', (r) => r.sex],
  ['ethnicity', (r) => r.ethnicity],
  ['religion', (r) => r.religion],
  ['nationality', (r) => r.nationality],
  ['bloodGroup', (r) => r.bloodGroup],
  ['maritalStatus', (r) => r.maritalStatus],
  ['occupation', (r) => r.occupation],
  ['fatherName', (r) => r.father?.fullName],
  ['fatherNumber', (r) => r.father?.personalNumber],
  ['motherName', (r) => r.mother?.fullName],
  ['motherNumber', (r) => r.mother?.personalNumber],
  ['spouseName', (r) => r.spouse?.fullName],
  ['spouseNumber', (r) => r.spouse?.personalNumber],
  ['householdHeadName', (r) => r.householdHead?.fullName],
  ['householdHeadNumber', (r) => r.householdHead?.personalNumber],
  ['relationToHead', (r) => r.relationToHead],
]

/** Fills the empty fields; what stands already (card, papers, typed) stays and is compared, not overwritten. */
function fillFromRecord(form: ApplicationForm, record: PopulationRecord, source: FieldSource): ApplicationForm {
  const fields = { ...form.fields }
  const put = (name: TextFieldName, text: string | undefined) => {
    if (text !== undefined && text !== '' && (fields[name]?.text ?? '').trim() === '') fields[name] = { text, source }
  }
  for (const [name, read] of TEXTS_OF_RECORD) put(name, read(record))
  const birth = findDateOfBirth(record.dateOfBirth)
  put('dateOfBirth', birth ? formatDateOfBirth(birth) : record.dateOfBirth)
  const addresses = { ...form.addresses }
  for (const name of AddressFieldNames.options) {
    const address = record[name]
    const standing: AddressField | undefined = addresses[name]
    const empty =
      !standing || (standing.detail === '' && standing.communeCode === undefined && (standing.written ?? '') === '')
    if (address && empty) addresses[name] = { ...address, source } as AddressField
  }
  return { ...form, fields, addresses }
}

/** Takes the opened register record into the application: the finding is kept with its request id, empty fields are filled. */
export async function useRecord(
  desk: ApplicationDesk,
  lookUp: LookUp,
  request: { id: string; ref: string; purpose: string; scope: 'centre' | 'own-residents' },
) {
  const opened = await lookUp.open({ applicationId: request.id, purpose: request.purpose, ref: request.ref })
  if (!opened.ok) return opened
  const { record, scope, requestId } = opened.value
  return desk.change(request.id, {}, (application) => {
    audit(desk.store, {
      account: desk.account(),
      action: 'population.used',
      subject: application.id,
      purpose: request.purpose,
      detail: { scope, requestId },
    })
    return {
      ...application,
      form: fillFromRecord(application.form, record, scope === 'centre' ? 'population' : 'own-residents'),
      captures: {
        ...application.captures,
        population: { status: 'found', scope, requestId, purpose: request.purpose, at: desk.at(), record },
      },
    }
  })
}

/** Nobody in the register fits, or it could not be asked: the application goes on, and says so to the end. */
export function goOnWithoutRecord(
  desk: ApplicationDesk,
  request: { id: string; because: 'not-found' | 'not-compared' },
) {
  return desk.change(request.id, {}, (application) => {
    audit(desk.store, {
      account: desk.account(),
      action: 'population.not-used',
      subject: application.id,
      detail: { because: request.because },
    })
    const nationality = application.form.fields.nationality ?? { text: 'VNM', source: 'typed' as const }
    return {
      ...application,
      form: { ...application.form, fields: { ...application.form.fields, nationality } },
      captures: {
        ...application.captures,
        population: {
          status: request.because,
          scope: 'none',
          requestId: '',
          purpose: 'card-application',
          at: desk.at(),
          record: null,
        },
      },
    }
  })
}
