import * as z from 'zod/mini'

/** Tình trạng hôn nhân; the population database does not tell divorce from widowhood. */
export const MaritalStatus = z.enum(['single', 'married', 'divorced-or-widowed'])
export type MaritalStatus = z.infer<typeof MaritalStatus>

interface MaritalFacts {
  /** Code of the population database (TinhTrangHonNhan). */
  readonly populationCode: '1' | '2' | '3'
  readonly vietnamese: string
}

const FACTS: Readonly<Record<MaritalStatus, MaritalFacts>> = {
  single: { populationCode: '1', vietnamese: 'Chưa kết hôn' },
  married: { populationCode: '2', vietnamese: 'Đang có vợ/chồng' },
  'divorced-or-widowed': { populationCode: '3', vietnamese: 'Đã ly hôn hoặc góa vợ/chồng' },
}

export function maritalStatusPopulationCode(status: MaritalStatus): '1' | '2' | '3' {
  return FACTS[status].populationCode
}

export function findMaritalStatusByPopulationCode(code: string): MaritalStatus | undefined {
  return MaritalStatus.options.find((status) => FACTS[status].populationCode === code)
}

export function maritalStatusName(status: MaritalStatus): string {
  return FACTS[status].vietnamese
}
