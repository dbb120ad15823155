import { Link } from '@tanstack/react-router'
import { railStates, useBoard } from '../identity-card/board/index.ts'
import { Icon } from '../kit/index.ts'
import { useAsk } from './ask.ts'
import { useOfficeIs } from './not-here.tsx'
import { useText } from './text.ts'

/** The work lists of this office, with counts; what the office does not do is not there. */
export function WorkRail() {
  const t = useText()
  const police = useOfficeIs('police')
  return (
    <nav className="rail" aria-label={t('frame.lists')}>
      <Link to="/" className="rail-link" activeOptions={{ exact: true }}>
        <Icon name="desk" />
        <span>{t('rail.board')}</span>
        <span className="rail-key" aria-hidden="true">
          Alt+1
        </span>
      </Link>
      {police ? <CardLists /> : null}
      <Link to="/look-up" className="rail-link">
        <Icon name="search" />
        <span>{t('rail.look-up')}</span>
        <span className="rail-key" aria-hidden="true">
          F3
        </span>
      </Link>
      <Link to="/devices" className="rail-link">
        <Icon name="device" />
        <span>{t('rail.devices')}</span>
        <DeviceCount />
      </Link>
      <Link to="/line" className="rail-link">
        <Icon name="line" />
        <span>{t('rail.line')}</span>
      </Link>
    </nav>
  )
}

function CardLists() {
  const t = useText()
  const { data: board } = useBoard()
  const counts = new Map(board?.columns.map((column) => [column.state, column.count]))
  const open = railStates.filter((state) => state !== 'in-production')
  const sum = open.reduce((total, state) => total + (counts.get(state) ?? 0), 0)
  return (
    <section className="rail-group" aria-label={t('rail.identity-card')}>
      <p className="rail-head">
        <Icon name="card" />
        <span>{t('rail.identity-card')}</span>
        <span className="rail-count">{board ? sum : ''}</span>
      </p>
      {railStates.map((state) => (
        <Link key={state} to="/list/$state" params={{ state }} className="rail-link" data-inner="">
          <span>{t(`state.${state}`)}</span>
          <span className="rail-count">{counts.get(state) ?? ''}</span>
        </Link>
      ))}
    </section>
  )
}

/** "2 lỗi" beside Thiết bị, or a tick when all that is there works. */
function DeviceCount() {
  const t = useText()
  const { data } = useAsk('device.list', {}, { refreshEveryMs: 20_000 })
  if (!data) return null
  const trouble = data.devices.filter((device) => device.state === 'trouble').length
  return trouble === 0 ? (
    <span className="rail-good">
      <Icon name="check" />
      <span className="visually-hidden">{t('rail.devices-good')}</span>
    </span>
  ) : (
    <span className="rail-trouble">
      <Icon name="warning" />
      {t('rail.devices-trouble', { count: trouble })}
    </span>
  )
}
