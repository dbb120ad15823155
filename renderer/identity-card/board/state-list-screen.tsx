import { useParams } from '@tanstack/react-router'
import { FailureText, useText } from '../../app/index.ts'
import { usePolice } from '../../app/not-here.tsx'
import { Banner, Progress, StateBadge, VirtualList } from '../../kit/index.ts'
import { BoardCard } from './board-card.tsx'
import { useBoard } from './use-board.ts'
import { type BoardCardView, isApplicationState, lookOf, railStates } from './work-states.ts'

/** One work list: a state, or everything still open behind a meter (`open-correct`, `open-complete`, `open-clean`). */
export function StateListScreen() {
  const { state } = useParams({ from: '/list/$state' })
  return usePolice() ?? <StateList key={state} state={state} />
}

function StateList({ state }: { state: string }) {
  const t = useText()
  const { data: board, error } = useBoard()
  const known = isApplicationState(state) ? state : undefined
  const columns = board?.columns.filter((column) =>
    known ? column.state === known : railStates.includes(column.state) && column.state !== 'in-production',
  )
  const cards: readonly BoardCardView[] = (columns ?? []).flatMap((column) => column.cards)
  const count = (columns ?? []).reduce((sum, column) => sum + column.count, 0)
  const title = known ? t(`state.${known}`) : t(`list.${state}`)
  return (
    <div className="page page-list">
      <div className="page-head">
        <h1>{title}</h1>
        {board ? (
          known ? (
            <StateBadge {...lookOf(known)}>{t('list.count', { count })}</StateBadge>
          ) : (
            <StateBadge tone="info">{t('list.count', { count })}</StateBadge>
          )
        ) : null}
      </div>
      <FailureText failed={board ? undefined : error} />
      {!board && !error ? <Progress doing={t('board.loading')} /> : null}
      {known ? null : <p>{t(`list.${state}.explain`)}</p>}
      {board && count === 0 ? <p className="k-empty">{known ? t(`state-empty.${known}`) : t('list.none')}</p> : null}
      {count > cards.length ? <Banner tone="info">{t('list.cut', { shown: cards.length, count })}</Banner> : null}
      {cards.length > 0 ? (
        <VirtualList
          items={cards}
          keyOf={(card) => card.id}
          rowHeight={72}
          label={title}
          render={(card) => <BoardCard card={card} wide />}
        />
      ) : null}
    </div>
  )
}
