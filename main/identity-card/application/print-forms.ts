import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { cardRegimeOn, type RegimeForm } from '../../../domain/identity-card/card-regime.ts'
import { done, fail } from '../../bridge/index.ts'
import { DeviceError, type JobNews, type PaperPrinter, type Printed } from '../../hardware/index.ts'
import { PaperInputError } from '../../paper/index.ts'
import { printerFailure } from '../../printing/index.ts'
import type { Application } from './application-store.ts'
import { contentDigest } from './content-digest.ts'
import { printAppointmentSlip, printEnrolmentSheet, printRefusal, printServiceRequest } from './form/index.ts'
import {
  appointmentSlipInput,
  enrolmentSheetInput,
  type FormDesk,
  refusalInput,
  serviceRequestInput,
} from './form-inputs.ts'
import { printedNumber } from './take-in.ts'

export type FormName = 'enrolment-sheet' | 'appointment-slip' | 'request-form' | 'refusal'

export interface PrintParts extends FormDesk {
  readonly printer: PaperPrinter
  readonly words: (key: string, data: Readonly<Record<string, string>>) => string
  readonly onDevice: (event: { readonly used: true } | { readonly fault: DeviceError }) => void
  /** What the printer says while it prints; `ticket` is the request's. */
  readonly onNews: (news: PrintNews) => void
}

export interface PrintNews extends JobNews {
  readonly ticket: string
}

const REFUSAL: RegimeForm = { code: 'TB-TC', title: 'Thông báo về việc từ chối tiếp nhận hồ sơ' }

function formOf(application: Application, form: FormName): RegimeForm | undefined {
  const { forms } = cardRegimeOn(plainDate(application.legalDay))
  if (form === 'enrolment-sheet') return forms.enrolmentSheet
  if (form === 'appointment-slip') return forms.appointmentSlip
  return form === 'request-form' ? forms.request : REFUSAL
}

/** The paper of the rules in force, exactly as it will be printed. */
async function makePaper(parts: PrintParts, application: Application, form: FormName): Promise<Uint8Array | undefined> {
  if (form === 'enrolment-sheet') return printEnrolmentSheet(enrolmentSheetInput(parts, application))
  if (form === 'request-form') return printServiceRequest(serviceRequestInput(parts, application))
  if (form === 'refusal') {
    const input = refusalInput(parts, application, parts.words)
    return input.grounds.length === 0 ? undefined : printRefusal(input)
  }
  const due = parts.desk.assess(application).dueDay ?? application.dueDay
  return due === null ? undefined : printAppointmentSlip(appointmentSlipInput(parts, application, plainDate(due)))
}

export async function previewForm(parts: PrintParts, request: { id: string; form: FormName }) {
  const application = parts.desk.find(request.id)
  if (!application) return fail('no-such-application')
  const form = formOf(application, request.form)
  if (!form) return fail('form-not-in-force', { day: application.legalDay })
  try {
    const pdf = await makePaper(parts, application, request.form)
    if (!pdf) return fail('form-not-ready')
    return done({ formCode: form.code, title: form.title, pdf: new Uint8Array(pdf), application })
  } catch (fault) {
    if (fault instanceof PaperInputError) return fail('form-not-ready', { field: fault.field, cure: fault.cure })
    throw fault
  }
}

/** Prints through the port; what was printed is remembered with the digest of the content it showed. */
export async function printForm(parts: PrintParts, request: { id: string; form: FormName; requestId: string }) {
  const { desk } = parts
  const made = await previewForm(parts, request)
  if (!made.ok) return made
  const { application } = made.value
  // Names of jobs and files carry the dossier's number and the form's code: nothing of the person.
  const name = `${printedNumber(application.number)}-${made.value.formCode}`
  let printed: Printed
  try {
    printed = await parts.printer.print(
      {
        ticket: request.requestId,
        name,
        content: contentDigest(application.form, application.captures),
        pdf: made.value.pdf,
      },
      (news) => parts.onNews({ ticket: request.requestId, ...news }),
    )
    parts.onDevice({ used: true })
  } catch (fault) {
    if (!(fault instanceof DeviceError)) throw fault
    parts.onDevice({ fault })
    const asked = parts.printer.questions().findLast((question) => question.name === name)
    return printerFailure(fault, asked?.ticket ?? request.requestId)
  }
  const changed = desk.change(
    application.id,
    {
      states: [
        'received',
        'returned',
        'returned-by-centre',
        'awaiting-approval',
        'approved',
        'acknowledged',
        'refused',
        'awaiting-population-correction',
      ],
    },
    (standing) => ({
      ...standing,
      captures: {
        ...standing.captures,
        printed: [
          ...standing.captures.printed.filter((one) => one.form !== request.form),
          { form: request.form, at: desk.at(), digest: printed.content },
        ],
      },
    }),
  )
  if (!changed.ok) return fail('no-such-application')
  parts.printer.told(printed.ticket)
  return changed
}

/** The applicant signed the printed sheet: it must show what stands in the record now. */
export function signedOnPaper(parts: FormDesk, request: { id: string }) {
  const { desk } = parts
  return desk.change(request.id, {}, (application) => {
    const digest = contentDigest(application.form, application.captures)
    const sheet = application.captures.printed.find((one) => one.form === 'enrolment-sheet')
    if (sheet?.digest !== digest) return fail('sheet-not-printed')
    return {
      ...application,
      captures: { ...application.captures, confirmation: { at: desk.at(), digest, by: 'paper' } },
    }
  })
}
