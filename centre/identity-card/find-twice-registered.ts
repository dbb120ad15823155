import { foldText } from '../../domain/person/fold.ts'
import type { PopulationRecord } from '../../domain/person/population-record.ts'
import { listNamesakes } from '../population/index.ts'
import type { CentreStore } from '../store/index.ts'

/** Whom somebody is compared as: the register's record where there is one, else what the form says. */
export type Described = Pick<PopulationRecord, 'fullName' | 'dateOfBirth' | 'sex' | 'father' | 'mother'>

const isSame = (one: string, other: string) => foldText(one) === foldText(other)

/** At least one parent is known on both sides, and none that is known on both differs. A namesake alone proves nothing. */
function haveSameParents(one: Described, other: Described): boolean {
  const pairs = [
    [one.father, other.father],
    [one.mother, other.mother],
  ] as const
  const known = pairs.flatMap(([a, b]) => (a && b ? [isSame(a.fullName, b.fullName)] : []))
  return known.length > 0 && known.every((same) => same)
}

/**
 * Other living numbers with the same folded name, birth, sex and parents: one person registered twice, as far as a register can
 * tell. Twins differ in name.
 */
export async function findTwiceRegistered(
  store: CentreStore,
  number: string | null,
  described: Described,
): Promise<readonly string[]> {
  const namesakes = await listNamesakes(store, described.fullName, described.dateOfBirth, described.sex)
  return namesakes
    .filter(({ record }) => record.personalNumber !== number && haveSameParents(described, record))
    .map(({ record }) => record.personalNumber)
}
