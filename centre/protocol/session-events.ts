import * as z from 'zod/mini'

/** `session.account-opened` v1: makes an account's approval key known to everybody who reads the log. */
export const AccountOpened = z.object({
  account: z.string(),
  displayName: z.string(),
  title: z.string(),
  roles: z.array(z.string()),
  /** Ed25519, SPKI base64. */
  approvalKey: z.string(),
})
export type AccountOpened = z.infer<typeof AccountOpened>
