import { useEffect, useId, useState } from 'react'
import type { LookUpPurpose, PopulationHit } from '../../preload/contract/population.ts'
import { FailureText, timeOrDay, useAsk, useText } from '../app/index.ts'
import { Banner, Dialog, StatusLine, TextField } from '../kit/index.ts'
import { HitList } from './hit-list.tsx'
import { OpenedPerson } from './opened-person.tsx'

export interface LookUpProps {
  /** The dossier the look-up is for; there is none without. */
  readonly applicationId: string
  readonly purpose?: LookUpPurpose
  readonly initialQuery?: string
  readonly autoFocus?: boolean
  /** The clerk took this person; `scope` says which register the hit came from. */
  readonly onUse: (
    hit: PopulationHit,
    how: { readonly scope: 'centre' | 'own-residents'; readonly purpose: LookUpPurpose },
  ) => void
  /** The query as it stands, so that "not found" can be acted on by the owner. */
  readonly onAnswered?: (query: string, hits: number) => void
}

/** Typing pauses this long before a search is asked: each is in the audit and counts against the quota. */
const PAUSE_MS = 350
const SHORTEST = 3

/** What is worth asking: three signs or more, typed out and at rest. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

/**
 * Tra cứu dân cư: one field that understands a number, an old number, a name, a name with a birth year, a code from a card.
 * Hits are masked; Enter opens one for this dossier and purpose, and says that the opening is recorded.
 */
export function LookUp({
  applicationId,
  purpose = 'card-application',
  initialQuery = '',
  autoFocus = false,
  onUse,
  onAnswered,
}: LookUpProps) {
  const t = useText()
  const id = useId()
  const [typed, setTyped] = useState(initialQuery)
  const [given, setGiven] = useState(initialQuery)
  // A card read while the search stands open brings its number: it is asked at once, as if it had been typed.
  if (given !== initialQuery) {
    setGiven(initialQuery)
    setTyped(initialQuery)
  }
  const [marked, setMarked] = useState(0)
  const [opened, setOpened] = useState<PopulationHit>()
  const query = useRested(typed).normalize('NFC').replace(/\s+/g, ' ').trim()
  const longEnough = [...query].length >= SHORTEST
  const { data, error, isFetching } = useAsk(
    'population.search',
    { applicationId, purpose, query },
    { enabled: longEnough, keepLast: true, forget: true },
  )
  const found = longEnough && !error ? data : undefined
  const hits = found?.hits ?? []
  const current = Math.min(marked, Math.max(0, hits.length - 1))
  useEffect(() => {
    if (found && !isFetching) onAnswered?.(query, found.hits.length)
  }, [found, isFetching, query, onAnswered])

  function move(step: 1 | -1): void {
    if (hits.length > 0) setMarked((current + step + hits.length) % hits.length)
  }

  return (
    <div className="look-up">
      <TextField
        label={t('look-up.field')}
        description={t('look-up.explain')}
        value={initialQuery}
        autoFocus={autoFocus}
        maxLength={300}
        onType={(text) => {
          setTyped(text)
          setMarked(0)
        }}
        onMove={move}
        onEnter={() => setOpened(hits[current])}
      />
      {found?.scope === 'own-residents' ? (
        <Banner tone="wait" title={t('look-up.offline')}>
          {found.asOf ? t('look-up.as-of', { time: timeOrDay(found.asOf) }) : t('look-up.as-of-unknown')}
        </Banner>
      ) : null}
      <FailureText failed={longEnough ? error : undefined} />
      <div className="look-up-status">
        {!longEnough ? (
          <StatusLine>{t('look-up.type-more', { count: SHORTEST })}</StatusLine>
        ) : found ? (
          <StatusLine tone={hits.length > 0 ? 'info' : 'wait'}>
            {hits.length === 0
              ? t('look-up.nothing')
              : t(found.more ? 'look-up.more' : 'look-up.found', {
                  count: hits.length,
                  as: t(`look-up.as.${found.understoodAs}`),
                })}
          </StatusLine>
        ) : isFetching ? (
          <StatusLine>{t('look-up.searching')}</StatusLine>
        ) : null}
      </div>
      {hits.length > 0 ? (
        <>
          <HitList id={id} hits={hits} marked={current} onOpen={setOpened} />
          <p className="k-description">{t('look-up.audit')}</p>
        </>
      ) : null}
      {opened ? (
        <Dialog title={t('look-up.opened')} size="wide" onClose={() => setOpened(undefined)}>
          <OpenedPerson
            applicationId={applicationId}
            purpose={purpose}
            hit={opened}
            onUse={(scope) => {
              setOpened(undefined)
              onUse(opened, { scope, purpose })
            }}
          />
        </Dialog>
      ) : null}
    </div>
  )
}
