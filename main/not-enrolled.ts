import type { LineState } from '../preload/contract/line.ts'

/** What a station says of its line before the centre has accepted it. */
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
