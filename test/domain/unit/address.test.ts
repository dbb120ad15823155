import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, plainDate } from '../../../domain/calendar/plain-date.ts'
import { Address } from '../../../domain/unit/address.ts'
import { comparePlaces } from '../../../domain/unit/compare-places.ts'
import { addressOfUnit, faultsOfAddress, formatAddress } from '../../../domain/unit/format-address.ts'
import { parseAddress } from '../../../domain/unit/parse-address.ts'
import { comparablePlaceName, foldPlaceName } from '../../../domain/unit/place-text.ts'
import { cpuMs } from '../../cpu-ms.ts'
import { realUnitTable as table } from './real-unit-table.ts'

const campaign = plainDate('2021-11-06')
const present = plainDate('2026-11-23')

const anyCommuneAddress = fc
  .record({
    days: fc.integer({ min: 0, max: 2300 }),
    pick: fc.nat(),
    detail: fc.constantFrom('', '12 Hàng Bông', 'Thôn Đông'),
  })
  .map(({ days, pick, detail }) => {
    const day = addDays(plainDate('2021-01-01'), days)
    const communes = table.communesOn(day)
    const unit = communes[pick % communes.length]
    if (!unit) throw new Error('no commune')
    return { day, unit, address: Address.parse({ detail, ...addressOfUnit(unit, day, table) }) }
  })

function read(text: string, day = present) {
  const parsed = parseAddress(text, day, table)
  if (!parsed.ok) throw new Error(parsed.failure)
  return parsed
}

describe('formatAddress', () => {
  test('names commune, district and province until 2025-06-30, then commune and province', () => {
    const old = Address.parse({
      detail: '12 Hàng Bông',
      communeCode: '00064',
      districtCode: '002',
      provinceCode: '01',
      asOf: '2025-06-30',
    })
    expect(formatAddress(old, table)).toBe('12 Hàng Bông, Phường Hàng Gai, Quận Hoàn Kiếm, Thành phố Hà Nội')
    expect(formatAddress(old, table, 'own-names')).toBe('12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội')
    const now = Address.parse({ detail: '12 Hàng Bông', communeCode: '00070', provinceCode: '01', asOf: '2025-07-01' })
    expect(formatAddress(now, table)).toBe('12 Hàng Bông, Phường Hoàn Kiếm, Thành phố Hà Nội')
  })

  test('shows a place without codes as written, and an unknown code visibly', () => {
    expect(formatAddress({ detail: '', asOf: present, written: 'Hà Sơn Bình' }, table)).toBe('Hà Sơn Bình')
    const odd = Address.parse({ detail: '', communeCode: '99999', provinceCode: '01', asOf: present })
    expect(formatAddress(odd, table)).toBe('mã 99999, Thành phố Hà Nội')
  })

  test('any formatted commune address is read back to the same unit, in either style or as the best candidates', () => {
    fc.assert(
      fc.property(anyCommuneAddress, ({ day, unit, address }) => {
        const parsed = read(formatAddress(address, table), day)
        const found =
          parsed.candidates.length > 0 ? parsed.candidates.map((one) => one.code) : [parsed.address.communeCode]
        expect(found).toContain(unit.code)
        if (parsed.candidates.length === 0) expect(parsed.address).toMatchObject(address)
        expect(faultsOfAddress(address, table, 'commune')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('parseAddress', () => {
  test('reads an old card on a new day in the names of its own time', () => {
    const parsed = read('12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội')
    expect(parsed).toMatchObject({
      certainty: 'sure',
      address: {
        detail: '12 Hàng Bông',
        communeCode: '00064',
        districtCode: '002',
        provinceCode: '01',
        asOf: '2025-06-30',
      },
    })
  })

  test('does not take Hoàn Kiếm for the ward silently where the district is as likely', () => {
    const parsed = read('12 Hàng Bông, Hoàn Kiếm, Hà Nội')
    expect(parsed.certainty).toBe('likely')
    expect(parsed.alternatives.map((one) => one.districtCode)).toContain('002')
  })

  test('understands abbreviations, numbers, dashes and a missing comma', () => {
    expect(read('P.1, Q.3, TPHCM', campaign).address).toMatchObject({ districtCode: '770', communeCode: '27160' })
    expect(read('12 Hàng Bông - P. Hàng Gai - Q. Hoàn Kiếm - TP. Hà Nội', campaign).certainty).toBe('sure')
    expect(read('12 Hàng Bông phường Hàng Gai quận Hoàn Kiếm thành phố Hà Nội', campaign).address.communeCode).toBe(
      '00064',
    )
  })

  test('an address without marks is likely, not sure', () => {
    expect(read('12 hang bong, hang gai, hoan kiem, ha noi', campaign)).toMatchObject({
      certainty: 'likely',
      address: { communeCode: '00064' },
    })
  })

  test('a province of long ago stays text', () => {
    expect(read('Hà Sơn Bình')).toMatchObject({ certainty: 'none', address: { written: 'Hà Sơn Bình' } })
  })

  test('never throws, keeps what was written, and gives only codes its table knows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
        const parsed = parseAddress(text, present, table)
        if (!parsed.ok) return
        expect(Address.safeParse(parsed.address).success).toBe(true)
        expect(faultsOfAddress(parsed.address, table, 'text')).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('too long a text is a named failure', () => {
    expect(parseAddress('a'.repeat(501), present, table)).toEqual({ ok: false, failure: 'too-long' })
    expect(parseAddress('  ', present, table)).toEqual({ ok: false, failure: 'empty' })
  })
})

describe('comparePlaces', () => {
  const old = read('12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội', campaign).address
  const now = read('12 Hàng Bông, Phường Hoàn Kiếm, Hà Nội').address

  test('a ward taken over whole is the same place under another name', () => {
    expect(comparePlaces(old, now, table)).toMatchObject({ result: 'renamed', older: { name: 'Phường Hàng Gai' } })
  })

  test('a split ward asks and offers all its heirs', () => {
    const split = read('12 Hàng Bông, Phường Hàng Bông, Hoàn Kiếm, Hà Nội', campaign).address
    const compared = comparePlaces(split, now, table)
    expect(compared.result).toBe('split-asks')
    if (compared.result === 'split-asks') expect(compared.candidates.map((one) => one.code)).toEqual(['00070', '00082'])
  })

  test('two wards that were later joined are different places in their own time', () => {
    const neighbour = read('12 Hàng Bông, Hàng Bạc, Hoàn Kiếm, Hà Nội', campaign).address
    expect(comparePlaces(old, neighbour, table)).toEqual({ result: 'different', part: 'unit' })
  })

  test('another house is another place; another spelling of the house is not', () => {
    expect(comparePlaces(old, { ...old, detail: '14 Hàng Bông' }, table)).toEqual({
      result: 'different',
      part: 'detail',
    })
    expect(comparePlaces(old, { ...old, detail: 'Số 12  hàng bông' }, table)).toEqual({ result: 'same' })
  })

  test('a place without codes is compared as text, and asks beside one with codes', () => {
    const text = { detail: 'Hà Sơn Bình', asOf: present }
    expect(comparePlaces(text, { ...text, asOf: campaign }, table)).toEqual({ result: 'same' })
    expect(comparePlaces(text, now, table)).toMatchObject({ result: 'not-comparable', why: 'no-codes' })
  })

  test('every address is the same place as itself, and the order of two does not matter', () => {
    fc.assert(
      fc.property(anyCommuneAddress, anyCommuneAddress, ({ address: a }, { address: b }) => {
        expect(comparePlaces(a, a, table)).toEqual({ result: 'same' })
        expect(comparePlaces(a, b, table)).toEqual(comparePlaces(b, a, table))
      }),
    )
  })

  test('a commune moved to its single heir is never a difference', () => {
    fc.assert(
      fc.property(anyCommuneAddress, ({ unit, address }) => {
        const { kind, candidates } = table.successorsOf(unit, present)
        const heir = candidates[0]
        if (!heir || kind === 'unknown') return
        const moved = Address.parse({ detail: address.detail, ...addressOfUnit(heir, present, table) })
        const { result } = comparePlaces(address, moved, table)
        expect(kind === 'split' ? ['split-asks'] : ['same', 'renamed']).toContain(result)
      }),
    )
  })
})

test('a commune outside its province and a missing commune are faults beside their field', () => {
  const wrong = Address.parse({ detail: '', communeCode: '00070', provinceCode: '79', asOf: present })
  expect(faultsOfAddress(wrong, table, 'commune')).toEqual([
    { code: 'unit-outside-parent', field: 'communeCode', unitCode: '00070' },
  ])
  expect(faultsOfAddress({ detail: 'x', asOf: present }, table, 'commune').map((one) => one.code)).toEqual([
    'commune-missing',
    'province-missing',
  ])
})

test('names compare without regard to the place of the tone mark, but not without the tone', () => {
  expect(comparablePlaceName('Xã Hòa Bình')).toBe(comparablePlaceName('xã  Hoà Bình'))
  expect(comparablePlaceName('Hoa')).not.toBe(comparablePlaceName('Hòa'))
  expect(comparablePlaceName('Phường 01')).toBe(comparablePlaceName('Phường 1'))
  expect(foldPlaceName('Huyện Đắk R’Lấp')).toBe('huyen dak rlap')
})

test('an address is read in a fraction of a turn once its province was read: no commune is spelled anew for it', () => {
  const text = '12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội'
  parseAddress(text, campaign, table)
  const started = cpuMs()
  for (let i = 0; i < 100; i++) parseAddress(text, campaign, table)
  // 0.2 ms where this was written; 4 ms with all spellings made anew.
  expect((cpuMs() - started) / 100).toBeLessThan(1.5)
})

test('folding a folded name changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldPlaceName(foldPlaceName(text))).toBe(foldPlaceName(text))
      expect(comparablePlaceName(text.normalize('NFD'))).toBe(comparablePlaceName(text.normalize('NFC')))
    }),
  )
})
