import type { KeyObject } from 'node:crypto'
import type { StoredEvent } from '../inbox/index.ts'
import {
  AccountOpened,
  ApplicationApproved,
  ApplicationSubmitted,
  approvalHolds,
  OfficeEvent,
  publicKeyFromText,
} from '../protocol/index.ts'

export const SUBMITTED = 'identity-card.application-submitted'
export const APPROVED = 'identity-card.application-approved'
/** What takes back a submission, so that an approval of it comes too late. */
const TAKEN_BACK: ReadonlySet<string> = new Set([
  'identity-card.application-returned',
  'identity-card.application-refused',
  'identity-card.application-withdrawn',
])
/** Role that may approve (lãnh đạo). */
const APPROVER_ROLE = 'supervisor'

export function openStored(event: StoredEvent): OfficeEvent {
  return OfficeEvent.parse(JSON.parse(event.canonical))
}

export function isBefore(one: StoredEvent, other: StoredEvent): boolean {
  return one.epoch < other.epoch || (one.epoch === other.epoch && one.seq < other.seq)
}

export interface ApprovedSubmission {
  readonly approval: ApplicationApproved
  readonly event: OfficeEvent
  readonly submitted: ApplicationSubmitted
}

export type FoundSubmission =
  | { readonly ok: true; readonly found: ApprovedSubmission }
  | { readonly ok: false; readonly remark: string }

/** The submission an approval names: of the same application, the latest before it, and not taken back in between. */
export function findApprovedSubmission(approved: StoredEvent, ofSubject: readonly StoredEvent[]): FoundSubmission {
  const approval = ApplicationApproved.safeParse(openStored(approved).body)
  if (!approval.success) return { ok: false, remark: 'Bản duyệt của hồ sơ này không đọc được. Duyệt lại.' }
  const before = ofSubject.filter((event) => isBefore(event, approved))
  const latest = before.findLast((event) => event.kind === SUBMITTED || TAKEN_BACK.has(event.kind))
  if (latest?.kind !== SUBMITTED || latest.hash !== approval.data.submittedHash)
    return { ok: false, remark: 'Bản được duyệt không phải bản trình mới nhất của hồ sơ này. Trình duyệt lại.' }
  const event = openStored(latest)
  const submitted = ApplicationSubmitted.safeParse(event.body)
  if (!submitted.success) return { ok: false, remark: 'Bản trình của hồ sơ này không đọc được. Trình duyệt lại.' }
  return { ok: true, found: { approval: approval.data, event, submitted: submitted.data } }
}

function findKey(text: string): KeyObject | undefined {
  try {
    const key = publicKeyFromText(text)
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    // A key that is none verifies nothing; the approval is returned for it.
    return undefined
  }
}

/**
 * What is wrong with an approval, in words for the clerk; undefined where it holds: signed by somebody else than the one who
 * submitted, with the key the approver's account was opened with before, in a role that approves.
 */
export function approvalFault(
  office: number,
  approved: StoredEvent,
  { approval, event }: ApprovedSubmission,
  ofApprover: readonly StoredEvent[],
): string | undefined {
  if (openStored(approved).clerk !== approval.approver || approval.approver === event.clerk)
    return 'Người duyệt không được là người lập hồ sơ. Nhờ lãnh đạo khác duyệt.'
  const opened = ofApprover.findLast((one) => one.kind === 'session.account-opened' && isBefore(one, approved))
  const account = opened && AccountOpened.safeParse(openStored(opened).body).data
  if (!account) return 'Trung tâm chưa biết tài khoản của người duyệt. Duyệt lại sau khi tài khoản được mở.'
  if (!account.roles.includes(APPROVER_ROLE)) return 'Tài khoản này không có quyền duyệt. Nhờ lãnh đạo duyệt.'
  const key = findKey(account.approvalKey)
  const holds =
    key !== undefined &&
    approvalHolds(office, approval.approver, approval.submittedHash, approval.approvalSignature, key)
  return holds ? undefined : 'Chữ ký duyệt không hợp lệ. Duyệt lại.'
}
