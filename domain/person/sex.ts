import * as z from 'zod/mini'

/** Giới tính. The code sets differ by system and are never mixed: each has its own pair of converters below. */
export const Sex = z.enum(['male', 'female', 'undetermined'])
export type Sex = z.infer<typeof Sex>

/** MRZ, ICAO 9303-5: `M`, `F`, `<` for unspecified. */
export function findSexByMrzLetter(letter: string): Sex | undefined {
  if (letter === 'M') return 'male'
  if (letter === 'F') return 'female'
  if (letter === '<') return 'undetermined'
  return undefined
}

export function mrzSexLetter(sex: Sex): 'M' | 'F' | '<' {
  if (sex === 'male') return 'M'
  if (sex === 'female') return 'F'
  return '<'
}

/** Health-insurance card (thẻ BHYT) and population database: `1` Nam, `2` Nữ; they know no third value. */
export function findSexByInsuranceCode(code: string): Sex | undefined {
  if (code === '1') return 'male'
  if (code === '2') return 'female'
  return undefined
}

/** `undefined` for an undetermined sex, which the insurance code set cannot say. */
export function findInsuranceSexCode(sex: Sex): '1' | '2' | undefined {
  if (sex === 'male') return '1'
  if (sex === 'female') return '2'
  return undefined
}

/** Civil-status template (hộ tịch): `1` Nam, `2` Nữ, `3` Không xác định. */
export function findSexByCivilStatusCode(code: string): Sex | undefined {
  if (code === '3') return 'undetermined'
  return findSexByInsuranceCode(code)
}

export function civilStatusSexCode(sex: Sex): '1' | '2' | '3' {
  return findInsuranceSexCode(sex) ?? '3'
}

/** The words of papers and codes, in any case and with or without marks: `Nam`, `Nữ`, `nu`, `Không xác định`. */
export function findSexByWord(word: string): Sex | undefined {
  const folded = word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/giu, 'd').trim().toLowerCase()
  if (folded === 'nam') return 'male'
  if (folded === 'nu') return 'female'
  if (folded === 'khong xac dinh' || folded === 'chua xac dinh') return 'undetermined'
  return undefined
}

export function sexWord(sex: Sex): 'Nam' | 'Nữ' | 'Không xác định' {
  if (sex === 'male') return 'Nam'
  if (sex === 'female') return 'Nữ'
  return 'Không xác định'
}
