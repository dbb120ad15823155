import { useNavigate } from '@tanstack/react-router'
import { FailureText, useText } from '../../app/index.ts'
import { useOfficeIs } from '../../app/not-here.tsx'
import { Banner, Button, Progress } from '../../kit/index.ts'
import { BoardColumn } from './board-column.tsx'
import { QualityMeters } from './quality-meters.tsx'
import { TodayNumbers } from './today-numbers.tsx'
import { useBoard } from './use-board.ts'
import { railStates } from './work-states.ts'

/** Bàn làm việc: what waits, oldest first; the day in numbers; the five promises as measured here. */
export function BoardScreen() {
  const t = useText()
  const police = useOfficeIs('police')
  return (
    <div className="board">
      <h1 className="visually-hidden">{t('rail.board')}</h1>
      {police ? <CardBoard /> : <Banner tone="info">{t('board.no-lists')}</Banner>}
    </div>
  )
}

function CardBoard() {
  const t = useText()
  const navigate = useNavigate()
  const { data: board, error, refetch } = useBoard()
  if (error && !board)
    return (
      <FailureText
        failed={error}
        actions={<Button onPress={() => void refetch()}>{t('screen-failed.again')}</Button>}
      />
    )
  if (!board) return <Progress doing={t('board.loading')} />
  const columns = board.columns.filter((column) => railStates.includes(column.state))
  const empty = columns.every((column) => column.count === 0)
  return (
    <>
      <div className="board-head">
        <TodayNumbers today={board.today} />
        <QualityMeters meters={board.meters} onOpen={(to) => void navigate(to)} />
      </div>
      {empty ? (
        <p className="k-empty">{t('board.empty')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="board-columns" aria-label={t('board.columns')} tabIndex={0}>
          {columns.map((column) => (
            <BoardColumn key={column.state} column={column} />
          ))}
        </section>
      )}
    </>
  )
}
