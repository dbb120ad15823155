import type { StationState } from '../../preload/contract/session.ts'
import { useText } from '../app/index.ts'
import { Button } from '../kit/index.ts'

/** Training only: who may sign in, with the passwords made for this data folder. */
export function TrainingAccounts({
  accounts,
  onUse,
}: {
  accounts: StationState['trainingAccounts']
  onUse: (account: string, password: string) => void
}) {
  const t = useText()
  return (
    <section className="training-accounts" aria-label={t('sign-in.training-title')}>
      <h2>{t('sign-in.training-title')}</h2>
      <p>{t('sign-in.training-explain')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('sign-in.person')}</th>
            <th scope="col">{t('sign-in.account')}</th>
            <th scope="col">{t('sign-in.password')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('sign-in.do')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((entry) => (
            <tr key={entry.account}>
              <th scope="row">
                {entry.displayName}
                <small>{entry.title}</small>
              </th>
              <td>{entry.account}</td>
              <td>{entry.password}</td>
              <td>
                <Button
                  size="small"
                  aria-label={t('sign-in.use', { name: entry.displayName })}
                  onPress={() => onUse(entry.account, entry.password)}
                >
                  {t('sign-in.do')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
