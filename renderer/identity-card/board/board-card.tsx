import { Link } from '@tanstack/react-router'
import { plainDay, timeOrDay, useStation, useText } from '../../app/index.ts'
import { StateBadge } from '../../kit/index.ts'
import { placeOf } from './card-place.ts'
import type { BoardCardView } from './work-states.ts'

/** Enough to find the person at the counter, not enough to read over a shoulder. */
export function BoardCard({ card, wide = false }: { card: BoardCardView; wide?: boolean }) {
  const t = useText()
  const { signedIn, legalDay } = useStation()
  const overdue = card.dueDay !== null && card.dueDay < legalDay
  return (
    <Link
      to={placeOf(card, signedIn)}
      params={{ id: card.id }}
      className="board-card"
      data-wide={wide ? '' : undefined}
    >
      <span className="board-card-name">
        {card.shortName === '' ? t('board.no-name-yet') : card.shortName}
        <span className="board-card-dossier">{card.number}</span>
      </span>
      <span className="board-card-number">
        {card.maskedNumber === '' ? t('board.no-number-yet') : card.maskedNumber}
        <span className="board-card-since">{t('board.since', { since: timeOrDay(card.since) })}</span>
      </span>
      <span className="board-card-line">
        {card.kind === '' ? t('board.no-kind-yet') : t(`kind.${card.kind}`)}
        {card.ticket === '' ? '' : ` · ${t('board.ticket', { ticket: card.ticket })}`}
        {card.channel === 'at-office' ? '' : ` · ${t(`channel.${card.channel}`)}`}
      </span>
      <span className="board-card-line">{t(`waits.${card.waitsFor}`)}</span>
      {card.notCompared || card.lateMatch || card.dueDay !== null ? (
        <span className="board-card-marks">
          {card.lateMatch ? (
            <StateBadge tone="bad" icon="finger">
              {t('board.late-match')}
            </StateBadge>
          ) : null}
          {card.notCompared ? <StateBadge tone="wait">{t('board.not-compared')}</StateBadge> : null}
          {card.dueDay !== null ? (
            <StateBadge tone={overdue ? 'bad' : 'quiet'} icon={overdue ? 'warning' : 'clock'}>
              {t(overdue ? 'board.overdue-since' : 'board.due', { day: plainDay(card.dueDay) })}
            </StateBadge>
          ) : null}
        </span>
      ) : null}
    </Link>
  )
}
