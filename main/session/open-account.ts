import type { Role } from '../../preload/contract/session.ts'
import { audit, type OfficeLog } from '../log/index.ts'
import type { Store } from '../store/index.ts'
import { insertAccount } from './account-store.ts'
import { makeSecret } from './password.ts'

export interface NewAccount {
  readonly name: string
  readonly displayName: string
  readonly title: string
  readonly roles: readonly Role[]
  readonly password: string
}

/** Opens an account: row, event with its approval key, audit line. */
export async function openAccount(store: Store, log: OfficeLog, account: NewAccount): Promise<void> {
  const made = await makeSecret(account.password)
  store.write(() => {
    insertAccount(store, { ...account, ...made })
    log.append({
      kind: 'session.account-opened',
      subject: account.name,
      body: {
        account: account.name,
        displayName: account.displayName,
        title: account.title,
        roles: account.roles,
        approvalKey: made.approvalKey,
      },
      clerk: 'station',
    })
    audit(store, { account: 'station', action: 'session.account-opened', subject: account.name })
  })
  log.announce()
}
