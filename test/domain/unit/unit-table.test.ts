import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, plainDate } from '../../../domain/calendar/plain-date.ts'
import {
  provinceCodesOfBirthRegistration,
  readProvinceOfBirthRegistration,
} from '../../../domain/person/province-of-birth-registration.ts'
import { movedProvinces } from '../../../domain/unit/moved-province.ts'
import { parseUnitFile } from '../../../domain/unit/unit-row.ts'
import { UnknownUnit, unitTable } from '../../../domain/unit/unit-table.ts'
import { cpuMs } from '../../cpu-ms.ts'
import { realUnitFile, realUnitTable as table } from './real-unit-table.ts'

const campaign = plainDate('2021-11-06')
const lastDayOfDistricts = plainDate('2025-06-30')
const merger = plainDate('2025-07-01')
const present = plainDate('2026-11-23')
const anyDay = fc.integer({ min: 0, max: 2400 }).map((days) => addDays(plainDate('2021-01-01'), days))

describe('the shipped table', () => {
  test.each([
    ['2021-11-06', 63, 705, 10_599],
    ['2025-03-01', 63, 696, 10_035],
    ['2025-06-30', 63, 696, 10_035],
    ['2025-07-01', 34, 0, 3_321],
    ['2026-07-25', 34, 0, 3_321],
  ])('holds on %s %i provinces, %i districts and %i communes', (text, provinces, districts, communes) => {
    const day = plainDate(text)
    const all = table.provincesOn(day)
    expect(all).toHaveLength(provinces)
    expect(all.flatMap((one) => table.districtsOf(one.code, day))).toHaveLength(districts)
    expect(table.communesOn(day)).toHaveLength(communes)
    expect(all.flatMap((one) => table.communesOf(one.code, day))).toHaveLength(communes)
  })

  test('has 2,611 rural communes, 697 wards and 13 special zones today, and the counts of Hà Nội and Cà Mau', () => {
    const kinds = Object.groupBy(table.communesOn(present), (unit) => unit.kind)
    expect(kinds['rural-commune']).toHaveLength(2_611)
    expect(kinds.ward).toHaveLength(697)
    expect(kinds['special-zone']).toHaveLength(13)
    expect(table.communesOf('01', present)).toHaveLength(126)
    expect(table.communesOf('96', present)).toHaveLength(64)
  })

  test('knows 460 communes that were split on 2025-07-01, and a successor for every other', () => {
    const kinds = table.communesOn(lastDayOfDistricts).map((unit) => table.successorsOf(unit, merger))
    expect(kinds.filter(({ kind }) => kind === 'split')).toHaveLength(460)
    expect(kinds.filter(({ kind }) => kind === 'unknown')).toHaveLength(0)
    expect(Math.max(...kinds.map(({ candidates }) => candidates.length))).toBe(5)
  })

  test('reads a code by its day: 00004 Trúc Bạch then Ba Đình, 00025 Ngọc Khánh then Giảng Võ', () => {
    expect(table.getUnit('00004', lastDayOfDistricts).name).toBe('Phường Trúc Bạch')
    expect(table.getUnit('00004', merger).name).toBe('Phường Ba Đình')
    expect(table.getUnit('00025', lastDayOfDistricts).name).toBe('Phường Ngọc Khánh')
    expect(table.getUnit('00025', merger).name).toBe('Phường Giảng Võ')
  })

  test('makes Huế a city on 2025-01-01 and Đồng Nai on 2026-04-30', () => {
    expect(table.getUnit('46', plainDate('2024-12-31')).name).toBe('Tỉnh Thừa Thiên Huế')
    expect(table.getUnit('46', plainDate('2025-01-01')).kind).toBe('central-city')
    expect(table.getUnit('75', plainDate('2026-04-29')).kind).toBe('province')
    expect(table.getUnit('75', plainDate('2026-04-30')).kind).toBe('central-city')
  })

  test('corrects the case of Xã Bắc Sơn and keeps the spelling of the catalogue', () => {
    expect(table.getUnit('06325', present)).toMatchObject({ name: 'Xã Bắc Sơn', sourceName: 'xã Bắc Sơn' })
  })

  test('marks days between the states as unconfirmed, and the days of the states not', () => {
    expect(table.getUnit('00064', campaign).unconfirmed).toBeUndefined()
    expect(table.getUnit('00064', plainDate('2023-05-05')).unconfirmed).toBe(true)
    expect(table.getUnit('00064', plainDate('2021-04-20')).unconfirmed).toBe(true)
    expect(table.getUnit('00064', lastDayOfDistricts).unconfirmed).toBeUndefined()
    expect(table.stateOn(plainDate('2023-05-05'))).toMatchObject({ confirmed: false })
    expect(table.stateOn(present)).toMatchObject({ confirmed: true })
  })

  test('has no answer before 2021 instead of a wrong one', () => {
    const before = plainDate('2020-12-31')
    expect(table.findUnit('01', before)).toBeUndefined()
    expect(table.provincesOn(before)).toHaveLength(0)
    expect(table.stateOn(before)).toBeUndefined()
    expect(() => table.getUnit('01', before)).toThrow(UnknownUnit)
  })

  test('has names in NFC without stray blanks only', () => {
    for (const [, , , , name] of realUnitFile.units) {
      expect(name).toBe(name.normalize('NFC').trim())
      expect(name).not.toMatch(/ {2}|[\u00d0\u0189]/)
    }
  })

  test('moves seven province names to another code', () => {
    expect(
      movedProvinces(table).map((one) => `${one.ownName} ${one.oldCode}→${one.newCode} ${one.formerHolder}`),
    ).toEqual([
      'Lào Cai 10→15 Yên Bái',
      'Bắc Ninh 27→24 Bắc Giang',
      'Quảng Trị 45→44 Quảng Bình',
      'Gia Lai 64→52 Bình Định',
      'Tây Ninh 72→80 Long An',
      'Đồng Tháp 87→82 Tiền Giang',
      'An Giang 89→91 Kiên Giang',
    ])
  })

  test('agrees with the province codes of personal numbers on the present province of each of the 63', () => {
    for (const code of provinceCodesOfBirthRegistration) {
      const old = table.getUnit(code.slice(1), lastDayOfDistricts)
      const [reading] = readProvinceOfBirthRegistration(code)
      expect(table.successorsOf(old, merger).candidates.map((one) => one.code)).toEqual([reading?.presentCode])
    }
  })
})

describe('on any day', () => {
  test('every commune has a path to a province, and parents list it as a child', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(), (day, pick) => {
        const communes = table.communesOn(day)
        const unit = communes[pick % communes.length]
        if (!unit) throw new Error('no commune')
        const path = table.pathOf(unit, day)
        const province = path.at(-1)
        expect(province?.level).toBe('province')
        expect(path).toHaveLength(day < merger ? 3 : 2)
        expect(table.communesOf(province?.code ?? '', day)).toContain(unit)
      }),
    )
  })

  test('successors lie on the asked day, and a unit still in force succeeds itself', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.nat(), (one, other, pick) => {
        const [from, to] = one <= other ? [one, other] : [other, one]
        const communes = table.communesOn(from)
        const unit = communes[pick % communes.length]
        if (!unit) throw new Error('no commune')
        const { kind, candidates } = table.successorsOf(unit, to)
        for (const heir of candidates) expect(table.findUnit(heir.code, to)).toBe(heir)
        if (kind === 'split') expect(candidates.length).toBeGreaterThan(1)
        if (unit.validUntil === null || to <= unit.validUntil) expect(kind).toBe('same')
      }),
    )
  })

  test('a unit is found by its own name, with and without marks', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(), fc.boolean(), (day, pick, marks) => {
        const communes = table.communesOn(day)
        const unit = communes[pick % communes.length]
        if (!unit) throw new Error('no commune')
        const label = table
          .pathOf(unit, day)
          .map((one) => one.name)
          .join(' ')
        const text = marks
          ? label
          : label
              .normalize('NFD')
              .replace(/[\u0300-\u036f]/g, '')
              .replace(/đ/gi, 'd')
        expect(table.searchUnits(text, day).map((hit) => hit.unit.code)).toContain(unit.code)
      }),
      { numRuns: 40 },
    )
  })
})

test('an island district hands its place to the special zone, another district to its communes’ heirs', () => {
  const district = table.getUnit('002', lastDayOfDistricts)
  const heirs = table.successorsOf(district, merger)
  expect(heirs.kind).toBe('split')
  expect(heirs.candidates.map((one) => one.name)).toContain('Phường Hoàn Kiếm')
  const island = table.getUnit('318', lastDayOfDistricts)
  expect(table.successorsOf(island, merger).candidates.map((one) => one.kind)).toEqual(['special-zone'])
})

test('a unit whose mapping is not at hand says unknown and offers the present holder of its code only as a hint', () => {
  const unit = table.getUnit('00541', campaign)
  expect(unit.name).toBe('Xã Dương Hà')
  const heirs = table.successorsOf(unit, plainDate('2025-03-01'))
  expect(heirs.kind).toBe('unknown')
  expect(heirs.candidates.map((one) => one.name)).toEqual(['Xã Thiên Đức'])
})

test('a recoded commune keeps its place: 06970 became 06978, on an unconfirmed day', () => {
  const unit = table.getUnit('06970', merger)
  expect(unit.unconfirmed).toBe(true)
  expect(table.successorsOf(unit, present)).toMatchObject({ kind: 'renamed', candidates: [{ code: '06978' }] })
})

test('two overlapping rows of one code are refused when the table is built', () => {
  const row = realUnitFile.units[0]
  if (!row) throw new Error('no row')
  expect(() => unitTable({ states: realUnitFile.states, units: [row, row] })).toThrow('two units')
})

test('a damaged reference file is refused with the path of the fault', () => {
  expect(() => parseUnitFile('{"notice":"","states":[],"units":[["1"]]}')).toThrow(/units/)
})

test('a search over ten thousand units stays far under a key stroke', () => {
  table.searchUnits('a', campaign)
  const started = cpuMs()
  for (let i = 0; i < 20; i++) table.searchUnits('hang gai hoan kiem', campaign)
  expect((cpuMs() - started) / 20).toBeLessThan(30)
})
