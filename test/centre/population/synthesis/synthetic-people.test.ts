import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { samplePeople } from '../../../../centre/population/synthesis/sample-people.ts'
import { seededRandom } from '../../../../centre/population/synthesis/seeded-random.ts'
import { syntheticPeople } from '../../../../centre/population/synthesis/synthetic-people.ts'
import { openWorkshop } from '../../../../centre/population/synthesis/workshop.ts'
import { plainDate } from '../../../../domain/calendar/plain-date.ts'
import { DateOfBirth, earliestBirth } from '../../../../domain/person/date-of-birth.ts'
import { findFullName } from '../../../../domain/person/person-name.ts'
import { PersonalNumber, readPersonalNumber } from '../../../../domain/person/personal-number.ts'
import { PopulationRecord } from '../../../../domain/person/population-record.ts'
import { parseCardQr } from '../../../../domain/travel-document/card-qr.ts'
import { parseMrz } from '../../../../domain/travel-document/mrz.ts'
import { trainingOffice } from '../../../../domain/unit/training-office.ts'
import { parseUnitFile } from '../../../../domain/unit/unit-row.ts'
import { unitTable } from '../../../../domain/unit/unit-table.ts'

const UNITS = path.resolve(import.meta.dirname, '../../../../resources/reference/units/units.json')
const units = unitTable(parseUnitFile(readFileSync(UNITS, 'utf8')))
const DAYS = ['2021-10-01', '2024-08-15', '2025-05-05', '2026-11-24', '2027-04-01']

function make(dayText: string, people: number, seed = 7) {
  const day = plainDate(dayText)
  const ownCommunes = trainingOffice(day).communesServed.map((code) => units.getUnit(code, day))
  const home = ownCommunes[0]
  const elsewhere = units.communesOn(day).at(-1)
  if (!home || !elsewhere) throw new Error('no commune')
  const workshop = openWorkshop({ day, units, random: seededRandom(seed), taken: [] })
  const { samples, extra } = samplePeople(workshop, home, elsewhere)
  return { samples, extra, crowd: [...syntheticPeople({ workshop, people, ownCommunes })] }
}

test('the same day and seed make the same people, letter by letter; another seed makes others', () => {
  const [one, two] = [make('2026-11-24', 400), make('2026-11-24', 400)]
  expect(JSON.stringify(one)).toBe(JSON.stringify(two))
  expect(JSON.stringify(make('2026-11-24', 400, 8))).not.toBe(JSON.stringify(one))
})

test.each(DAYS)('on %s everybody has a valid number of their own that agrees with sex, year and place', (day) => {
  const { samples, extra, crowd } = make(day, 1_500)
  const all = [...samples.flatMap((sample) => sample.record ?? []), ...extra, ...crowd]
  expect(new Set(all.map((record) => record.personalNumber)).size).toBe(all.length)
  for (const record of all) {
    expect(PopulationRecord.safeParse(record).success).toBe(true)
    const reading = readPersonalNumber(PersonalNumber.parse(record.personalNumber), plainDate(day))
    expect(reading).toMatchObject({ sex: record.sex, yearOfBirth: Number(record.dateOfBirth.slice(0, 4)) })
    expect(reading.places.length).toBeGreaterThan(0)
    expect(record.personalNumber.slice(1, 3)).toBe(record.placeOfBirthRegistration?.provinceCode)
    expect(findFullName(record.fullName)).toBeDefined()
    expect(earliestBirth(DateOfBirth.parse(record.dateOfBirth)) <= day).toBe(true)
    for (const place of [record.permanentResidence, record.placeOfBirth])
      expect(place && units.findUnit(place.communeCode ?? '', place.asOf)).toBeDefined()
  }
})

test('nobody holds a card from before their fourteenth year or from the future', () => {
  for (const { card, dateOfBirth } of make('2026-11-24', 4_000).crowd) {
    if (!card) continue
    expect(card.issuedOn < '2026-11-24').toBe(true)
    expect(Number(card.issuedOn.slice(0, 4)) - Number(dateOfBirth.slice(0, 4))).toBeGreaterThanOrEqual(14)
    const kind = card.issuedOn < '2016' ? 'old-card' : card.issuedOn < '2021' ? 'barcode-card' : 'chip-card'
    expect(card.kind).toBe(kind)
  }
})

test('parents are older than their children by nineteen years at the least, and kin name each other', () => {
  const { crowd } = make('2026-11-24', 4_000)
  const byNumber = new Map(crowd.map((record) => [record.personalNumber, record]))
  let children = 0
  for (const record of crowd) {
    const mother = byNumber.get(record.mother?.personalNumber ?? '')
    if (!mother) continue
    children += 1
    expect(mother.fullName).toBe(record.mother?.fullName)
    expect(Number(record.dateOfBirth.slice(0, 4)) - Number(mother.dateOfBirth.slice(0, 4))).toBeGreaterThanOrEqual(19)
  }
  expect(children).toBeGreaterThan(500)
})

test('the crowd is as mixed as a country: ages, peoples, year-only births, the dead, old numbers, both eras of addresses', () => {
  const { crowd } = make('2026-11-24', 6_000)
  const share = (fits: (record: PopulationRecord) => boolean) => crowd.filter(fits).length / crowd.length
  expect(share((record) => record.ethnicity !== '01')).toBeGreaterThan(0.05)
  expect(share((record) => record.fullName.startsWith("H'"))).toBeGreaterThan(0)
  expect(share((record) => record.dateOfBirth.length === 4)).toBeGreaterThan(0.01)
  expect(share((record) => record.status === 'deceased')).toBeGreaterThan(0.005)
  expect(share((record) => record.status === 'cancelled')).toBeGreaterThan(0)
  expect(share((record) => record.oldIdentityNumber !== undefined)).toBeGreaterThan(0.3)
  expect(share((record) => record.otherName !== undefined)).toBeGreaterThan(0.005)
  expect(share((record) => record.permanentResidence?.asOf === '2025-03-01')).toBeGreaterThan(0.1)
  expect(share((record) => record.permanentResidence?.communeCode === '00070')).toBeGreaterThan(0.2)
  const ages = crowd.map((record) => 2026 - Number(record.dateOfBirth.slice(0, 4)))
  expect(Math.min(...ages)).toBeLessThan(2)
  expect(Math.max(...ages)).toBeGreaterThan(85)
})

test.each(DAYS)('on %s every sample card reads back, by code and by zone, as the person it belongs to', (day) => {
  const { samples } = make(day, 0)
  expect(new Set(samples.map((sample) => sample.story)).size).toBe(samples.length)
  expect(samples.length).toBeGreaterThanOrEqual(12)
  for (const { record, qr, mrz, label } of samples) {
    expect(label).not.toBe('')
    if (qr === '') continue
    expect(parseCardQr(qr)).toMatchObject({ ok: true, fields: { personalNumber: { value: record?.personalNumber } } })
    expect(parseMrz(mrz, plainDate(day))).toMatchObject({ ok: true, personalNumber: record?.personalNumber })
  }
})

test('the stream of numbers stays within its bounds whatever is asked of it', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -1000, max: 1000 }), fc.nat(1000), (seed, least, span) => {
      const value = seededRandom(seed).whole(least, least + span)
      expect(value).toBeGreaterThanOrEqual(least)
      expect(value).toBeLessThanOrEqual(least + span)
    }),
  )
})
