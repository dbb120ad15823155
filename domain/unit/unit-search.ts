import type { AdministrativeUnit, UnitLevel } from './administrative-unit.ts'
import { comparablePlaceName, foldPlaceName } from './place-text.ts'

export interface UnitSearch {
  readonly level?: UnitLevel
  /** Only units within this district or province. */
  readonly within?: string
  /** 20 unless told; the best come first, the rest is not returned. */
  readonly limit?: number
}

export interface FoundUnit {
  readonly unit: AdministrativeUnit
  /** `Phường Hàng Gai, Quận Hoàn Kiếm, Thành phố Hà Nội` */
  readonly label: string
}

interface Indexed extends FoundUnit {
  readonly own: string
  readonly full: string
  readonly label: string
  readonly fold: string
  readonly parents: readonly string[]
  readonly exact: string
}

const ORDER: Readonly<Record<UnitLevel, number>> = { province: 0, district: 1, commune: 2 }

/**
 * Search over the units of one span. A name, a beginning of it, a code, or a name with words of its parents
 * (`hang gai hoan kiem`). The order: exact with marks, exact, begins, all words somewhere in the label.
 */
export function searchIndex(
  units: readonly AdministrativeUnit[],
  byCode: ReadonlyMap<string, AdministrativeUnit>,
): (text: string, search?: UnitSearch) => readonly FoundUnit[] {
  const indexed = units.map((unit): Indexed => {
    const path = [unit]
    for (let at = unit.parentCode; at !== null; ) {
      const parent = byCode.get(at)
      if (!parent) throw new RangeError(`unit ${unit.code} has no parent ${at}`)
      path.push(parent)
      at = parent.parentCode
    }
    const label = path.map((one) => one.name).join(', ')
    const folds = path.map((one) => foldPlaceName(one.name))
    return {
      unit,
      label,
      own: foldPlaceName(unit.ownName),
      full: folds[0] ?? '',
      fold: ` ${folds.join(' ')}`,
      parents: path.slice(1).map((one) => one.code),
      exact: comparablePlaceName(unit.ownName),
    }
  })

  return (text, { level, within, limit = 20 } = {}) => {
    const query = foldPlaceName(text)
    if (query === '') return []
    const exact = comparablePlaceName(text)
    const words = query.split(' ').map((word) => ` ${word}`)
    const hits: { entry: Indexed; rank: number }[] = []
    for (const entry of indexed) {
      if (level !== undefined && entry.unit.level !== level) continue
      if (within !== undefined && !entry.parents.includes(within)) continue
      const rank = rankOf(entry, query, exact, words)
      if (rank !== undefined) hits.push({ entry, rank })
    }
    hits.sort(
      (a, b) =>
        a.rank - b.rank ||
        ORDER[a.entry.unit.level] - ORDER[b.entry.unit.level] ||
        a.entry.own.length - b.entry.own.length ||
        (a.entry.unit.code < b.entry.unit.code ? -1 : 1),
    )
    return hits.slice(0, limit).map(({ entry: { unit, label } }) => ({ unit, label }))
  }
}

function rankOf(entry: Indexed, query: string, exact: string, words: readonly string[]): number | undefined {
  if (entry.unit.code === query) return 0
  if (entry.own === query || entry.full === query) return entry.exact === exact ? 1 : 2
  if (entry.own.startsWith(query) || entry.full.startsWith(query)) return 3
  if (!words.every((word) => entry.fold.includes(word))) return undefined
  return entry.fold.startsWith(words[0] ?? '') || ` ${entry.own}`.startsWith(words[0] ?? '') ? 4 : 5
}
