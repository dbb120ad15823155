import * as z from 'zod/mini'
import type { PlainDate } from '../calendar/plain-date.ts'

/**
 * Code of an administrative unit (mã đơn vị hành chính): province 2 digits, district 3 (until 2025-06-30), commune 5;
 * text, because of the leading zeros. Codes are used again: a code says nothing without a day.
 * QĐ 124/2004/QĐ-TTg; from 2025-07-01 QĐ 19/2025/QĐ-TTg.
 */
export const ProvinceCode = z
  .string()
  .check(z.regex(/^\d{2}$/))
  .brand<'ProvinceCode'>()
export type ProvinceCode = z.infer<typeof ProvinceCode>
export const DistrictCode = z
  .string()
  .check(z.regex(/^\d{3}$/))
  .brand<'DistrictCode'>()
export type DistrictCode = z.infer<typeof DistrictCode>
export const CommuneCode = z
  .string()
  .check(z.regex(/^\d{5}$/))
  .brand<'CommuneCode'>()
export type CommuneCode = z.infer<typeof CommuneCode>
export const UnitCode = z.union([ProvinceCode, DistrictCode, CommuneCode])
export type UnitCode = z.infer<typeof UnitCode>

export type UnitLevel = 'province' | 'district' | 'commune'

/** Kinds by their first words; `city` of the first level is thành phố trực thuộc trung ương. */
export type UnitKind =
  | 'province'
  | 'central-city'
  | 'urban-district'
  | 'rural-district'
  | 'town'
  | 'provincial-city'
  | 'rural-commune'
  | 'ward'
  | 'township'
  | 'special-zone'

const KINDS: readonly (readonly [level: UnitLevel, words: string, kind: UnitKind])[] = [
  ['province', 'Tỉnh', 'province'],
  ['province', 'Thành phố', 'central-city'],
  ['district', 'Quận', 'urban-district'],
  ['district', 'Huyện', 'rural-district'],
  ['district', 'Thị xã', 'town'],
  ['district', 'Thành phố', 'provincial-city'],
  ['commune', 'Xã', 'rural-commune'],
  ['commune', 'Phường', 'ward'],
  ['commune', 'Thị trấn', 'township'],
  ['commune', 'Đặc khu', 'special-zone'],
]

/**
 * A place with code, name and validity (đơn vị hành chính). Its key is (code, validFrom).
 * `name` is the full name with its kind (`Phường Hàng Gai`), NFC; `ownName` is it without the kind (`Hàng Gai`).
 */
export interface AdministrativeUnit {
  readonly code: UnitCode
  readonly validFrom: PlainDate
  /** Last day, included; null while in force. */
  readonly validUntil: PlainDate | null
  readonly level: UnitLevel
  readonly kind: UnitKind
  readonly name: string
  readonly ownName: string
  /** District of a commune until 2025-06-30, province since; null for provinces. */
  readonly parentCode: UnitCode | null
  /** The catalogue's own spelling where `name` differs from it. */
  readonly sourceName?: string
  /**
   * The day asked lies outside the states of the catalogue that are at hand (units were merged piecemeal from 2021-11
   * to 2025-02), or the unit's code is in doubt: show "chưa xác nhận".
   */
  readonly unconfirmed?: true
}

export function levelOfCode(code: UnitCode): UnitLevel {
  if (code.length === 2) return 'province'
  return code.length === 3 ? 'district' : 'commune'
}

/** Splits `Phường Hàng Gai` into kind and own name; undefined where the first words are no kind of that level. */
export function readUnitName(name: string, level: UnitLevel): { kind: UnitKind; ownName: string } | undefined {
  for (const [ofLevel, words, kind] of KINDS) {
    if (ofLevel === level && name.toLocaleLowerCase('vi').startsWith(`${words.toLocaleLowerCase('vi')} `)) {
      return { kind, ownName: name.slice(words.length + 1) }
    }
  }
  return undefined
}

/** `Phường`, `Thị xã`, …: the Vietnamese words of a kind. */
export function kindWords(kind: UnitKind): string {
  return KINDS.find(([, , known]) => known === kind)?.[1] ?? ''
}
