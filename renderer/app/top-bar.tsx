import { ClerkMenu } from './clerk-menu.tsx'
import { LineLamp } from './line-lamp.tsx'
import { plainDay } from './moment.ts'
import { useStation } from './station.tsx'
import { useText } from './text.ts'

export function TopBar() {
  const t = useText()
  const station = useStation()
  return (
    <header className="top-bar">
      <p className="top-bar-office">
        <strong>{t('product')}</strong>
        <span aria-hidden="true"> · </span>
        {station.office.name}
        {station.legalDayIsSet ? (
          <span className="top-bar-day">{t('top.legal-day', { day: plainDay(station.legalDay) })}</span>
        ) : null}
      </p>
      <LineLamp />
      <ClerkMenu />
    </header>
  )
}
