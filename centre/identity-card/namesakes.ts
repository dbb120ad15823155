import { foldText } from '../../domain/person/fold.ts'
import { findPerson, listNamesakes } from '../population/index.ts'
import type { CentreStore } from '../store/index.ts'

/**
 * Other living numbers with the same folded name, birth, sex and mother: one person registered twice. Without a mother on
 * both sides a namesake proves nothing and is left alone.
 */
export async function findNamesakes(
  store: CentreStore,
  number: string,
  foldedName: string,
  birth: string,
  sex: string,
): Promise<readonly string[]> {
  const own = number === '' ? undefined : await findPerson(store, number)
  const mother = own?.record.mother?.fullName
  if (mother === undefined) return []
  const others = await listNamesakes(store, foldedName, birth, sex)
  return others
    .filter(
      ({ record }) =>
        record.personalNumber !== number &&
        record.mother !== undefined &&
        foldText(record.mother.fullName) === foldText(mother),
    )
    .map(({ record }) => record.personalNumber)
}
