import * as z from 'zod/mini'
import { foldText } from './fold.ts'

/**
 * Tôn giáo, a sensitive datum: shown, never read aloud. The list of names is known; of the official two-digit numbers
 * only 00 (none) was found, so the house uses names of its own and writes the Vietnamese word on papers.
 */
export const Religion = z.enum([
  'none',
  'buddhism',
  'catholicism',
  'protestantism',
  'caodaism',
  'hoa-hao-buddhism',
  'islam',
  'bahai',
  'pure-land-buddhist-home-practice',
  'adventism',
  'four-debts-buddhism',
  'minh-su',
  'minh-ly',
  'brahmanism',
  'mormonism',
  'ta-lon-buddhism',
  'buu-son-ky-huong',
])
export type Religion = z.infer<typeof Religion>

const NAMES: Readonly<Record<Religion, string>> = {
  none: 'Không',
  buddhism: 'Phật giáo',
  catholicism: 'Công giáo',
  protestantism: 'Tin lành',
  caodaism: 'Cao đài',
  'hoa-hao-buddhism': 'Phật giáo Hòa Hảo',
  islam: 'Hồi giáo',
  bahai: "Baha'i",
  'pure-land-buddhist-home-practice': 'Tịnh độ Cư sỹ Phật hội',
  adventism: 'Cơ đốc Phục lâm',
  'four-debts-buddhism': 'Phật giáo Tứ Ân Hiếu nghĩa',
  'minh-su': 'Minh Sư đạo',
  'minh-ly': 'Minh lý đạo – Tam Tông Miếu',
  brahmanism: 'Bà-la-môn giáo',
  mormonism: 'Mặc môn',
  'ta-lon-buddhism': 'Phật giáo Hiếu Nghĩa Tà Lơn',
  'buu-son-ky-huong': 'Bửu Sơn Kỳ hương',
}

/** Other words papers use. */
const SYNONYMS: Readonly<Record<string, Religion>> = {
  'thien chua giao': 'catholicism',
  'thien chua': 'catholicism',
  'dao phat': 'buddhism',
  'hoa hao': 'hoa-hao-buddhism',
  'khong ton giao': 'none',
  'khong theo ton giao': 'none',
}

export function religionName(religion: Religion): string {
  return NAMES[religion]
}

/** Finds the religion a paper names, marks and case ignored. */
export function findReligion(text: string): Religion | undefined {
  const folded = foldText(text)
  return Religion.options.find((it) => foldText(NAMES[it]) === folded) ?? SYNONYMS[folded]
}
