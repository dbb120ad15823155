import { randomUUID } from 'node:crypto'
import { emptyCaptures, emptyForm } from '../../../domain/identity-card/application.ts'
import { proceduresOf } from '../../../domain/unit/office.ts'
import { done, fail } from '../../bridge/index.ts'
import { dropTemplates } from '../../fingerprint/index.ts'
import { audit } from '../../log/index.ts'
import type { ApplicationDesk } from './application-desk.ts'
import { type Application, findActDone, insertActDone, insertApplication, nextNumber } from './application-store.ts'

/**
 * Opens an application (tiếp nhận): the dossier gets its number in the same transaction as its event, so that look-ups can
 * name it. The same request again answers with the application it made the first time.
 */
export function createApplication(
  desk: ApplicationDesk,
  request: { ticket: string; channel: Application['form']['channel']; requestId: string },
) {
  const { store, log, office } = desk
  const day = desk.legalDay()
  if (!proceduresOf(office.kind, office.level, day).includes('identity-card')) return fail('no-procedure-here')
  const application = store.write(() => {
    const known = findActDone(store, request.requestId)
    if (known) return desk.find(known.subject)
    const at = desk.at()
    const made: Application = {
      id: randomUUID(),
      number: nextNumber(store),
      state: 'received',
      version: 1,
      receivedOn: day,
      legalDay: day,
      form: { ...emptyForm(), channel: request.channel, ticket: request.ticket },
      captures: emptyCaptures(),
      recordedBy: desk.account(),
      stateSince: at,
      savedAt: at,
      dueDay: null,
      returned: null,
      openGaps: 0,
      openWarnings: 0,
      submittedHash: null,
      approved: null,
    }
    insertApplication(store, made)
    log.append({
      kind: 'identity-card.application-received',
      subject: made.id,
      body: { number: printedNumber(made.number), receivedOn: day, channel: request.channel, ticket: request.ticket },
      clerk: desk.account(),
    })
    audit(store, { account: desk.account(), action: 'application.received', subject: made.id })
    insertActDone(store, request.requestId, 'received', made.id, at)
    return made
  })
  if (!application) throw new Error('an act is on record but its application is not')
  log.announce()
  desk.notify('board', {})
  return done(desk.view(application))
}

/** "000123": the number as screens and papers show it. */
export function printedNumber(number: number): string {
  return String(number).padStart(6, '0')
}

/** Từ chối tiếp nhận: only on a finding the rules themselves call a refusal; the event carries its source. */
export function refuseApplication(
  desk: ApplicationDesk,
  request: { id: string; finding: string; remark: string; requestId: string },
) {
  return desk.act(
    request.id,
    { requestId: request.requestId, act: 'refused', states: ['received', 'returned', 'returned-by-centre'] },
    (application) => {
      const ground = desk
        .assess(application)
        .findings.find((f) => f.code === request.finding && f.severity === 'refusal')
      if (!ground) return fail('no-ground')
      desk.log.append({
        kind: 'identity-card.application-refused',
        subject: application.id,
        body: { finding: ground.code, source: ground.source, remark: request.remark },
        clerk: desk.account(),
      })
      dropTemplatesOf(desk, application)
      return { ...application, state: 'refused', stateSince: desk.at() }
    },
  )
}

/** Nobody will compare these prints any more. */
function dropTemplatesOf(desk: ApplicationDesk, { captures }: Application): void {
  dropTemplates(
    desk.store,
    Object.values(captures.prints).map((print) => print.blob),
  )
}

/** Rút hồ sơ: the applicant takes the application back. */
export function withdrawApplication(desk: ApplicationDesk, request: { id: string; remark: string; requestId: string }) {
  const states: Application['state'][] = [
    'received',
    'returned',
    'returned-by-centre',
    'awaiting-population-correction',
  ]
  return desk.act(request.id, { requestId: request.requestId, act: 'withdrawn', states }, (application) => {
    desk.log.append({
      kind: 'identity-card.application-withdrawn',
      subject: application.id,
      body: { remark: request.remark },
      clerk: desk.account(),
    })
    dropTemplatesOf(desk, application)
    return { ...application, state: 'withdrawn', stateSince: desk.at() }
  })
}

/** Parks the application until the population data are corrected (chờ điều chỉnh dân cư): each request with its paper. */
export function parkApplication(desk: ApplicationDesk, request: { id: string; requestId: string }) {
  return desk.act(
    request.id,
    { requestId: request.requestId, act: 'parked', states: ['received', 'returned', 'returned-by-centre'] },
    (application) => {
      const rows = new Map(desk.assess(application).comparison.map((row) => [row.field, row]))
      const asked = Object.entries(application.form.differences).filter(
        ([, choice]) => choice.choice === 'request-correction',
      )
      if (asked.length === 0) return fail('nothing-to-correct')
      const unproved = asked.find(
        ([, choice]) => !application.captures.papers.some((paper) => paper.id === choice.paperId),
      )
      if (unproved) return fail('paper-missing', { field: unproved[0] })
      desk.log.append({
        kind: 'identity-card.application-parked',
        subject: application.id,
        body: {
          corrections: asked.map(([field, choice]) => ({
            field,
            given: rows.get(field)?.given ?? '',
            register: rows.get(field)?.register ?? '',
            paperId: choice.paperId,
          })),
        },
        clerk: desk.account(),
      })
      return { ...application, state: 'awaiting-population-correction', stateSince: desk.at() }
    },
  )
}

/** The correction came through (or is given up): the application goes on at the counter. */
export function resumeApplication(desk: ApplicationDesk, request: { id: string; requestId: string }) {
  return desk.act(
    request.id,
    { requestId: request.requestId, act: 'resumed', states: ['awaiting-population-correction'] },
    (application) => {
      desk.log.append({
        kind: 'identity-card.application-resumed',
        subject: application.id,
        body: {},
        clerk: desk.account(),
      })
      return { ...application, state: 'received', stateSince: desk.at() }
    },
  )
}
