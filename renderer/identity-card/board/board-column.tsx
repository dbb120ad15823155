import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { ReplyOf } from '../../../preload/contract/index.ts'
import { useText } from '../../app/index.ts'
import { Icon } from '../../kit/index.ts'
import { BoardCard } from './board-card.tsx'
import { lookOf } from './work-states.ts'

type Column = ReplyOf<'application.board'>['columns'][number]

/** Cards in sight per column; the rest is one press away in the list. */
const IN_SIGHT = 12

export function BoardColumn({ column }: { column: Column }) {
  const t = useText()
  const id = useId()
  const look = lookOf(column.state)
  const more = column.count - Math.min(column.cards.length, IN_SIGHT)
  return (
    <section className="board-column" aria-labelledby={id} data-empty={column.count === 0 ? '' : undefined}>
      <h2 className="board-column-head" id={id} data-tone={look.tone}>
        <Icon name={look.icon} />
        <span className="board-column-name">{t(`column.${column.state}`)}</span>
        <span className="board-column-count">{column.count}</span>
      </h2>
      <ul>
        {column.cards.slice(0, IN_SIGHT).map((card) => (
          <li key={card.id}>
            <BoardCard card={card} />
          </li>
        ))}
      </ul>
      {column.count === 0 ? <p className="board-column-empty">{t(`state-empty.${column.state}`)}</p> : null}
      {more > 0 ? (
        <Link to="/list/$state" params={{ state: column.state }} className="board-more">
          {t('board.more', { count: more })}
        </Link>
      ) : null}
    </section>
  )
}
