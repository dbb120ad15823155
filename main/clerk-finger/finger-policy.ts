import type { FingerPolicy } from '../../preload/contract/clerk-finger.ts'
import type { Role } from '../../preload/contract/session.ts'
import type { Account } from '../session/index.ts'

/** `station.json`, `clerkFinger`: set by the technician. */
export interface ClerkFingerConfig {
  /** A role that is not named: `optional`. */
  readonly roles?: Readonly<Partial<Record<Role, FingerPolicy>>> | undefined
  /** Lets people in by the password alone, with a reason; without it somebody vouches. Default false. */
  readonly passwordAlone?: boolean | undefined
}

const STRICTNESS = ['off', 'optional', 'required'] as const

/** The strictest of what is asked of an account's roles. */
export function policyOf(config: ClerkFingerConfig | undefined, roles: readonly Role[]): FingerPolicy {
  const asked = roles.map((role) => STRICTNESS.indexOf(config?.roles?.[role] ?? 'optional'))
  return STRICTNESS[Math.max(0, ...asked)] ?? 'optional'
}

/** Who may stand by a registration or vouch for who has no finger to give: a second person with a say at the desk. */
export function mayVouch(account: Pick<Account, 'roles' | 'closed'>): boolean {
  return !account.closed && account.roles.some((role) => role === 'supervisor' || role === 'administrator')
}

/** Nobody is locked out of their own office: where nobody else could vouch, the password alone must do. */
export function passwordAloneSuffices(
  config: ClerkFingerConfig | undefined,
  accounts: readonly Account[],
  who: string,
): boolean {
  return config?.passwordAlone === true || !accounts.some((one) => one.name !== who && mayVouch(one))
}
