import type { AddressField } from '../../../../domain/identity-card/application.ts'
import type { UnitView } from '../../../../preload/contract/unit.ts'
import { useAsk } from '../../../app/index.ts'

/** Names of the units an address was recorded in, of its own day; codes stand where the table knows no name. */
export function useUnitPath(address: AddressField | undefined): string {
  const day = address?.asOf ?? ''
  const { provinceCode, districtCode, communeCode } = address ?? {}
  const known = day !== ''
  const provinces = useAsk('unit.children', { parentCode: null, day }, { enabled: known && provinceCode !== undefined })
  const districts = useAsk(
    'unit.children',
    { parentCode: provinceCode ?? null, day },
    { enabled: known && provinceCode !== undefined && (districtCode ?? communeCode) !== undefined },
  )
  const communes = useAsk(
    'unit.children',
    { parentCode: districtCode ?? null, day },
    { enabled: known && districtCode !== undefined && communeCode !== undefined },
  )
  const all: readonly UnitView[] = [
    ...(provinces.data?.units ?? []),
    ...(districts.data?.units ?? []),
    ...(communes.data?.units ?? []),
  ]
  const nameOf = (code: string) => all.find((unit) => unit.code === code)?.name ?? code
  return [communeCode, districtCode, provinceCode].flatMap((code) => (code ? [nameOf(code)] : [])).join(', ')
}

/** Codes of a found unit: its own and its parents', the province by the last name of its path. */
export function codesOfUnit(
  unit: UnitView,
  provinces: readonly UnitView[],
): Pick<AddressField, 'provinceCode' | 'districtCode' | 'communeCode'> {
  if (unit.level === 'province') return { provinceCode: unit.code }
  const last = unit.path.split(', ').at(-1) ?? ''
  const province = provinces.find((one) => one.code === unit.parentCode) ?? provinces.find((one) => one.name === last)
  const provinceCode = province?.code
  const upper = provinceCode === undefined ? {} : { provinceCode }
  if (unit.level === 'district') return { districtCode: unit.code, ...upper }
  const district = unit.parentCode !== null && unit.parentCode !== provinceCode ? { districtCode: unit.parentCode } : {}
  return { communeCode: unit.code, ...district, ...upper }
}
