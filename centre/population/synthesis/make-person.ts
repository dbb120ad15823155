import { addDays, daysInMonth, findPlainDate, type PlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import { cardValidity } from '../../../domain/identity-card/card-validity.ts'
import { DateOfBirth } from '../../../domain/person/date-of-birth.ts'
import { splitName } from '../../../domain/person/person-name.ts'
import type { PopulationRecord } from '../../../domain/person/population-record.ts'
import type { Address } from '../../../domain/unit/address.ts'
import type { AdministrativeUnit } from '../../../domain/unit/administrative-unit.ts'
import { addressOfUnit } from '../../../domain/unit/format-address.ts'
import type { UnitTable } from '../../../domain/unit/unit-table.ts'
import type { SeededRandom } from './seeded-random.ts'

const STREETS = [
  'Hàng Bông',
  'Lê Lợi',
  'Trần Phú',
  'Nguyễn Huệ',
  'Bà Triệu',
  'Hùng Vương',
  'Quang Trung',
  'Lý Thường Kiệt',
  'Phan Chu Trinh',
  'Hai Bà Trưng',
]
const OCCUPATIONS = [
  'Công nhân',
  'Giáo viên',
  'Nông dân',
  'Nhân viên văn phòng',
  'Kinh doanh',
  'Lái xe',
  'Kỹ sư',
  'Nội trợ',
  'Công chức',
  'Thợ may',
]
const FIRST_CHIP_CARD = plainDate('2021-01-01')

/** What everybody is made from: the day they are made for, the units, and numbers not yet given away. */
export interface Workshop {
  readonly day: PlainDate
  readonly units: UnitTable
  readonly random: SeededRandom
  readonly taken: Set<string>
}

export function makeNumber(
  { random, taken }: Workshop,
  provinceCode: string,
  sex: 'male' | 'female',
  year: number,
): string {
  const century = (Math.floor(year / 100) - 19) * 2 + (sex === 'female' ? 1 : 0)
  for (;;) {
    const number = `0${provinceCode}${century}${String(year % 100).padStart(2, '0')}${String(random.whole(0, 999_999)).padStart(6, '0')}`
    if (taken.has(number)) continue
    taken.add(number)
    return number
  }
}

export function makeOldNumber({ random, taken }: Workshop): string {
  for (;;) {
    const number = `0${random.whole(1, 3)}${String(random.whole(0, 9_999_999)).padStart(7, '0')}`
    if (taken.has(number)) continue
    taken.add(number)
    return number
  }
}

/** A day of birth in the year, not after the workshop's day. */
export function makeBirth({ random, day }: Workshop, year: number): string {
  const month = random.whole(1, 12)
  const made = plainDate(
    `${year}-${String(month).padStart(2, '0')}-${String(random.whole(1, daysInMonth(year, month))).padStart(2, '0')}`,
  )
  return made > day ? day : made
}

export function makeAddress({ random, units }: Workshop, commune: AdministrativeUnit, asOf: PlainDate): Address {
  const detail = random.chance(0.7) ? `${random.whole(1, 240)} ${random.pick(STREETS)}` : `Tổ ${random.whole(1, 30)}`
  return { detail, ...addressOfUnit(commune, asOf, units) }
}

/** The card an adult holds: chip since 2021, the old nine-digit one before, or none yet. */
export function makeCard(workshop: Workshop, birth: string, years: number): PopulationRecord['card'] {
  const { random, day } = workshop
  if (years < 14 || random.chance(0.08)) return undefined
  const sinceFourteen = findPlainDate(`${Number(birth.slice(0, 4)) + 15}-01-15`) ?? FIRST_CHIP_CARD
  const from = sinceFourteen > FIRST_CHIP_CARD ? sinceFourteen : FIRST_CHIP_CARD
  const issuedOn = addDays(from, random.whole(0, 1500))
  if (issuedOn >= day) {
    return years < 20
      ? undefined
      : {
          kind: 'old-card',
          issuedOn: plainDate(`${Number(day.slice(0, 4)) - random.whole(5, 12)}-06-10`),
          expiresOn: null,
        }
  }
  return { kind: 'chip-card', issuedOn, expiresOn: cardValidity(DateOfBirth.parse(birth), issuedOn).expiresOn }
}

export interface PersonPlan {
  readonly fullName: string
  readonly ethnicity: string
  readonly sex: 'male' | 'female'
  readonly birth: string
  readonly commune: AdministrativeUnit
  /** Day whose unit table the address is written in. */
  readonly addressAsOf: PlainDate
  readonly card: PopulationRecord['card']
  readonly status?: PopulationRecord['status']
}

/** One person as the register holds them, with everything a card needs. */
export function makePerson(workshop: Workshop, plan: PersonPlan): PopulationRecord {
  const { random, units } = workshop
  const year = Number(plan.birth.slice(0, 4))
  const residence = makeAddress(workshop, plan.commune, plan.addressAsOf)
  const provinceCode = residence.provinceCode ?? '01'
  const years = Number(workshop.day.slice(0, 4)) - year
  const place = { detail: '', ...addressOfUnit(plan.commune, plan.addressAsOf, units) }
  const hasCard = plan.card?.kind === 'chip-card'
  return {
    personalNumber: makeNumber(workshop, provinceCode, plan.sex, year),
    ...(years > 30 && random.chance(0.8) ? { oldIdentityNumber: makeOldNumber(workshop) } : {}),
    fullName: plan.fullName,
    ...splitName(plan.fullName),
    dateOfBirth: plan.birth,
    sex: plan.sex,
    ethnicity: plan.ethnicity,
    religion: random.chance(0.85) ? 'none' : random.pick(['buddhism', 'catholicism']),
    nationality: 'VNM',
    bloodGroup: random.pick(['A', 'B', 'AB', 'O', 'unknown']),
    maritalStatus: years < 20 ? 'single' : random.pick(['married', 'married', 'single', 'divorced-or-widowed']),
    placeOfBirth: place,
    placeOfBirthRegistration: place,
    placeOfOrigin: place,
    permanentResidence: residence,
    currentResidence: residence,
    ...(years >= 18 ? { occupation: random.pick(OCCUPATIONS) } : {}),
    ...(plan.card ? { card: plan.card } : {}),
    ...(hasCard && plan.card
      ? {
          storedBiometrics: {
            takenOn: plan.card.issuedOn,
            face: true,
            fingerprints: true,
            iris: plan.card.issuedOn >= '2024-07-01',
          },
        }
      : {}),
    status: plan.status ?? 'living',
  }
}

/** Writes kin into each other's records: names and numbers of parents and spouse, head of the household. */
export function joinHousehold(
  father: PopulationRecord,
  mother: PopulationRecord,
  children: readonly PopulationRecord[],
): PopulationRecord[] {
  const kin = (person: PopulationRecord) => ({
    fullName: person.fullName,
    personalNumber: person.personalNumber,
    nationality: 'VNM',
  })
  const head = kin(father)
  return [
    { ...father, maritalStatus: 'married', spouse: kin(mother), householdHead: head, relationToHead: 'head' },
    { ...mother, maritalStatus: 'married', spouse: kin(father), householdHead: head, relationToHead: 'wife' },
    ...children.map((child) => ({
      ...child,
      father: kin(father),
      mother: kin(mother),
      householdHead: head,
      relationToHead: 'child',
    })),
  ]
}
