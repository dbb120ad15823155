import { type KeyObject, sign, verify } from 'node:crypto'

/**
 * What a leader signs with the own key when approving: exactly the submitted record that was displayed, named by the hash of
 * its event. One second factor covers one signing.
 */
function approvalMessage(office: number, account: string, submittedHash: string): Buffer {
  return Buffer.from(`so-bo approval v1\n${office}\n${account}\n${submittedHash}`, 'utf8')
}

export function signApproval(office: number, account: string, submittedHash: string, clerkKey: KeyObject): string {
  return sign(null, approvalMessage(office, account, submittedHash), clerkKey).toString('base64')
}

export function approvalHolds(
  office: number,
  account: string,
  submittedHash: string,
  signature: string,
  clerkKey: KeyObject,
): boolean {
  return verify(null, approvalMessage(office, account, submittedHash), clerkKey, Buffer.from(signature, 'base64'))
}
