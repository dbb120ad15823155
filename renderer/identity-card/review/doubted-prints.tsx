import { standingDoubts } from '../../../domain/identity-card/print-doubt.ts'
import type { ApplicationView } from '../../../preload/contract/identity-card/application.ts'
import { useText } from '../../app/index.ts'
import { Panel, StateBadge } from '../../kit/index.ts'
import { TwoPrints } from '../application/index.ts'

const MOST_PAIRS = 4

interface Pair {
  readonly key: string
  readonly words: string
  readonly finger: string
  readonly blob: string
  readonly other: string
  readonly otherBlob: string
  readonly otherApplication: string | null
}

/** For the leader: the pairs the clerk kept against the engine, and prints that are not those of the earlier holder, side by side. */
export function DoubtedPrints({ application }: { application: ApplicationView }) {
  const t = useText()
  const { captures, form, id } = application
  const { holder } = captures
  const pairs: Pair[] = standingDoubts(captures).map((doubt) => ({
    ...doubt,
    key: `${doubt.blob} ${doubt.otherBlob}`,
    words: t(`application.prints.doubt.${doubt.trouble}`),
  }))
  if (holder?.outcome === 'not-the-same' && holder.pair && holder.personalNumber === form.fields.personalNumber?.text) {
    const { finger, blob, earlierBlob } = holder.pair
    pairs.unshift({
      key: 'holder',
      words: t('application.prints.holder.not-the-same-say', { number: holder.earlierNumber, fingers: holder.fingers }),
      ...{ finger, blob, other: finger, otherBlob: earlierBlob, otherApplication: holder.earlierApplication },
    })
  }
  if (pairs.length === 0) return null
  return (
    <Panel title={t('review.doubted-prints')} aside={<StateBadge tone="wait">{pairs.length}</StateBadge>}>
      <ul className="stack">
        {pairs.slice(0, MOST_PAIRS).map(({ key, words, finger, blob, other, otherBlob, otherApplication }) => (
          <li key={key}>
            <p>{words}</p>
            <TwoPrints
              one={{
                application: id,
                blob,
                title: t('application.prints.doubt.now', { finger: t(`finger.${finger}`) }),
              }}
              other={{
                application: otherApplication ?? id,
                blob: otherBlob,
                title: otherApplication
                  ? t('application.prints.doubt.earlier', { other: t(`finger.${other}`) })
                  : t(`finger.${other}`),
              }}
            />
          </li>
        ))}
      </ul>
      {pairs.length > MOST_PAIRS ? (
        <p className="k-description">{t('review.doubted-more', { count: pairs.length - MOST_PAIRS })}</p>
      ) : null}
    </Panel>
  )
}
