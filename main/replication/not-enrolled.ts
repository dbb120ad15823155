import type { LineState } from '../../preload/contract/line.ts'

/** The line of a station that its centre does not know yet. */
export function notEnrolled(): LineState {
  return {
    state: 'not-enrolled',
    since: new Date().toISOString(),
    waitingEvents: 0,
    waitingApplications: 0,
    waitingBytes: 0,
    oldestWaitingAt: null,
    lastReceipt: null,
    cause: 'not-enrolled',
    nextTryAt: null,
  }
}
