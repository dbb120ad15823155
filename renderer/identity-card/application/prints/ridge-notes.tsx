import { standingDoubts } from '../../../../domain/identity-card/print-doubt.ts'
import { useText } from '../../../app/index.ts'
import { Banner } from '../../../kit/index.ts'
import { useView } from '../saving/draft-room.tsx'
import { fingerWords } from '../words/finger-words.ts'
import { TwoPrints } from './two-prints.tsx'

/** What the ridges say and nobody has to decide here: whose prints these are, pairs kept with a reason, what was not checked. */
export function RidgeNotes() {
  const t = useText()
  const { id, captures, findings, form } = useView()
  const { holder, ridges, prints } = captures
  const kept = standingDoubts(captures).filter((doubt) => doubt.kept !== null)
  const known = holder?.personalNumber === (form.fields.personalNumber?.text ?? '') ? holder : undefined
  const unchecked =
    ridges?.state === 'not-checked' || Object.values(prints).some((print) => print.judgement?.state === 'not-checked')
  const otherHand = findings.some((finding) => finding.code === 'prints-other-hand-seen')
  return (
    <>
      {known && known.outcome === 'not-the-same' ? (
        <Banner tone="bad" urgent title={t('application.prints.holder.not-the-same')}>
          {t('application.prints.holder.not-the-same-say', { number: known.earlierNumber, fingers: known.fingers })}
        </Banner>
      ) : known && known.outcome === 'same' ? (
        <Banner tone="good">
          {t('application.prints.holder.same', { number: known.earlierNumber, fingers: known.fingers })}
        </Banner>
      ) : null}
      {known?.outcome === 'not-the-same' && known.pair ? (
        <TwoPrints
          one={{
            application: id,
            blob: known.pair.blob,
            title: t('application.prints.doubt.now', { finger: fingerWords(t, known.pair.finger) }),
          }}
          other={{
            application: known.earlierApplication,
            blob: known.pair.earlierBlob,
            title: t('application.prints.doubt.earlier', { other: fingerWords(t, known.pair.finger) }),
          }}
        />
      ) : null}
      {otherHand ? <Banner tone="wait">{t('application.prints.other-hand.kept')}</Banner> : null}
      {kept.length > 0 ? (
        <Banner tone="wait">{t('application.prints.doubt.kept', { count: kept.length })}</Banner>
      ) : null}
      {ridges?.atCentre !== undefined && !unchecked ? (
        <Banner tone="info">{t('application.prints.holder.at-centre', { number: ridges.atCentre })}</Banner>
      ) : null}
      {unchecked ? <Banner tone="wait">{t('application.prints.not-checked')}</Banner> : null}
    </>
  )
}
