import type { LineState } from '../../preload/contract/line.ts'
import { useText } from '../app/index.ts'
import { Icon, Panel } from '../kit/index.ts'

/** What can and cannot be done while the line is out; shown also while it is up, so that nobody learns it too late. */
export function WhatWorks({ state }: { state: LineState['state'] }) {
  const t = useText()
  return (
    <Panel title={t(state === 'up' ? 'line.works-if-out' : 'line.works-now')}>
      <div className="works">
        <section aria-label={t('line.can')}>
          <h3>{t('line.can')}</h3>
          <ul>
            {['intake', 'capture', 'print', 'approve', 'own-residents'].map((one) => (
              <li key={one} data-tone="good">
                <Icon name="check" />
                <span>{t(`line.can.${one}`)}</span>
              </li>
            ))}
          </ul>
        </section>
        <section aria-label={t('line.cannot')}>
          <h3>{t('line.cannot')}</h3>
          <ul>
            {['compare', 'receipt', 'decision'].map((one) => (
              <li key={one} data-tone="wait">
                <Icon name="warning" />
                <span>{t(`line.cannot.${one}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Panel>
  )
}
