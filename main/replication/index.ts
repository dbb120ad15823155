export { answerLine, type LogCheck, logCheck } from './answer-line.ts'
export {
  dropUnreferencedBlob,
  findBlobContent,
  findBlobReference,
  forgetReceiptedBlobs,
  keepBlob,
  markReferenced,
} from './blob-store.ts'
export { type CentreClient, centreClient, type LookUpAnswer } from './centre-client.ts'
export { type EnrolmentPlace, enrol } from './enrol.ts'
export { type Line, line } from './line.ts'
export { LineFault } from './line-fault.ts'
export { notEnrolled } from './not-enrolled.ts'
export type { FeedListeners } from './pull-feed.ts'
export type { PushedReceipt } from './push-events.ts'
export { findIdentity, type StationIdentity } from './station-identity.ts'
