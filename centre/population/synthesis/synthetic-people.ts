import type { PopulationRecord } from '../../../domain/person/population-record.ts'
import type { AdministrativeUnit } from '../../../domain/unit/administrative-unit.ts'
import { joinHousehold, makeBirth, makeCard, makePerson } from './make-person.ts'
import type { SeededRandom } from './seeded-random.ts'
import { makeFamilyName, makeKinhName, makeOtherName } from './vietnamese-names.ts'
import { OLD_UNITS, type Place, type Workshop } from './workshop.ts'

/** Share of the people who live in the communes of the offices being trained. */
const OWN_SHARE = 0.25
/** Ages at a child's birth. */
const YOUNGEST_PARENT = 19
const OLDEST_MOTHER = 45

export interface PeoplePlan {
  readonly workshop: Workshop
  readonly people: number
  /** Communes whose residents the training offices keep at hand. */
  readonly ownCommunes: readonly AdministrativeUnit[]
}

/** A place for a household, and the day whose names its address is written in: many addresses still carry the old ones. */
function chooseHome({ workshop, ownCommunes }: PeoplePlan): Place {
  const { random, day, communes, oldCommunes } = workshop
  if (random.chance(OWN_SHARE)) return { commune: random.pick(ownCommunes), asOf: day }
  const isOld = day > OLD_UNITS && random.chance(0.3)
  return { commune: random.pick(isOld ? oldCommunes : communes), asOf: isOld ? OLD_UNITS : day }
}

/** What became of somebody: most live; some of the old have died, a few numbers were cancelled, a few people are missed. */
function chooseStatus(random: SeededRandom, years: number): PopulationRecord['status'] {
  if (years > 62 && random.chance(0.1)) return 'deceased'
  if (random.chance(0.002)) return 'cancelled'
  return random.chance(0.001) ? 'missing' : 'living'
}

/**
 * Invents households until there are enough people: parents, children, and old people living alone, with names by decade and
 * people, year-only births among the old, cards and old numbers. Deterministic by the workshop's seed; none of them exists.
 */
export function* syntheticPeople(plan: PeoplePlan): Generator<PopulationRecord> {
  const { workshop } = plan
  const { random, day } = workshop
  const thisYear = Number(day.slice(0, 4))
  let made = 0

  const person = (sex: 'male' | 'female', years: number, home: Place, familyName: string | undefined) => {
    const year = thisYear - years
    const name = familyName === undefined ? makeOtherName(random, sex) : makeKinhName(random, familyName, sex, year)
    const birth = years > 62 && random.chance(0.3) ? String(year) : makeBirth(workshop, year)
    const hadOther = familyName !== undefined && years > 20 && random.chance(0.03)
    return makePerson(workshop, {
      ...name,
      sex,
      birth,
      home,
      card: makeCard(workshop, birth, years),
      otherName: hadOther ? makeKinhName(random, familyName, sex, year).fullName : undefined,
      status: chooseStatus(random, years),
    })
  }

  while (made < plan.people) {
    const home = chooseHome(plan)
    const familyName = random.chance(0.88) ? makeFamilyName(random) : undefined
    const household: PopulationRecord[] = []
    if (random.chance(0.22)) {
      household.push(person(random.chance(0.5) ? 'male' : 'female', random.whole(19, 95), home, familyName))
    } else {
      const fathersAge = random.whole(22, 72)
      const mothersAge = Math.max(20, fathersAge - random.whole(-3, 7))
      const father = person('male', fathersAge, home, familyName)
      const mother = person('female', mothersAge, home, familyName === undefined ? undefined : makeFamilyName(random))
      const oldest = Math.min(fathersAge, mothersAge) - YOUNGEST_PARENT
      const youngest = Math.max(0, mothersAge - OLDEST_MOTHER)
      const children = Array.from({ length: random.whole(0, 3) }, () =>
        person(random.chance(0.51) ? 'male' : 'female', random.whole(youngest, oldest), home, familyName),
      )
      household.push(...joinHousehold(father, mother, children))
    }
    for (const one of household) {
      if (made >= plan.people) return
      made += 1
      yield one
    }
  }
}
