import { plainDate } from '../calendar/plain-date.ts'
import { comparablePlaceName } from './place-text.ts'
import type { UnitTable } from './unit-table.ts'

/** A province name that stands under another code since the merger, and whose code now names another territory. */
export interface MovedProvince {
  readonly ownName: string
  readonly oldCode: string
  readonly newCode: string
  /** Who had the new code before: `24` was Bắc Giang. */
  readonly formerHolder: string
}

const LAST_DAY_OF_63 = plainDate('2025-06-30')
const FIRST_DAY_OF_34 = plainDate('2025-07-01')

/**
 * The seven names whose code moved on 2025-07-01 (QĐ 19/2025/QĐ-TTg): `024…` in a personal number is Bắc Giang for a birth
 * registered before, Bắc Ninh after (the latter not confirmed).
 */
export function movedProvinces(table: UnitTable): readonly MovedProvince[] {
  const moved: MovedProvince[] = []
  for (const now of table.provincesOn(FIRST_DAY_OF_34)) {
    const before = table
      .provincesOn(LAST_DAY_OF_63)
      .find((one) => comparablePlaceName(one.ownName) === comparablePlaceName(now.ownName))
    const holder = table.findUnit(now.code, LAST_DAY_OF_63)
    if (!before || !holder || before.code === now.code) continue
    moved.push({ ownName: now.ownName, oldCode: before.code, newCode: now.code, formerHolder: holder.ownName })
  }
  return moved
}
