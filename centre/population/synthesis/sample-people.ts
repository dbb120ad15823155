import { addDays, formatDay, type PlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import { cardValidity } from '../../../domain/identity-card/card-validity.ts'
import { DateOfBirth, formatDateOfBirth } from '../../../domain/person/date-of-birth.ts'
import { findFullName } from '../../../domain/person/person-name.ts'
import { PersonalNumber } from '../../../domain/person/personal-number.ts'
import type { PopulationRecord } from '../../../domain/person/population-record.ts'
import { formatCardQr } from '../../../domain/travel-document/card-qr.ts'
import { formatMrz } from '../../../domain/travel-document/mrz.ts'
import type { Address } from '../../../domain/unit/address.ts'
import type { AdministrativeUnit } from '../../../domain/unit/administrative-unit.ts'
import { addressOfUnit, formatAddress } from '../../../domain/unit/format-address.ts'
import { joinHousehold, makeOldNumber, makePerson, type PersonPlan } from './make-person.ts'
import { OLD_UNITS, type Workshop } from './workshop.ts'

/** One person with a story for trainees: what the card says, and what the register says. */
export interface Sample {
  readonly story: string
  /** Vietnamese, for the list at the counter; synthetic people only. */
  readonly label: string
  readonly record: PopulationRecord | null
  readonly qr: string
  readonly mrz: string
}

/** Day on which somebody is exactly so many years and a few months old. */
function bornFor(day: PlainDate, years: number, daysAgo = 40): PlainDate {
  return addDays(plainDate(`${Number(day.slice(0, 4)) - years}-${day.slice(5)}`), -daysAgo)
}

/** An older commune that became the home commune, whole or in part. */
function ancestorOf(
  { units, day }: Workshop,
  home: AdministrativeUnit,
  kind: 'whole' | 'split',
): AdministrativeUnit | undefined {
  if (day <= OLD_UNITS) return undefined
  return units.communesOn(OLD_UNITS).find((old) => {
    const heirs = units.successorsOf(old, day)
    const reaches = heirs.candidates.some((heir) => heir.code === home.code)
    return (
      reaches &&
      (kind === 'split' ? heirs.kind === 'split' : heirs.kind === 'one' || heirs.kind === 'renamed') &&
      old.name !== home.name
    )
  })
}

function codesOf(
  record: PopulationRecord,
  printed: Address | undefined,
  workshop: Workshop,
): { qr: string; mrz: string } {
  const { card } = record
  const home = printed ?? record.permanentResidence
  const fullName = findFullName(record.fullName)
  if (card?.kind !== 'chip-card' || !home || !fullName) return { qr: '', mrz: '' }
  const personalNumber = PersonalNumber.parse(record.personalNumber)
  const dateOfBirth = DateOfBirth.parse(record.dateOfBirth)
  const issuedOn = plainDate(card.issuedOn)
  const qr = formatCardQr(
    {
      personalNumber,
      fullName,
      dateOfBirth,
      sex: record.sex,
      residence: formatAddress(home, workshop.units, 'own-names'),
      issuedOn,
    },
    issuedOn < '2024-07-01' ? '2021' : '2024',
  )
  const mrz = formatMrz({
    personalNumber,
    dateOfBirth,
    sex: record.sex,
    expiresOn: card.expiresOn === null ? null : plainDate(card.expiresOn),
    nationality: 'VNM',
    name: fullName,
  }).join('\n')
  return { qr, mrz }
}

/**
 * The sample people of a training desk on its day, the same at every seeding: each meets another rule at the counter.
 * `home` is the commune (or one of the communes) the training office serves, `elsewhere` one far away.
 */
export function samplePeople(
  workshop: Workshop,
  home: AdministrativeUnit,
  elsewhere: AdministrativeUnit,
): { samples: Sample[]; extra: PopulationRecord[] } {
  const { day, units } = workshop
  const before = (days: number) => addDays(day, -days)
  const chip = (birth: string, issuedOn: PlainDate): PopulationRecord['card'] => {
    const issued = issuedOn < '2021-01-15' ? plainDate('2021-01-15') : issuedOn
    return { kind: 'chip-card', issuedOn: issued, expiresOn: cardValidity(DateOfBirth.parse(birth), issued).expiresOn }
  }
  const make = (plan: Pick<PersonPlan, 'fullName' | 'sex' | 'birth'> & Partial<PersonPlan>) =>
    makePerson(workshop, { ethnicity: '01', home: { commune: home, asOf: day }, card: undefined, ...plan })
  const inOldUnit = (unit: AdministrativeUnit | undefined, detail: string): Address | undefined =>
    unit && { detail, ...addressOfUnit(unit, OLD_UNITS, units) }
  const sample = (story: string, words: string, record: PopulationRecord | null, printed?: Address): Sample => ({
    story,
    label: record
      ? `${record.fullName}, ${formatDateOfBirth(DateOfBirth.parse(record.dateOfBirth))}, ${record.personalNumber}: ${words}`
      : words,
    record,
    ...(record ? codesOf(record, printed, workshop) : { qr: '', mrz: '' }),
  })

  const birth25 = bornFor(day, 25)
  const an = make({ fullName: 'Nguyễn Văn An', sex: 'male', birth: birth25, card: chip(birth25, before(1200)) })
  const birth32 = bornFor(day, 32, 120)
  const dung = make({ fullName: 'Trần Thị Dung', sex: 'female', birth: birth32, card: chip(birth32, before(900)) })
  const birth44 = bornFor(day, 44, 200)
  const binh = make({ fullName: 'Lê Quốc Bình', sex: 'male', birth: birth44, card: chip(birth44, before(600)) })
  const birth36 = bornFor(day, 36, 90)
  const hoa = make({
    fullName: 'Phạm Thị Hòa',
    sex: 'female',
    birth: birth36,
    home: { commune: elsewhere, asOf: day },
    card: chip(birth36, before(800)),
  })

  const mother = make({
    fullName: 'Đỗ Thị Mai',
    sex: 'female',
    birth: bornFor(day, 38, 10),
    card: chip(bornFor(day, 38, 10), before(700)),
  })
  const father = make({
    fullName: 'Hoàng Minh Quân',
    sex: 'male',
    birth: bornFor(day, 41, 60),
    card: chip(bornFor(day, 41, 60), before(710)),
  })
  const [quan, mai, khanh, su, teen] = joinHousehold(father, mother, [
    make({ fullName: 'Hoàng Gia Khánh', sex: 'male', birth: bornFor(day, 9) }),
    make({ fullName: 'Hoàng Bảo Sam', sex: 'female', birth: bornFor(day, 4) }),
    make({ fullName: 'Hoàng Minh Đức', sex: 'male', birth: bornFor(day, 16) }),
  ])
  const rich = make({
    fullName: "H'Hen Niê",
    sex: 'female',
    birth: String(Number(day.slice(0, 4)) - 71),
    ethnicity: '12',
    card: { kind: 'old-card', issuedOn: plainDate('2009-05-20'), expiresOn: null },
  })
  const paper = {
    ...make({
      fullName: 'Vũ Đình Thắng',
      sex: 'male',
      birth: bornFor(day, 52, 30),
      card: { kind: 'old-card', issuedOn: plainDate('2010-08-02'), expiresOn: null },
    }),
    oldIdentityNumber: makeOldNumber(workshop),
  }

  // One man under two numbers: the same name, birth, sex and mother.
  const birth29 = bornFor(day, 29, 75)
  const twin = (card: PopulationRecord['card']) => ({
    ...make({ fullName: 'Bùi Tiến Đạt', sex: 'male', birth: birth29, card }),
    mother: { fullName: 'Bùi Thị Nhàn', nationality: 'VNM' },
  })
  const [dat, shadow] = [twin(chip(birth29, before(1000))), twin(undefined)]

  const birth58 = bornFor(day, 58, 15)
  const departed = make({
    fullName: 'Trịnh Văn Lợi',
    sex: 'male',
    birth: birth58,
    card: chip(birth58, before(1500)),
    status: 'deceased',
  })

  if (!quan || !mai || !khanh || !su || !teen) throw new Error('a household lost somebody')
  const samples = [
    sample(
      'exchange-renamed-place',
      'đủ 25 tuổi, thẻ ghi tên phường cũ',
      an,
      inOldUnit(ancestorOf(workshop, home, 'whole'), an.permanentResidence?.detail ?? ''),
    ),
    sample('first-issue-at-16', 'lần đầu làm thẻ, 16 tuổi', teen),
    sample('child-with-mother', 'trẻ 9 tuổi, đi cùng mẹ', khanh),
    sample('under-six', 'trẻ 4 tuổi', su),
    sample('minority-year-only', 'chỉ có năm sinh, dân tộc Ê-đê', rich),
    sample(
      'split-commune',
      'thẻ ghi phường cũ đã chia cho nhiều phường',
      dung,
      inOldUnit(ancestorOf(workshop, home, 'split'), dung.permanentResidence?.detail ?? ''),
    ),
    sample('reissue', 'mất thẻ, đã có sinh trắc học', binh),
    sample('lives-elsewhere', 'thường trú ở tỉnh khác', hoa),
    sample(
      'old-identity-card',
      `còn dùng CMND số ${paper.oldIdentityNumber}, cấp ${formatDay(plainDate('2010-08-02'))}`,
      paper,
    ),
    sample('registered-twice', 'có hai số định danh: Trung tâm sẽ trả lại', dat),
    sample('declared-dead', 'thẻ của người đã được ghi nhận là đã chết', departed),
    sample('not-in-register', 'Mạc Thị Lành, 01/01/1960: không có trong CSDL dân cư', null),
  ]
  return { samples, extra: [quan, mai, shadow] }
}
