import { type PlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import type { PopulationRecord } from '../../../domain/person/population-record.ts'
import type { AdministrativeUnit } from '../../../domain/unit/administrative-unit.ts'
import { joinHousehold, makeBirth, makeCard, makePerson, type Workshop } from './make-person.ts'
import { makeFamilyName, makeKinhName, makeOtherName } from './vietnamese-names.ts'

/** Share of the people who live in the communes of the offices being trained. */
const OWN_SHARE = 0.25
const OLD_UNITS = plainDate('2025-03-01')

export interface PeoplePlan {
  readonly workshop: Workshop
  readonly people: number
  /** Communes whose residents the training offices keep at hand. */
  readonly ownCommunes: readonly AdministrativeUnit[]
}

/** A commune for a household, and the day whose names its address is written in: many addresses still carry the old ones. */
function chooseHome(
  plan: PeoplePlan,
  communes: readonly AdministrativeUnit[],
  oldCommunes: readonly AdministrativeUnit[],
): { commune: AdministrativeUnit; asOf: PlainDate } {
  const { random, day } = plan.workshop
  if (random.chance(OWN_SHARE)) return { commune: random.pick(plan.ownCommunes), asOf: day }
  if (oldCommunes.length > 0 && random.chance(0.3)) return { commune: random.pick(oldCommunes), asOf: OLD_UNITS }
  return { commune: random.pick(communes), asOf: day }
}

/**
 * Invents households until there are enough people: parents, children, and old people living alone, with names by decade and
 * people, year-only births among the old, cards and old numbers. Deterministic by the workshop's seed; none of them exists.
 */
export function* syntheticPeople(plan: PeoplePlan): Generator<PopulationRecord> {
  const { workshop } = plan
  const { random, units, day } = workshop
  const communes = units.communesOn(day)
  const oldCommunes = day > '2025-06-30' ? units.communesOn(OLD_UNITS) : []
  const thisYear = Number(day.slice(0, 4))
  let made = 0

  const person = (
    sex: 'male' | 'female',
    year: number,
    home: ReturnType<typeof chooseHome>,
    familyName: string | undefined,
  ) => {
    const name = familyName === undefined ? makeOtherName(random, sex) : makeKinhName(random, familyName, sex, year)
    const old = thisYear - year > 62
    const birth = old && random.chance(0.3) ? String(year) : makeBirth(workshop, year)
    return makePerson(workshop, {
      ...name,
      sex,
      birth,
      commune: home.commune,
      addressAsOf: home.asOf,
      card: makeCard(workshop, birth, thisYear - year),
      ...(old && random.chance(0.08) ? { status: 'deceased' as const } : {}),
    })
  }

  while (made < plan.people) {
    const home = chooseHome(plan, communes, oldCommunes)
    const kinh = random.chance(0.88)
    const familyName = kinh ? makeFamilyName(random) : undefined
    const household: PopulationRecord[] = []
    if (random.chance(0.22)) {
      const age = random.whole(19, 95)
      household.push(person(random.chance(0.5) ? 'male' : 'female', thisYear - age, home, familyName))
    } else {
      const age = random.whole(22, 70)
      const father = person('male', thisYear - age, home, familyName)
      const mother = person(
        'female',
        thisYear - Math.max(20, age - random.whole(-3, 7)),
        home,
        kinh ? makeFamilyName(random) : undefined,
      )
      const children = Array.from({ length: random.whole(0, 3) }, () => {
        const childAge = Math.max(0, Math.min(age - 20, random.whole(0, age - 19)))
        return person(random.chance(0.51) ? 'male' : 'female', thisYear - childAge, home, familyName)
      })
      household.push(...joinHousehold(father, mother, children))
    }
    for (const one of household) {
      if (made >= plan.people) return
      made += 1
      yield one
    }
  }
}
