import { daysInMonth, type PlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import { cardRegimeOn } from '../../../domain/identity-card/card-regime.ts'
import { cardValidity } from '../../../domain/identity-card/card-validity.ts'
import { DateOfBirth, dayOfReachingAge } from '../../../domain/person/date-of-birth.ts'
import { splitName } from '../../../domain/person/person-name.ts'
import type { PopulationRecord } from '../../../domain/person/population-record.ts'
import type { Address } from '../../../domain/unit/address.ts'
import { addressOfUnit } from '../../../domain/unit/format-address.ts'
import type { SeededRandom } from './seeded-random.ts'
import type { Place, Workshop } from './workshop.ts'

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

/** Twelve digits: province of birth registration, century and sex, year, six at random (NĐ 137/2015, Điều 13). */
export function makeNumber(workshop: Workshop, provinceCode: string, sex: 'male' | 'female', year: number): string {
  const century = (Math.floor(year / 100) - 19) * 2 + (sex === 'female' ? 1 : 0)
  const head = `0${provinceCode}${century}${String(year % 100).padStart(2, '0')}`
  return workshop.takeNumber(() => `${head}${String(workshop.random.whole(0, 999_999)).padStart(6, '0')}`)
}

/** Nine digits of the old identity card, as the police of Hà Nội, TP.HCM and others gave them. */
export function makeOldNumber({ random, takeNumber }: Workshop): string {
  const head = random.pick(['01', '02', '03', '11', '17', '18', '27', '36'])
  return takeNumber(() => `${head}${String(random.whole(0, 9_999_999)).padStart(7, '0')}`)
}

function makeDay(random: SeededRandom, year: number): PlainDate {
  const month = random.whole(1, 12)
  return plainDate(
    `${year}-${String(month).padStart(2, '0')}-${String(random.whole(1, daysInMonth(year, month))).padStart(2, '0')}`,
  )
}

/** A day of birth in the year, not after the workshop's day. */
export function makeBirth({ random, day }: Workshop, year: number): string {
  const made = makeDay(random, year)
  return made > day ? day : made
}

export function makeAddress({ random, units }: Workshop, { commune, asOf }: Place): Address {
  const detail = random.chance(0.7) ? `${random.whole(1, 240)} ${random.pick(STREETS)}` : `Tổ ${random.whole(1, 30)}`
  return { detail, ...addressOfUnit(commune, asOf, units) }
}

/** Youngest age a card was made for in these years. */
const YOUNGEST_HOLDER = 14
const LAST_OLD_CARD = 2015
const FIRST_CHIP_CARD = plainDate('2021-01-01')

/** Bar-code cards of 2016 to 2020 end at the exchange ages of the same law as the first chip cards. */
function endOfBarcodeCard(birth: DateOfBirth, issuedOn: PlainDate): PlainDate | null {
  const age = cardRegimeOn(FIRST_CHIP_CARD).exchangeAges.find(
    (one) => issuedOn < dayOfReachingAge(birth, one - 2).latest,
  )
  return age === undefined ? null : dayOfReachingAge(birth, age).latest
}

/**
 * The card an adult holds: a chip card since 2021, one with a bar code since 2016, the old nine-digit one before, or none yet.
 * `years`: age in the year of the workshop's day.
 */
export function makeCard(workshop: Workshop, birthText: string, years: number): PopulationRecord['card'] {
  const { random, day } = workshop
  if (years < YOUNGEST_HOLDER || random.chance(0.08)) return undefined
  const birth = DateOfBirth.parse(birthText)
  const thisYear = Number(day.slice(0, 4))
  const year = random.whole(Math.max(thisYear - years + YOUNGEST_HOLDER, thisYear - 14), thisYear)
  const issuedOn = makeDay(random, year)
  if (issuedOn >= day || issuedOn < dayOfReachingAge(birth, YOUNGEST_HOLDER).latest) return undefined
  if (year <= LAST_OLD_CARD)
    return { kind: 'old-card', issuedOn, expiresOn: plainDate(`${year + 15}-${issuedOn.slice(5, 7)}-01`) }
  return issuedOn < FIRST_CHIP_CARD
    ? { kind: 'barcode-card', issuedOn, expiresOn: endOfBarcodeCard(birth, issuedOn) }
    : { kind: 'chip-card', issuedOn, expiresOn: cardValidity(birth, issuedOn).expiresOn }
}

export interface PersonPlan {
  readonly fullName: string
  readonly ethnicity: string
  readonly sex: 'male' | 'female'
  readonly birth: string
  readonly home: Place
  readonly card: PopulationRecord['card']
  /** A name borne before, or beside the present one. */
  readonly otherName?: string | undefined
  readonly status?: PopulationRecord['status']
}

/** One person as the register holds them, with everything a card needs. */
export function makePerson(workshop: Workshop, plan: PersonPlan): PopulationRecord {
  const { random, units } = workshop
  const year = Number(plan.birth.slice(0, 4))
  const residence = makeAddress(workshop, plan.home)
  const years = Number(workshop.day.slice(0, 4)) - year
  const birthplace = workshop.pickBirthplace(residence.provinceCode ?? '')
  const place = { detail: '', ...addressOfUnit(birthplace.commune, birthplace.asOf, units) }
  const hasCard = plan.card?.kind === 'chip-card'
  return {
    personalNumber: makeNumber(workshop, place.provinceCode ?? '01', plan.sex, year),
    ...(years > 30 && random.chance(0.8) ? { oldIdentityNumber: makeOldNumber(workshop) } : {}),
    ...(plan.otherName === undefined ? {} : { otherName: plan.otherName }),
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
