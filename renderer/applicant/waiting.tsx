import { useAsk, useText } from '../app/index.ts'
import { Icon } from '../kit/index.ts'

/** `starting`: the core has not answered yet. */
type WaitingState = 'starting' | 'waiting' | 'confirmed' | 'rejected'

/** Between two readings: the office, the number being served, a word of thanks; never a name. */
export function Waiting({ state, ticket }: { state: WaitingState; ticket: string | null }) {
  const t = useText()
  const station = useAsk('session.state', {})
  return (
    <main className="p-screen p-waiting">
      <p className="p-office">{station.data?.office.name ?? t('product')}</p>
      {station.data?.training ? <p className="p-training">{t('applicant.training')}</p> : null}
      <div className="p-middle" role="status">
        {state === 'starting' ? (
          <h1>{t('applicant.starting')}</h1>
        ) : state === 'waiting' ? (
          ticket === null ? (
            <h1>{t('applicant.welcome')}</h1>
          ) : (
            <>
              <h1>{t('applicant.serving')}</h1>
              <p className="p-number">{ticket}</p>
            </>
          )
        ) : (
          <>
            <span className="p-mark" data-state={state}>
              <Icon name={state === 'confirmed' ? 'check' : 'info'} />
            </span>
            <h1>{t(`applicant.${state}`)}</h1>
            <p>{t(`applicant.${state}-next`)}</p>
          </>
        )}
      </div>
    </main>
  )
}
