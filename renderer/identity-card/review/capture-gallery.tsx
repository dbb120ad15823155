import { fingerPositions } from '../../../domain/biometric/finger-position.ts'
import type { ApplicationView } from '../../../preload/contract/identity-card/application.ts'
import { useSizes, useText } from '../../app/index.ts'
import { StateBadge } from '../../kit/index.ts'
import { ChipVerdicts } from '../application/index.ts'
import { CaptureView } from './capture-view.tsx'

/** Captures and papers at full size, in the order they are judged. */
export function CaptureGallery({ application }: { application: ApplicationView }) {
  const t = useText()
  const sizes = useSizes()
  const { captures, id } = application
  const taken = fingerPositions.filter((position) => captures.prints[position])
  return (
    <div className="gallery">
      <h2>{t('review.captures')}</h2>
      <div className="print-pair">
        {captures.portrait ? (
          <CaptureView id={id} blob={captures.portrait.blob} title={t('review.portrait')} portrait />
        ) : (
          <p className="k-description">{t(`review.portrait-${application.required.portrait}`)}</p>
        )}
        {captures.chip?.portrait ? (
          <CaptureView id={id} blob={captures.chip.portrait} title={t('chip.portrait-alt')} portrait />
        ) : null}
      </div>
      {captures.chip ? (
        <section aria-label={t('chip.evidence')}>
          <h3>{t('chip.evidence')}</h3>
          <ChipVerdicts finding={captures.chip} />
        </section>
      ) : null}
      {taken.length === 0 ? (
        <p className="k-description">{t(`review.prints-${application.required.fingerprints}`)}</p>
      ) : (
        <ul className="gallery-prints">
          {taken.map((position) => {
            const print = captures.prints[position]
            return print ? (
              <li key={position}>
                <CaptureView id={id} blob={print.blob} title={t(`finger.${position}`)} />
                <StateBadge tone={print.lowQuality ? 'wait' : 'good'}>
                  {t('review.quality', { quality: print.quality })}
                </StateBadge>
              </li>
            ) : null
          })}
        </ul>
      )}
      <h2>{t('review.papers', { count: captures.papers.length })}</h2>
      {captures.papers.length === 0 ? <p className="k-description">{t('review.papers-none')}</p> : null}
      <ul className="stack">
        {captures.papers.map((paper) => (
          <li key={paper.id}>
            <CaptureView
              id={id}
              blob={paper.blob}
              title={`${t.first([`paper.${paper.type}`, 'paper-unknown'])} (${sizes(paper.bytes)})`}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
