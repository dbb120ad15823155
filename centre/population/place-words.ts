import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { foldText } from '../../domain/person/fold.ts'
import type { Address } from '../../domain/unit/address.ts'
import { formatAddress, unitOf } from '../../domain/unit/format-address.ts'
import type { UnitTable } from '../../domain/unit/unit-table.ts'

/** A place as the search sees it: words without marks and signs. */
export function foldPlace(text: string): string {
  return foldText(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Names of a residence, in the words of its own time and of who holds the place today: people say either. */
export function placeWords(home: Address | undefined, units: UnitTable, today: PlainDate): string {
  if (!home) return ''
  const then = formatAddress({ ...home, detail: '', written: undefined }, units)
  const unit = unitOf(home, units)
  const heirs = unit && home.asOf < today ? units.successorsOf(unit, today).candidates : []
  return foldPlace([then, ...heirs.map((heir) => heir.name)].join(' '))
}
