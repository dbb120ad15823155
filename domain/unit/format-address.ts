import type { PlainDate } from '../calendar/plain-date.ts'
import type { Address } from './address.ts'
import { type AdministrativeUnit, CommuneCode, DistrictCode, ProvinceCode } from './administrative-unit.ts'
import type { UnitTable } from './unit-table.ts'

/** `full`: names with their kind, as papers print them. `own-names`: `Hàng Gai, Hoàn Kiếm, Hà Nội`, as codes and chips do. */
export type AddressStyle = 'full' | 'own-names'

/**
 * The place in the order of its time: until 2025-06-30 commune, district, province; since then commune, province.
 * A place without codes is shown as written. A code the table does not know stays visible (`mã 99999`).
 */
export function formatAddress(address: Address, table: UnitTable, style: AddressStyle = 'full'): string {
  const codes = [address.communeCode, address.districtCode, address.provinceCode].filter((code) => code !== undefined)
  if (codes.length === 0) return address.detail === '' ? (address.written ?? '') : address.detail
  const names = codes.map((code) => {
    const unit = table.findUnit(code, address.asOf)
    return unit ? nameIn(unit, style) : `mã ${code}`
  })
  return [address.detail, ...names].filter((part) => part !== '').join(', ')
}

/** `Phường 1` keeps its kind in either style: a bare number is no name. */
function nameIn(unit: AdministrativeUnit, style: AddressStyle): string {
  return style === 'full' || /^\d/.test(unit.ownName) ? unit.name : unit.ownName
}

/** The most exact unit an address names, as of its own day; undefined without codes or where the table knows none. */
export function unitOf(address: Address, table: UnitTable): AdministrativeUnit | undefined {
  const code = address.communeCode ?? address.districtCode ?? address.provinceCode
  return code === undefined ? undefined : table.findUnit(code, address.asOf)
}

export interface AddressFault {
  readonly code: 'unknown-unit' | 'unit-outside-parent' | 'commune-missing' | 'province-missing' | 'place-empty'
  readonly field: 'provinceCode' | 'districtCode' | 'communeCode' | 'detail'
  readonly unitCode?: string
}

/**
 * What is wrong with an address as a filled-in form field: codes unknown on their day, a commune outside its district or
 * province, nothing at all. `needs` is how exact the field has to be.
 */
export function faultsOfAddress(
  address: Address,
  table: UnitTable,
  needs: 'commune' | 'province' | 'text',
): readonly AddressFault[] {
  const faults: AddressFault[] = []
  const given = [
    ['provinceCode', address.provinceCode],
    ['districtCode', address.districtCode],
    ['communeCode', address.communeCode],
  ] as const
  for (const [field, code] of given) {
    if (code === undefined) continue
    const unit = table.findUnit(code, address.asOf)
    if (!unit) faults.push({ code: 'unknown-unit', field, unitCode: code })
    else {
      const path = table.pathOf(unit, address.asOf).map((one) => one.code)
      const inside = given.every(
        ([, other]) => other === undefined || other.length >= code.length || path.includes(other),
      )
      if (!inside) faults.push({ code: 'unit-outside-parent', field, unitCode: code })
    }
  }
  if (needs === 'commune' && address.communeCode === undefined)
    faults.push({ code: 'commune-missing', field: 'communeCode' })
  if (needs !== 'text' && address.provinceCode === undefined)
    faults.push({ code: 'province-missing', field: 'provinceCode' })
  if (formatAddress(address, table) === '') faults.push({ code: 'place-empty', field: 'detail' })
  return faults
}

/** The address of a unit and everything above it, on the day. */
export function addressOfUnit(
  unit: AdministrativeUnit,
  day: PlainDate,
  table: UnitTable,
): Pick<Address, 'communeCode' | 'districtCode' | 'provinceCode' | 'asOf'> {
  const codes: { -readonly [K in 'communeCode' | 'districtCode' | 'provinceCode']?: Address[K] } = {}
  for (const one of table.pathOf(unit, day)) {
    if (one.level === 'province') codes.provinceCode = ProvinceCode.parse(one.code)
    else if (one.level === 'district') codes.districtCode = DistrictCode.parse(one.code)
    else codes.communeCode = CommuneCode.parse(one.code)
  }
  return { ...codes, asOf: day }
}
