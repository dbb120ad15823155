import type { ReactNode } from 'react'
import type { StationState } from '../../preload/contract/session.ts'
import { plainDay, useText } from '../app/index.ts'
import { useLanguage } from '../app/language.tsx'
import { Button } from '../kit/index.ts'

/** The quiet page before the desk: office, station, version; the work in the middle. */
export function FrontPage({ station, children }: { station: StationState; children: ReactNode }) {
  const t = useText()
  const { language, choose } = useLanguage()
  return (
    <div className="front">
      <main className="front-card">
        <p className="front-product">{t('product')}</p>
        <h1>{station.office.name}</h1>
        {station.training ? <p className="training-mark">{t('training-mark')}</p> : null}
        {children}
      </main>
      <footer className="front-foot">
        <span>
          {t('front.station', { station: station.station, version: station.version })}
          {station.legalDayIsSet ? ` · ${t('top.legal-day', { day: plainDay(station.legalDay) })}` : ''}
        </span>
        <Button kind="plain" size="small" onPress={() => choose(language === 'vi' ? 'en' : 'vi')}>
          {t('menu.language')}
        </Button>
      </footer>
    </div>
  )
}
