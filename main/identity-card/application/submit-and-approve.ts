import { type BlobReference, signApproval } from '../../../centre/protocol/index.ts'
import type { PlainDate } from '../../../domain/calendar/plain-date.ts'
import { cardRegimeOn } from '../../../domain/identity-card/card-regime.ts'
import { findReturnReason } from '../../../domain/identity-card/return-reason.ts'
import { fail } from '../../bridge/index.ts'
import { findBlobReference, markReferenced } from '../../replication/index.ts'
import type { ApplicationDesk } from './application-desk.ts'
import type { Application } from './application-store.ts'
import type { MatchedPrints, PrintMatching } from './match-prints.ts'
import { printedNumber } from './take-in.ts'

/** Names of every blob the record consists of. */
function blobsOf(desk: ApplicationDesk, application: Application): BlobReference[] {
  const { captures } = application
  const names = [
    ...Object.values(captures.prints).map((print) => print.blob),
    ...(captures.portrait ? [captures.portrait.blob] : []),
    ...(captures.chip?.portrait ? [captures.chip.portrait] : []),
    ...captures.papers.map((paper) => paper.blob),
  ]
  return [...new Set(names)].map((name) => {
    const found = findBlobReference(desk.store, name)
    if (!found) throw new Error('the record names a blob the store does not hold')
    return { name: found.name, bytes: found.bytes, kind: found.kind, mediaType: found.mediaType }
  })
}

/** Trình duyệt: the record as it stands becomes one event; nothing open may be left but what the rules allow. */
export function submitApplication(
  desk: ApplicationDesk,
  request: { id: string; baseVersion: number; requestId: string },
) {
  return desk.act(
    request.id,
    {
      requestId: request.requestId,
      act: 'submitted',
      baseVersion: request.baseVersion,
      states: ['received', 'returned', 'returned-by-centre'],
    },
    (application) => {
      const assessment = desk.assess(application)
      const first = assessment.findings.find((f) => f.severity === 'refusal' || f.severity === 'gap')
      const { confirmation } = application.captures
      if (first || !confirmation)
        return fail('not-complete', { finding: first?.code ?? 'confirmation-missing', field: first?.field ?? '' })
      const blobs = blobsOf(desk, application)
      markReferenced(
        desk.store,
        blobs.map((blob) => blob.name),
      )
      const { captures, form } = application
      const appended = desk.log.append({
        kind: 'identity-card.application-submitted',
        subject: application.id,
        body: {
          number: printedNumber(application.number),
          legalDay: application.legalDay,
          law: cardRegimeOn(application.legalDay as PlainDate).law,
          form,
          population: captures.population,
          notCompared: captures.population?.status !== 'found' || captures.population.scope !== 'centre',
          prints: captures.prints,
          exceptions: captures.exceptions,
          portrait: captures.portrait && {
            blob: captures.portrait.blob,
            width: captures.portrait.width,
            height: captures.portrait.height,
            checks: captures.portrait.checks,
            override: captures.portrait.override,
          },
          papers: captures.papers,
          ...(captures.chip ? { chip: captures.chip } : {}),
          findings: assessment.findings,
          confirmation,
          dueDay: assessment.dueDay,
          feeAmount: assessment.fee.amount,
        },
        blobs,
        clerk: desk.account(),
      })
      return {
        ...application,
        state: 'awaiting-approval',
        stateSince: appended.recordedAt,
        submittedHash: appended.hash,
        returned: null,
      }
    },
  )
}

/** What the leader knew of the prints when signing, and why they went on. */
function printsOf(found: MatchedPrints, override: { reason: string; remark: string } | undefined) {
  const { compared, others, matches } = found
  return {
    compared,
    others,
    matches: matches.map(({ other, comparison }) => ({ application: other.id, score: comparison.score.toFixed(1) })),
    ...(matches.length > 0 && override ? { reason: override.reason, remark: override.remark } : {}),
  }
}

/**
 * Duyệt: the second person signs, with the own key, the record that was displayed. The recorder never approves the own work,
 * whatever roles the account holds; the password again is the second factor of this one signing.
 */
export async function approveApplication(
  desk: ApplicationDesk,
  matching: PrintMatching,
  request: {
    id: string
    baseVersion: number
    password: string
    requestId: string
    prints?: { reason: string; remark: string } | undefined
  },
) {
  const shown = desk.find(request.id)
  if (!shown) return fail('no-such-application')
  const me = desk.account()
  if (shown.recordedBy === me) return fail('own-application')
  // Only what is to be sent is compared; anything else is refused below for its state.
  const found = shown.state === 'awaiting-approval' ? await matching.find(shown) : undefined
  if (found && found.matches.length > 0 && !request.prints)
    return fail('prints-match-another', { count: found.matches.length })
  const confirmed = await desk.session.confirm(me, request.password)
  if (!confirmed.ok) {
    return confirmed.failure === 'account-locked'
      ? fail('account-locked', { minutes: confirmed.minutes })
      : fail('wrong-password')
  }
  const key = confirmed.opened.approvalKey()
  return desk.act(
    request.id,
    { requestId: request.requestId, act: 'approved', baseVersion: request.baseVersion, states: ['awaiting-approval'] },
    (application) => {
      // Asked again inside the transaction: the desk may have changed hands while the password was checked.
      if (application.recordedBy === me || desk.account() !== me) return fail('own-application')
      if (application.submittedHash === null)
        throw new Error('an application awaits approval without a submitted record')
      const appended = desk.log.append({
        kind: 'identity-card.application-approved',
        subject: application.id,
        body: {
          submittedHash: application.submittedHash,
          approver: me,
          approverTitle: confirmed.account.title,
          approvalSignature: signApproval(desk.log.identity.office, me, application.submittedHash, key),
          ...(found ? { prints: printsOf(found, request.prints) } : {}),
        },
        clerk: me,
      })
      return {
        ...application,
        state: 'approved',
        stateSince: appended.recordedAt,
        approved: { epoch: appended.epoch, seq: appended.seq },
      }
    },
  )
}

/** Trả lại: the leader sends the record back to the counter with a reason from the list and a sentence. */
export function returnApplication(
  desk: ApplicationDesk,
  request: { id: string; reason: string; remark: string; requestId: string },
) {
  return desk.act(
    request.id,
    { requestId: request.requestId, act: 'returned', states: ['awaiting-approval'] },
    (application) => {
      if (application.recordedBy === desk.account()) return fail('own-application')
      const reason = findReturnReason(request.reason)
      if (!reason?.by.includes('leader')) return fail('unknown-reason')
      const appended = desk.log.append({
        kind: 'identity-card.application-returned',
        subject: application.id,
        body: { reason: reason.code, remark: request.remark, submittedHash: application.submittedHash ?? '' },
        clerk: desk.account(),
      })
      return {
        ...application,
        state: 'returned',
        stateSince: appended.recordedAt,
        returned: {
          by: 'supervisor',
          reason: reason.code,
          remark: request.remark,
          nextStep: reason.nextStep,
          at: appended.recordedAt,
        },
      }
    },
  )
}
