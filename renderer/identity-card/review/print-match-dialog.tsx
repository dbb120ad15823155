import type { ApplicationView, PrintMatch } from '../../../preload/contract/identity-card/application.ts'
import { useText } from '../../app/index.ts'
import { Banner, Button, DataList, Dialog } from '../../kit/index.ts'
import { CaptureView } from './capture-view.tsx'

/** Two people, one hand: both dossiers side by side, the score in words, and what can be done. */
export function PrintMatchDialog({
  application,
  match,
  onReturn,
  onGoOn,
  onClose,
}: {
  application: ApplicationView
  match: PrintMatch
  onReturn: () => void
  onGoOn: () => void
  onClose: () => void
}) {
  const t = useText()
  const { fields } = application.form
  const facts = (who: { name: string; number: string; birth: string; dossier: string; state: string }) => [
    { key: 'dossier', label: t('review.prints.dossier'), value: who.dossier },
    { key: 'name', label: t('person.fullName'), value: who.name === '' ? '–' : who.name },
    { key: 'number', label: t('person.personalNumber'), value: who.number === '' ? '–' : who.number },
    { key: 'birth', label: t('person.dateOfBirth'), value: who.birth === '' ? '–' : who.birth },
    { key: 'state', label: t('review.prints.state'), value: t(`state.${who.state}`) },
  ]
  const own = {
    name: fields.fullName?.text ?? '',
    number: fields.personalNumber?.text ?? '',
    birth: fields.dateOfBirth?.text ?? '',
    dossier: application.number,
    state: application.state,
  }
  const other = {
    name: match.fullName,
    number: match.personalNumber,
    birth: match.dateOfBirth,
    dossier: match.number,
    state: match.state,
  }
  return (
    <Dialog
      title={t('review.prints.match-title', { number: application.number, other: match.number })}
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('kit.cancel')}</Button>
          {application.may.approve ? (
            <>
              <Button onPress={onGoOn}>{t('review.prints.seen')}</Button>
              <Button kind="main" autoFocus onPress={onReturn}>
                {t('review.return-do')}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <div className="stack">
        <Banner tone="bad">{t(`review.prints.${match.falseMatch}`)}</Banner>
        <p>{t(application.may.approve ? 'review.prints.what-to-do' : 'review.prints.late-what-to-do')}</p>
        <div className="print-pair">
          <section aria-label={t('review.prints.this')}>
            <h3>{t('review.prints.this')}</h3>
            <DataList rows={facts(own)} />
          </section>
          <section aria-label={t('review.prints.other')}>
            <h3>{t('review.prints.other')}</h3>
            <DataList rows={facts(other)} />
          </section>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this only scrolls */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <div role="group" aria-label={t('review.prints.fingers')} tabIndex={0}>
          <ul className="stack">
            {match.fingers.map(({ position, blob, otherBlob }) => (
              <li key={position} className="print-pair">
                <CaptureView
                  id={application.id}
                  blob={blob}
                  title={`${t(`finger.${position}`)} · ${application.number}`}
                />
                <CaptureView id={match.id} blob={otherBlob} title={`${t(`finger.${position}`)} · ${match.number}`} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Dialog>
  )
}
