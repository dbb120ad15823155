import { useState } from 'react'
import type { FiledPaper } from '../../../../domain/identity-card/application.ts'
import { timeOrDay, useSizes, useText } from '../../../app/index.ts'
import { Button, Icon, StateBadge } from '../../../kit/index.ts'
import { PaperDialog } from '../data/paper-dialog.tsx'
import { ChipVerdicts } from '../intake/chip-room.tsx'
import { HandPicture } from '../prints/hand-picture.tsx'
import { useDraft } from '../saving/draft-room.tsx'
import { BlobPicture } from './blob-picture.tsx'

const none = new Set<never>()

/** The portrait and the ten fingers, small. */
export function Faces() {
  const t = useText()
  const { id, captures } = useDraft((draft) => ({ id: draft.view.id, captures: draft.view.captures }))
  const done = Object.keys(captures.prints).length + Object.keys(captures.exceptions).length
  return (
    <div className="a-faces">
      <figure>
        <div className="a-face">
          {captures.portrait ? (
            <BlobPicture id={id} blob={captures.portrait.blob} alt={t('application.portrait.kept-alt')} />
          ) : (
            <Icon name="person" />
          )}
        </div>
        <figcaption>
          {captures.portrait ? t('application.evidence.portrait') : t('application.evidence.no-portrait')}
        </figcaption>
      </figure>
      <figure>
        <div className="a-mini-hands">
          <HandPicture hand="left" captures={captures} lit={none} mini />
          <HandPicture hand="right" captures={captures} lit={none} mini />
        </div>
        <figcaption>{t('application.evidence.prints', { done })}</figcaption>
      </figure>
    </div>
  )
}

/** Which register answered, how much differs, whether somebody else is suspected. */
export function Sources() {
  const t = useText()
  const { captures, findings, comparison } = useDraft(({ view }) => ({
    captures: view.captures,
    findings: view.findings,
    comparison: view.comparison,
  }))
  const { population } = captures
  const differing = comparison.filter((row) => row.outcome === 'differs' || row.outcome === 'asks').length
  const duplicate = findings.some((one) => one.code === 'already-in-process' || one.code === 'another-person')
  return (
    <ul className="a-facts">
      <li>
        {population === null ? (
          <StateBadge tone="wait">{t('application.evidence.not-searched')}</StateBadge>
        ) : population.status === 'found' ? (
          <>
            <StateBadge tone="good">{t(`application.evidence.scope-${population.scope}`)}</StateBadge>{' '}
            <span className="a-soft">{timeOrDay(population.at)}</span>
          </>
        ) : (
          <StateBadge tone="wait">{t(`application.evidence.${population.status}`)}</StateBadge>
        )}
      </li>
      {population?.status === 'found' ? (
        <li>
          <StateBadge tone={differing > 0 ? 'wait' : 'good'}>
            {t('application.evidence.differing', { count: differing })}
          </StateBadge>
        </li>
      ) : null}
      <li>
        <StateBadge tone={duplicate ? 'bad' : 'good'}>
          {t(duplicate ? 'application.evidence.duplicate' : 'application.evidence.no-duplicate')}
        </StateBadge>
      </li>
    </ul>
  )
}

/** What the chip said of itself, its portrait beside it. */
export function Chip() {
  const t = useText()
  const { id, chip } = useDraft((draft) => ({ id: draft.view.id, chip: draft.view.captures.chip }))
  if (!chip) return null
  return (
    <div className="a-evidence-part">
      <h3>{t('chip.evidence')}</h3>
      <div className="a-chip-read">
        {chip.portrait ? (
          <div className="a-face">
            <BlobPicture id={id} blob={chip.portrait} alt={t('chip.portrait-alt')} />
          </div>
        ) : null}
        <ChipVerdicts finding={chip} />
      </div>
    </div>
  )
}

/** Names of the filed papers; each opens at full size. */
export function Papers() {
  const t = useText()
  const sizes = useSizes()
  const captures = useDraft((draft) => draft.view.captures)
  const [shown, setShown] = useState<FiledPaper>()
  return (
    <div className="a-evidence-part">
      <h3>{t('application.evidence.papers', { count: captures.papers.length })}</h3>
      <ul className="a-paper-names">
        {captures.papers.map((paper) => (
          <li key={paper.id}>
            <Button kind="plain" size="small" icon="paper" onPress={() => setShown(paper)}>
              {t(`paper.${paper.type}`)}
            </Button>
            <span className="a-soft">{sizes(paper.bytes)}</span>
          </li>
        ))}
      </ul>
      {shown ? <PaperDialog paper={shown} onClose={() => setShown(undefined)} /> : null}
    </div>
  )
}
