import { type PlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import { provinceCodesOfBirthRegistration } from '../../../domain/person/province-of-birth-registration.ts'
import type { AdministrativeUnit } from '../../../domain/unit/administrative-unit.ts'
import type { UnitTable } from '../../../domain/unit/unit-table.ts'
import type { SeededRandom } from './seeded-random.ts'

/** Last catalogue before the units of three levels ended (2025-07-01). */
export const OLD_UNITS = plainDate('2025-03-01')
const NEW_UNITS_FROM = plainDate('2025-07-01')

export interface Place {
  readonly commune: AdministrativeUnit
  /** Day whose unit table the place is written in. */
  readonly asOf: PlainDate
}

/** What everybody is made from: the day they are made for, the units, and numbers not yet given away. */
export interface Workshop {
  readonly day: PlainDate
  readonly units: UnitTable
  readonly random: SeededRandom
  /** Communes on the day. */
  readonly communes: readonly AdministrativeUnit[]
  /** Communes of before 2025-07-01 where the day is later; else those of the day. */
  readonly oldCommunes: readonly AdministrativeUnit[]
  /** Where somebody of that province was born and registered, in the words of that time. */
  pickBirthplace(provinceCode: string): Place
  /** Takes a number nobody has; `make` is asked until it finds one. */
  takeNumber(make: () => string): string
}

export function openWorkshop(parts: {
  readonly day: PlainDate
  readonly units: UnitTable
  readonly random: SeededRandom
  /** Numbers of people who are there already. */
  readonly taken: Iterable<string>
}): Workshop {
  const { day, units, random } = parts
  const taken = new Set(parts.taken)
  const oldDay = day < NEW_UNITS_FROM ? day : OLD_UNITS
  const oldCommunes = units.communesOn(oldDay)
  const provinceOf = (commune: AdministrativeUnit): string => units.pathOf(commune, oldDay).at(-1)?.code ?? ''
  const byProvince: ReadonlyMap<string, readonly AdministrativeUnit[]> = Map.groupBy(oldCommunes, provinceOf)
  const provinces = provinceCodesOfBirthRegistration.map((code) => code.slice(1)).filter((code) => byProvince.has(code))
  return {
    day,
    units,
    random,
    communes: units.communesOn(day),
    oldCommunes,
    pickBirthplace(provinceCode) {
      // Most people are born where they live; the rest come from all over.
      const own = byProvince.get(random.chance(0.8) ? provinceCode : random.pick(provinces))
      return { commune: random.pick(own ?? oldCommunes), asOf: oldDay }
    },
    takeNumber(make) {
      for (;;) {
        const number = make()
        if (taken.has(number)) continue
        taken.add(number)
        return number
      }
    },
  }
}
