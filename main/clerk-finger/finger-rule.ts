import type { Account, FingerRule } from '../session/index.ts'
import type { Store } from '../store/index.ts'
import { hasClerkFingers } from './clerk-finger-store.ts'
import { type ClerkFingerConfig, policyOf } from './finger-policy.ts'

/** What the sign-in of an account asks for besides its password. */
export function fingerRuleOf(store: Store, config: ClerkFingerConfig | undefined, account: Account): FingerRule {
  const policy = policyOf(config, account.roles)
  if (policy === 'off') return 'none'
  if (hasClerkFingers(store, account.name)) return 'registered'
  return policy === 'required' ? 'missing' : 'none'
}
