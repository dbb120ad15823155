import * as z from 'zod/mini'

/** Nhóm máu. */
export const BloodGroup = z.enum(['A', 'B', 'AB', 'O', 'unknown'])
export type BloodGroup = z.infer<typeof BloodGroup>

/** Codes of the population database (NhomMau). */
const POPULATION_CODES: Readonly<Record<BloodGroup, string>> = { unknown: '00', A: '01', B: '02', AB: '03', O: '04' }

export function bloodGroupPopulationCode(group: BloodGroup): string {
  return POPULATION_CODES[group]
}

export function findBloodGroupByPopulationCode(code: string): BloodGroup | undefined {
  return BloodGroup.options.find((group) => POPULATION_CODES[group] === code)
}

export function bloodGroupName(group: BloodGroup): string {
  return group === 'unknown' ? 'Chưa có thông tin' : group
}
