import type { PlainDate } from '../calendar/plain-date.ts'
import { type DatedRule, datedRule } from '../law/dated-rule.ts'

/** Công an / UBND / BHXH: two desks in law and an agency, one program. */
export type OfficeKind = 'police' | 'committee' | 'insurance'
export const officeKinds: readonly OfficeKind[] = ['police', 'committee', 'insurance']

/** Level of the office; `designated` is a commune police post named as intake point between district and commune level. */
export type OfficeLevel = 'province' | 'district' | 'designated' | 'commune'

/** What an office may do; the name of the feature. */
export type Procedure =
  | 'identity-card'
  | 'identity-card-under-14'
  | 'identity-certificate'
  | 'biometric-voice-dna'
  | 'civil-status'
  | 'civil-status-foreign-element'
  | 'insurance-verification'

type Competence = Readonly<Partial<Record<OfficeLevel, readonly Procedure[]>>>

const DISTRICT_POLICE_ENDS = 'Công an cấp huyện kết thúc hoạt động từ 01/03/2025 (chưa đọc văn bản)'
const CARD_2023 = 'Luật Căn cước 26/2023/QH15; Thông tư 17/2024/TT-BCA'
const NQ_22 = 'Nghị quyết 22/2026/NQ-CP, Phụ lục I.2, I.3'
const CARD_EVERYWHERE: readonly Procedure[] = ['identity-card', 'identity-card-under-14']
const CARD_AND_REST: readonly Procedure[] = [...CARD_EVERYWHERE, 'identity-certificate', 'biometric-voice-dna']

/** Identity-card procedures by level of the police. From 2027-03-01 NQ 22/2026 ends; what follows is not known. */
const POLICE: DatedRule<Competence> = datedRule<Competence>([
  {
    from: '2021-01-01',
    until: '2024-06-30',
    source: 'Luật Căn cước công dân 59/2014/QH13, Điều 26; Thông tư 59/2021/TT-BCA',
    value: { province: ['identity-card'], district: ['identity-card'] },
  },
  {
    from: '2024-07-01',
    until: '2025-02-28',
    source: CARD_2023,
    value: { province: CARD_AND_REST, district: CARD_AND_REST, commune: ['identity-card-under-14'] },
  },
  {
    from: '2025-03-01',
    until: '2025-06-30',
    source: `${CARD_2023}; ${DISTRICT_POLICE_ENDS}`,
    unconfirmed: true,
    value: { province: CARD_AND_REST, designated: CARD_AND_REST, commune: ['identity-card-under-14'] },
  },
  {
    from: '2025-07-01',
    until: '2026-04-28',
    source: `${CARD_2023}; tổ chức chính quyền địa phương 2 cấp`,
    value: { province: CARD_AND_REST, commune: CARD_AND_REST },
  },
  {
    from: '2026-04-29',
    until: '2027-02-28',
    source: NQ_22,
    value: { province: CARD_EVERYWHERE, commune: CARD_AND_REST },
  },
  {
    from: '2027-03-01',
    until: null,
    source: `${CARD_2023}; ${NQ_22} hết hiệu lực, quy định thay thế chưa biết`,
    unconfirmed: true,
    value: { province: CARD_EVERYWHERE, commune: CARD_AND_REST },
  },
])

/** Civil status by level of the People's Committee. */
const COMMITTEE: DatedRule<Competence> = datedRule<Competence>([
  {
    from: '2016-01-01',
    until: '2025-06-30',
    source: 'Luật Hộ tịch 60/2014/QH13, Điều 7',
    value: { commune: ['civil-status'], district: ['civil-status-foreign-element'] },
  },
  {
    from: '2025-07-01',
    until: '2027-02-28',
    source: 'Nghị định 120/2025/NĐ-CP',
    value: { commune: ['civil-status', 'civil-status-foreign-element'] },
  },
  {
    from: '2027-03-01',
    until: null,
    source: 'Luật Hộ tịch 03/2026/QH16, Điều 16',
    value: { commune: ['civil-status', 'civil-status-foreign-element'] },
  },
])

/** The agency's own levels changed in 2025; the procedure did not. */
const INSURANCE: DatedRule<Competence> = datedRule<Competence>([
  {
    from: '2021-01-01',
    until: null,
    source: 'Luật Bảo hiểm xã hội; Luật Bảo hiểm y tế',
    unconfirmed: true,
    value: {
      province: ['insurance-verification'],
      district: ['insurance-verification'],
      commune: ['insurance-verification'],
    },
  },
])

const COMPETENCE: Readonly<Record<OfficeKind, DatedRule<Competence>>> = {
  police: POLICE,
  committee: COMMITTEE,
  insurance: INSURANCE,
}

/** What the law gives an office to do on the day. The technician may only narrow it. Throws `NoRuleInForce`. */
export function proceduresOf(kind: OfficeKind, level: OfficeLevel, day: PlainDate): readonly Procedure[] {
  return COMPETENCE[kind].at(day)[level] ?? []
}

export function competenceSource(kind: OfficeKind, day: PlainDate): { source: string; unconfirmed: boolean } {
  const span = COMPETENCE[kind].spanAt(day)
  return { source: span.source, unconfirmed: span.unconfirmed === true }
}

/** Which kind and levels of office do a procedure on the day: for "Việc này làm tại …". Empty where nobody does. */
export function officesDoing(
  procedure: Procedure,
  day: PlainDate,
): readonly { kind: OfficeKind; level: OfficeLevel }[] {
  const found: { kind: OfficeKind; level: OfficeLevel }[] = []
  const levels: readonly OfficeLevel[] = ['commune', 'designated', 'district', 'province']
  for (const kind of officeKinds) {
    for (const level of levels) if (proceduresOf(kind, level, day).includes(procedure)) found.push({ kind, level })
  }
  return found
}
