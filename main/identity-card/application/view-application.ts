import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { reasonsOn } from '../../../domain/identity-card/application-reason.ts'
import type { Assessment } from '../../../domain/identity-card/assess-application.ts'
import { findReceiptFor, listEventsOf } from '../../log/index.ts'
import { findAccount } from '../../session/index.ts'
import type { ApplicationView, DeskParts } from './application-desk.ts'
import type { Application } from './application-store.ts'
import { hasLateMatch } from './late-comparison-store.ts'
import { printedNumber } from './take-in.ts'

/** An act with a sentence; an approval carries one where it went on in spite of another's prints. */
interface Remarked {
  readonly remark?: string
  readonly prints?: { readonly remark?: string }
}

/** Step of the trail for each event kind; the drafts in between leave no step. */
const TRAIL: Readonly<Record<string, string>> = {
  'identity-card.application-received': 'received',
  'identity-card.application-parked': 'parked',
  'identity-card.application-resumed': 'resumed',
  'identity-card.application-submitted': 'submitted',
  'identity-card.application-returned': 'returned',
  'identity-card.application-approved': 'approved',
  'identity-card.application-refused': 'refused',
  'identity-card.application-withdrawn': 'withdrawn',
}

const EDITABLE: readonly Application['state'][] = ['received', 'returned', 'returned-by-centre']

function receiptOf(parts: DeskParts, application: Application): ApplicationView['receipt'] {
  if (!application.approved) return null
  const receipt = findReceiptFor(parts.store, application.approved.epoch, application.approved.seq)
  if (!receipt) return null
  const { epoch, seq, hash, at, canonical, signature } = receipt
  return { epoch, seq, head: hash, at, canonical, signature }
}

function trailOf(parts: DeskParts, application: Application): ApplicationView['trail'] {
  const trail: ApplicationView['trail'] = []
  for (const event of listEventsOf(parts.store, application.id)) {
    const step = TRAIL[event.kind]
    if (step === undefined) continue
    const content = JSON.parse(event.canonical) as { clerk: string; body: Remarked }
    trail.push({
      step,
      at: event.recordedAt,
      by: findAccount(parts.store, content.clerk)?.displayName ?? content.clerk,
      event: { epoch: event.epoch, seq: event.seq },
      remark: content.body.remark ?? content.body.prints?.remark ?? null,
    })
  }
  const receipt = receiptOf(parts, application)
  if (receipt)
    trail.push({
      step: 'receipted',
      at: receipt.at,
      by: null,
      event: { epoch: receipt.epoch, seq: receipt.seq },
      remark: null,
    })
  if (application.state === 'in-production')
    trail.push({ step: 'accepted', at: application.stateSince, by: null, event: null, remark: null })
  if (application.returned?.by === 'centre') {
    trail.push({
      step: 'returned-by-centre',
      at: application.returned.at,
      by: null,
      event: null,
      remark: application.returned.remark,
    })
  }
  return trail.sort((a, b) => a.at.localeCompare(b.at))
}

/** Everything the window shows of an application, judged by the rules of its day. */
export function viewApplication(
  parts: DeskParts & { assess(application: Application): Assessment },
  application: Application,
): ApplicationView {
  const assessment = parts.assess(application)
  const me = parts.session.current
  const editable = EDITABLE.includes(application.state)
  const records = parts.session.hasAnyRole(['intake-officer', 'enrolment-officer'])
  const decides =
    parts.session.hasAnyRole(['supervisor']) &&
    application.state === 'awaiting-approval' &&
    application.recordedBy !== me?.account
  return {
    id: application.id,
    number: printedNumber(application.number),
    state: application.state,
    version: application.version,
    receivedOn: application.receivedOn,
    legalDay: application.legalDay,
    form: application.form,
    captures: application.captures,
    sections: assessment.sections,
    findings: assessment.findings,
    comparison: assessment.comparison,
    required: assessment.required,
    reasons: reasonsOn(plainDate(application.legalDay)).map(({ code, kind, text, point }) => ({
      code,
      kind,
      text: point === '' ? text : `${point}) ${text}`,
    })),
    fee: assessment.fee,
    dueDay: assessment.dueDay,
    savedAt: application.savedAt,
    trail: trailOf(parts, application),
    lateMatch: application.approved !== null && hasLateMatch(parts.store, application.approved),
    returned: application.returned,
    receipt: receiptOf(parts, application),
    recordedBy: {
      account: application.recordedBy,
      displayName: findAccount(parts.store, application.recordedBy)?.displayName ?? application.recordedBy,
    },
    may: {
      edit: editable && records,
      submit: editable && records && assessment.complete,
      approve: decides,
      returnIt: decides,
      withdraw: records && (editable || application.state === 'awaiting-population-correction'),
      refuse: editable && records && assessment.findings.some((f) => f.severity === 'refusal'),
    },
  }
}
