import { useState } from 'react'
import { FailureText, timeOrDay, useAsk, useText } from '../../../app/index.ts'
import { Banner, Button } from '../../../kit/index.ts'
import { LookUp } from '../../../population/index.ts'
import { useSteps } from '../data/step-room.tsx'
import { useDraftAct, useView } from '../saving/draft-room.tsx'

/** Search before new: the register is asked first; only then the application goes on, with the record or saying why without. */
export function PersonSearch() {
  const t = useText()
  const view = useView()
  const { openScan } = useSteps()
  const { population } = view.captures
  const use = useDraftAct('application.use-record')
  const goOn = useDraftAct('application.go-on-without-record')
  const [again, setAgain] = useState(false)
  const lineIsUp = useAsk('line.state', {}).data?.state === 'up'
  const searching = population === null || again
  return (
    <section className="a-search" aria-label={t('application.search.title')}>
      <div className="a-search-head">
        <h3>{t('application.search.title')}</h3>
        <div className="a-row">
          <Button size="small" keys="F7" data-enter-skips="" onPress={openScan}>
            {t('application.search.scan')}
          </Button>
          {population === null ? null : (
            <Button
              size="small"
              icon="search"
              data-enter-skips=""
              aria-expanded={again}
              onPress={() => setAgain(!again)}
            >
              {t('application.search.again')}
            </Button>
          )}
        </div>
      </div>
      {population === null ? null : (
        <Banner tone={population.status === 'found' ? 'good' : 'wait'}>
          {population.status === 'found'
            ? t(`application.search.found.${population.scope}`, {
                name: population.record?.fullName ?? '',
                at: timeOrDay(population.at),
              })
            : t(`application.search.${population.status}`, { at: timeOrDay(population.at) })}
        </Banner>
      )}
      {searching ? (
        <>
          <LookUp
            applicationId={view.id}
            autoFocus={population === null}
            initialQuery={view.form.fields.personalNumber?.text ?? ''}
            onUse={(hit, how) => {
              void use.act({ id: view.id, ref: hit.ref, purpose: how.purpose, scope: how.scope }).then((outcome) => {
                if (outcome?.ok) setAgain(false)
              })
            }}
          />
          <FailureText failed={use.failed ?? goOn.failed} />
          <div className="a-row">
            <Button
              size="small"
              busy={goOn.busy}
              onPress={() => {
                void goOn.act({ id: view.id, because: 'not-found' }).then(() => setAgain(false))
              }}
            >
              {t('application.search.not-there')}
            </Button>
            {lineIsUp ? null : (
              <Button
                size="small"
                busy={goOn.busy}
                onPress={() => {
                  void goOn.act({ id: view.id, because: 'not-compared' }).then(() => setAgain(false))
                }}
              >
                {t('application.search.line-out')}
              </Button>
            )}
          </div>
        </>
      ) : null}
    </section>
  )
}
