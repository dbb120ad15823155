import { expect, test } from 'vitest'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { NoRuleInForce } from '../../../domain/law/dated-rule.ts'
import { competenceSource, officeKinds, officesDoing, proceduresOf } from '../../../domain/unit/office.ts'
import { trainingOffice, trainingOfficeSource, trainingOffices } from '../../../domain/unit/training-office.ts'
import { realUnitTable as table } from './real-unit-table.ts'

test.each([
  ['2021-06-01', 'Công an quận Hoàn Kiếm', '002', 'Đội trưởng'],
  ['2025-02-28', 'Công an quận Hoàn Kiếm', '002', 'Đội trưởng'],
  ['2025-03-01', 'Công an phường Hàng Bài (điểm thu nhận được chỉ định)', '00088', 'Lãnh đạo Công an phường'],
  ['2025-06-30', 'Công an phường Hàng Bài (điểm thu nhận được chỉ định)', '00088', 'Lãnh đạo Công an phường'],
  ['2025-07-01', 'Công an phường Hoàn Kiếm', '00070', 'Lãnh đạo Công an phường'],
  ['2026-11-23', 'Công an phường Hoàn Kiếm', '00070', 'Lãnh đạo Công an phường'],
])('the training desk is on %s %s', (text, name, code, approver) => {
  const office = trainingOffice(plainDate(text))
  expect([office.name, office.unitCode, office.approverTitle]).toEqual([name, code, approver])
  const unit = table.getUnit(office.unitCode, plainDate(text))
  expect(office.name.toLocaleLowerCase('vi')).toContain(unit.name.toLocaleLowerCase('vi'))
})

test('the communes an office serves exist on its days, and the eighteen wards are those of quận Hoàn Kiếm', () => {
  for (const text of ['2021-11-06', '2025-02-28', '2025-05-01', '2026-11-23']) {
    const day = plainDate(text)
    for (const code of trainingOffice(day).communesServed) expect(table.getUnit(code, day).level).toBe('commune')
  }
  const day = plainDate('2021-11-06')
  expect(trainingOffice(day).communesServed).toEqual(table.communesOf('002', day).map((unit) => unit.code))
})

test('no two offices share a log number, and the designated post says it is not confirmed', () => {
  expect(new Set(trainingOffices.map((office) => office.id)).size).toBe(trainingOffices.length)
  expect(trainingOfficeSource(plainDate('2025-04-01')).unconfirmed).toBe(true)
  expect(trainingOfficeSource(plainDate('2026-04-01')).unconfirmed).toBe(false)
})

test('district police take cards until 2025-02-28, communes from 2025-07-01', () => {
  expect(proceduresOf('police', 'district', plainDate('2025-02-28'))).toContain('identity-card')
  expect(proceduresOf('police', 'district', plainDate('2025-03-01'))).toEqual([])
  expect(proceduresOf('police', 'commune', plainDate('2025-06-30'))).not.toContain('identity-card')
  expect(proceduresOf('police', 'commune', plainDate('2025-07-01'))).toContain('identity-card')
})

test('the voice and DNA procedure leaves the province on 2026-04-29', () => {
  expect(officesDoing('biometric-voice-dna', plainDate('2026-04-28')).map(({ level }) => level)).toContain('province')
  expect(officesDoing('biometric-voice-dna', plainDate('2026-04-29'))).toEqual([{ kind: 'police', level: 'commune' }])
})

test('civil status is done by committees only, identity cards by the police only, on every day', () => {
  for (const text of ['2021-05-05', '2024-08-01', '2025-04-01', '2025-08-01', '2026-05-01', '2027-04-01']) {
    const day = plainDate(text)
    expect(officesDoing('civil-status', day).every(({ kind }) => kind === 'committee')).toBe(true)
    expect(officesDoing('identity-card', day).every(({ kind }) => kind === 'police')).toBe(true)
    expect(officesDoing('insurance-verification', day).every(({ kind }) => kind === 'insurance')).toBe(true)
  }
})

test('what follows NQ 22/2026 is visibly unconfirmed, and before 2021 there is no rule', () => {
  expect(competenceSource('police', plainDate('2027-03-01')).unconfirmed).toBe(true)
  for (const kind of officeKinds) {
    if (kind !== 'committee')
      expect(() => proceduresOf(kind, 'commune', plainDate('2020-12-31'))).toThrow(NoRuleInForce)
  }
})
