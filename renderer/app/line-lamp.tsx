import { useNavigate } from '@tanstack/react-router'
import type { LineState } from '../../preload/contract/line.ts'
import { Icon, type IconName } from '../kit/index.ts'
import { useAsk, useKeepAnswer } from './ask.ts'
import { parseLine } from './line-notice.ts'
import { timeOrDay, useSizes } from './moment.ts'
import { useNotice } from './notice.ts'
import { type Text, useText } from './text.ts'

const icons: Readonly<Record<LineState['state'], IconName>> = {
  up: 'dot',
  out: 'warning',
  'not-enrolled': 'info',
  'needs-you': 'cross',
}

/** "Đường truyền tốt · 0 chờ truyền", or since when it is out and how much waits; always with icon and word. */
export function lineWords(t: Text, sizes: (bytes: number) => string, line: LineState): string {
  const waiting = {
    applications: line.waitingApplications,
    events: line.waitingEvents,
    size: sizes(line.waitingBytes),
    since: timeOrDay(line.since),
  }
  if (line.state === 'up') return t(line.waitingEvents === 0 ? 'line.up' : 'line.up-sending', waiting)
  if (line.state === 'out') return t('line.out', waiting)
  return t(`line.${line.state}`, waiting)
}

/** The line in the top bar; a press opens what can and cannot be done now. */
export function LineLamp() {
  const t = useText()
  const sizes = useSizes()
  const navigate = useNavigate()
  const keep = useKeepAnswer()
  const { data: line } = useAsk('line.state', {}, { refreshEveryMs: 15_000 })
  useNotice('line', (body) => {
    const told = parseLine(body)
    if (told) keep('line.state', {}, told)
  })
  if (!line) return <span className="line-lamp" />
  return (
    <button
      type="button"
      className="line-lamp"
      data-state={line.state}
      title={lineWords(t, sizes, line)}
      onClick={() => void navigate({ to: '/line' })}
    >
      <Icon name={icons[line.state]} />
      <span role="status">{lineWords(t, sizes, line)}</span>
    </button>
  )
}
