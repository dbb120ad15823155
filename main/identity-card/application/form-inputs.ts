import { CaptureExceptionReason, vietnameseExceptionReason } from '../../../domain/biometric/capture-exception.ts'
import { FingerPosition } from '../../../domain/biometric/finger-position.ts'
import { type PlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import type { AddressFieldName, TextFieldName } from '../../../domain/identity-card/application.ts'
import { findReason } from '../../../domain/identity-card/application-reason.ts'
import { cardRegimeOn } from '../../../domain/identity-card/card-regime.ts'
import { findBlobContent } from '../../replication/index.ts'
import { findAccount } from '../../session/index.ts'
import type { ApplicationDesk } from './application-desk.ts'
import type { Application } from './application-store.ts'
import { describeAddress, describeMarks, describeRepresentation, describeText } from './describe-form.ts'
import type {
  AppointmentSlipInput,
  EnrolmentSheetInput,
  PrintedFinger,
  RefusalInput,
  ServiceRequestInput,
} from './form/index.ts'
import { printedNumber } from './take-in.ts'

const IRIS_REASONS: Readonly<Record<string, string>> = {
  'no-device': 'Không thu: không có thiết bị',
  'not-possible': 'Không thu được',
}
const KIND_WORDS: Readonly<Record<string, string>> = { 'first-issue': 'Cấp', exchange: 'Cấp đổi', reissue: 'Cấp lại' }

export interface FormDesk {
  readonly desk: ApplicationDesk
  readonly training: boolean
}

/** Head of every paper of one application. The paper's day is the legal day; the moment of printing goes into the metadata. */
function headOf({ desk, training }: FormDesk, application: Application) {
  const { office } = desk
  return {
    agency: { parent: office.parentAgency, name: office.name },
    place: office.placeName,
    day: desk.legalDay(),
    rulesDay: plainDate(application.legalDay),
    createdAt: desk.at(),
    dossierNumber: `${office.id}-${printedNumber(application.number)}`,
    training,
  }
}

function kindOf(application: Application): EnrolmentSheetInput['kind'] {
  const { kind } = application.form
  return kind === 'first-issue' || kind === 'exchange' || kind === 'reissue' ? kind : null
}

/** "Cấp đổi thẻ căn cước". */
function procedureOf(application: Application): string {
  const words = KIND_WORDS[application.form.kind]
  return words === undefined ? '' : `${words} ${cardRegimeOn(plainDate(application.legalDay)).cardName}`
}

function officerOf(desk: ApplicationDesk, application: Application): string {
  return findAccount(desk.store, application.recordedBy)?.displayName ?? ''
}

export function enrolmentSheetInput(form: FormDesk, application: Application): EnrolmentSheetInput {
  const { desk } = form
  const draft = application.form
  const { captures } = application
  const day = plainDate(application.legalDay)
  const text = (name: TextFieldName) => describeText(draft, name)
  const place = (name: AddressFieldName) => describeAddress(draft, name, desk.units)
  const relative = (name: TextFieldName, number: TextFieldName) =>
    text(name) === '' ? undefined : { fullName: text(name), personalNumber: text(number) }
  const assessment = desk.assess(application)
  const fingerprints: Partial<Record<FingerPosition, PrintedFinger>> = {}
  for (const position of FingerPosition.options) {
    const print = captures.prints[position]
    const exception = captures.exceptions[position]
    const reason = CaptureExceptionReason.safeParse(exception?.reason).data
    if (print) fingerprints[position] = { quality: Math.round(print.quality), low: print.lowQuality }
    else if (exception)
      fingerprints[position] = { absence: reason ? vietnameseExceptionReason(reason) : exception.reason }
  }
  const portrait = captures.portrait ? findBlobContent(desk.store, captures.portrait.blob) : undefined
  const irisWords = draft.irisNotTaken
    ? (IRIS_REASONS[draft.irisNotTaken.reason] ?? draft.irisNotTaken.remark)
    : undefined
  const { representative } = draft
  return {
    ...headOf(form, application),
    kind: kindOf(application),
    reason: findReason(day, draft.kind, draft.reason)?.text,
    person: {
      personalNumber: text('personalNumber'),
      oldIdentityNumber: text('oldIdentityNumber'),
      fullName: text('fullName'),
      otherName: text('otherName'),
      dateOfBirth: text('dateOfBirth'),
      sex: text('sex'),
      ethnicity: text('ethnicity'),
      religion: text('religion'),
      nationality: text('nationality'),
      bloodGroup: text('bloodGroup'),
      maritalStatus: text('maritalStatus'),
      occupation: text('occupation'),
      educationLevel: text('educationLevel'),
      phone: text('phone'),
      placeOfBirth: place('placeOfBirth'),
      placeOfBirthRegistration: place('placeOfBirthRegistration'),
      placeOfOrigin: place('placeOfOrigin'),
      permanentResidence: place('permanentResidence'),
      temporaryResidence: place('temporaryResidence'),
      currentResidence: place('currentResidence'),
    },
    father: relative('fatherName', 'fatherNumber'),
    mother: relative('motherName', 'motherNumber'),
    spouse: relative('spouseName', 'spouseNumber'),
    householdHead:
      text('householdHeadName') === ''
        ? undefined
        : {
            fullName: text('householdHeadName'),
            personalNumber: text('householdHeadNumber'),
            relation: text('relationToHead'),
          },
    representative: representative
      ? {
          fullName: representative.fullName,
          personalNumber: representative.personalNumber,
          relation: describeRepresentation(draft),
        }
      : undefined,
    marks: describeMarks(draft),
    portrait: portrait ?? null,
    portraitAbsence:
      assessment.required.portrait === 'stored'
        ? 'Dùng ảnh đã thu'
        : assessment.required.portrait === 'not-taken'
          ? 'Không thu'
          : undefined,
    fingerprints,
    fingerprintsAbsence:
      assessment.required.fingerprints === 'stored'
        ? 'Dùng vân tay đã thu'
        : assessment.required.fingerprints === 'not-taken'
          ? 'Dưới 06 tuổi: không thu'
          : undefined,
    iris: irisWords === undefined ? undefined : { right: irisWords, left: irisWords },
    notComparedWithPopulation: captures.population?.status !== 'found' || captures.population.scope !== 'centre',
    declarantName: representative?.fullName || text('fullName'),
    declarantIsRepresentative: representative !== null,
    signing: 'signature',
    officerName: officerOf(desk, application),
  }
}

export function appointmentSlipInput(form: FormDesk, application: Application, due: PlainDate): AppointmentSlipInput {
  const { desk } = form
  const draft = application.form
  const byPost = draft.delivery.mode === 'post'
  return {
    ...headOf(form, application),
    fullName: describeText(draft, 'fullName'),
    dateOfBirth: describeText(draft, 'dateOfBirth'),
    sex: describeText(draft, 'sex'),
    personalNumber: describeText(draft, 'personalNumber'),
    residence: describeAddress(draft, 'permanentResidence', desk.units),
    procedure: procedureOf(application),
    due: { day: due },
    dueAddress: byPost ? draft.delivery.address : desk.office.name,
    byPost,
    officerName: officerOf(desk, application),
  }
}

export function serviceRequestInput(form: FormDesk, application: Application): ServiceRequestInput {
  const { desk } = form
  const draft = application.form
  const { representative } = draft
  const corrects = Object.values(draft.differences).some((choice) => choice.choice === 'request-correction')
  return {
    ...headOf(form, application),
    addressee: desk.office.name,
    requester: {
      fullName: describeText(draft, 'fullName'),
      dateOfBirth: describeText(draft, 'dateOfBirth'),
      sex: describeText(draft, 'sex'),
      personalNumber: describeText(draft, 'personalNumber'),
      residence: describeAddress(draft, 'permanentResidence', desk.units),
    },
    representative: representative
      ? { fullName: representative.fullName, personalNumber: representative.personalNumber }
      : null,
    items: corrects ? ['card', 'adjust-population-data'] : ['card'],
    kind: kindOf(application),
    content: draft.remark,
    resultAddress: draft.delivery.mode === 'post' ? draft.delivery.address : desk.office.name,
    consent: representative ? 'representative' : null,
    signing: 'signature',
    declarantName: representative?.fullName || describeText(draft, 'fullName'),
  }
}

/** `words` turns a finding's code and next step into Vietnamese sentences. */
export function refusalInput(
  form: FormDesk,
  application: Application,
  words: (key: string, data: Readonly<Record<string, string>>) => string,
): RefusalInput {
  const { desk } = form
  const draft = application.form
  const grounds = desk.assess(application).findings.filter((finding) => finding.severity === 'refusal')
  return {
    ...headOf(form, application),
    fullName: describeText(draft, 'fullName'),
    dateOfBirth: describeText(draft, 'dateOfBirth'),
    sex: describeText(draft, 'sex'),
    personalNumber: describeText(draft, 'personalNumber'),
    residence: describeAddress(draft, 'permanentResidence', desk.units),
    procedure: procedureOf(application),
    grounds: grounds.map((finding) => ({
      rule: words(`finding.${finding.code}`, finding.data ?? {}),
      source: finding.source,
      unconfirmed: finding.unconfirmed,
      whatToDo: finding.nextStep === undefined ? undefined : words(`next.${finding.nextStep}`, finding.data ?? {}),
    })),
    officerName: officerOf(desk, application),
  }
}
