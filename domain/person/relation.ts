import * as z from 'zod/mini'
import { foldText } from './fold.ts'

/** Quan hệ với chủ hộ, also between applicant and representative. No official codes were found: names are the house's own. */
export const Relation = z.enum([
  'head',
  'wife',
  'husband',
  'child',
  'adopted-child',
  'daughter-in-law',
  'son-in-law',
  'father',
  'mother',
  'parent-in-law',
  'grandfather',
  'grandmother',
  'elder-brother',
  'elder-sister',
  'younger-sibling',
  'nephew-or-niece',
  'paternal-grandchild',
  'maternal-grandchild',
  'great-grandchild',
  'aunt-or-uncle',
  'guardian',
  'protected-person',
  'lodger',
  'other',
])
export type Relation = z.infer<typeof Relation>

const NAMES: Readonly<Record<Relation, string>> = {
  head: 'Chủ hộ',
  wife: 'Vợ',
  husband: 'Chồng',
  child: 'Con đẻ',
  'adopted-child': 'Con nuôi',
  'daughter-in-law': 'Con dâu',
  'son-in-law': 'Con rể',
  father: 'Cha đẻ',
  mother: 'Mẹ đẻ',
  'parent-in-law': 'Cha/Mẹ vợ (chồng)',
  grandfather: 'Ông',
  grandmother: 'Bà',
  'elder-brother': 'Anh',
  'elder-sister': 'Chị',
  'younger-sibling': 'Em',
  'nephew-or-niece': 'Cháu ruột',
  'paternal-grandchild': 'Cháu nội',
  'maternal-grandchild': 'Cháu ngoại',
  'great-grandchild': 'Chắt',
  'aunt-or-uncle': 'Cô/Dì/Chú/Bác/Cậu',
  guardian: 'Người giám hộ',
  'protected-person': 'Người được giám hộ',
  lodger: 'Ở nhờ/ở thuê',
  other: 'Khác',
}

const SYNONYMS: Readonly<Record<string, Relation>> = {
  con: 'child',
  cha: 'father',
  bo: 'father',
  'bo de': 'father',
  me: 'mother',
  co: 'aunt-or-uncle',
  di: 'aunt-or-uncle',
  chu: 'aunt-or-uncle',
  bac: 'aunt-or-uncle',
  cau: 'aunt-or-uncle',
  'o nho': 'lodger',
  'o thue': 'lodger',
}

export function relationName(relation: Relation): string {
  return NAMES[relation]
}

/** Finds the relation a paper names, marks and case ignored. */
export function findRelation(text: string): Relation | undefined {
  const folded = foldText(text)
  return Relation.options.find((it) => foldText(NAMES[it]) === folded) ?? SYNONYMS[folded]
}
