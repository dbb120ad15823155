import { findReturnReason } from '../../../domain/identity-card/return-reason.ts'
import { dropTemplates } from '../../fingerprint/index.ts'
import { type FeedListeners, forgetReceiptedBlobs, type PushedReceipt } from '../../replication/index.ts'
import type { ApplicationDesk } from './application-desk.ts'
import {
  type Application,
  countByState,
  findApplication,
  listApprovedUpTo,
  updateApplication,
} from './application-store.ts'

/** A verified receipt covers these approvals: now, and only now, they turn green. Inside the receipt's transaction. */
export function receiveReceipt(desk: ApplicationDesk, receipt: PushedReceipt): void {
  for (const application of listApprovedUpTo(desk.store, receipt.epoch, receipt.seq)) {
    updateApplication(desk.store, {
      ...application,
      state: 'acknowledged',
      version: application.version + 1,
      stateSince: receipt.at,
    })
    desk.notify('application', { id: application.id })
  }
  desk.notify('board', {})
}

/**
 * The centre has decided about an application. A decision that comes before its receipt (the answer of the push was lost)
 * waits for nobody: the decision itself proves that the centre holds the record.
 */
export function decisionListener(
  desk: Pick<ApplicationDesk, 'store' | 'notify'>,
): NonNullable<FeedListeners['application-decided']> {
  return (decision, at) => {
    const application = findApplication(desk.store, decision.applicationId)
    if (!application) return `${decision.applicationId} unknown`
    const waiting: Application['state'][] = ['approved', 'acknowledged']
    if (!waiting.includes(application.state))
      return `${decision.applicationId} ${decision.decision}, already ${application.state}`
    const common = { ...application, version: application.version + 1, stateSince: at }
    if (decision.decision === 'accepted') {
      updateApplication(desk.store, { ...common, state: 'in-production' })
      forgetReceiptedBlobs(desk.store, application.id)
      dropTemplates(
        desk.store,
        Object.values(application.captures.prints).map((print) => print.blob),
      )
    } else {
      const reason = decision.reason ?? 'other'
      updateApplication(desk.store, {
        ...common,
        state: 'returned-by-centre',
        returned: {
          by: 'centre',
          reason,
          remark: decision.remark,
          nextStep: findReturnReason(reason)?.nextStep ?? 'read-remark',
          at,
        },
      })
    }
    desk.notify('application', { id: application.id })
    desk.notify('board', {})
    return `${application.id} ${decision.decision} ${decision.reason ?? ''}`.trim()
  }
}

export function countWaitingApplications(desk: ApplicationDesk): number {
  return countByState(desk.store).get('approved') ?? 0
}
