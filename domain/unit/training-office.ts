import type { PlainDate } from '../calendar/plain-date.ts'
import { type DatedRule, datedRule } from '../law/dated-rule.ts'
import { CommuneCode, DistrictCode, type UnitCode } from './administrative-unit.ts'
import type { OfficeKind, OfficeLevel } from './office.ts'

/** A registration office as the desk knows it: number of its log, name, place, people who sign. */
export interface RegistrationOffice {
  /** Number of the office in its event log; never used again for another office. */
  readonly id: number
  readonly name: string
  readonly kind: OfficeKind
  readonly level: OfficeLevel
  /** Unit the office belongs to, in the unit table of the legal day. */
  readonly unitCode: UnitCode
  /** Communes whose residents the office keeps at hand while the line is out. */
  readonly communesServed: readonly CommuneCode[]
  /** Title of the one who approves (Đội trưởng, then Lãnh đạo Công an phường). */
  readonly approverTitle: string
  /** Line above the office's name on papers. */
  readonly parentAgency: string
  /** Name of the place in date lines: `Hoàn Kiếm, ngày …`. */
  readonly placeName: string
}

/** The eighteen wards of quận Hoàn Kiếm, catalogues of 2021-11-06 and 2025-03-01. */
const HOAN_KIEM_WARDS = [
  '00037',
  '00040',
  '00043',
  '00046',
  '00049',
  '00052',
  '00055',
  '00058',
  '00061',
  '00064',
  '00067',
  '00070',
  '00073',
  '00076',
  '00079',
  '00082',
  '00085',
  '00088',
].map((code) => CommuneCode.parse(code))

const HA_NOI_POLICE = 'CÔNG AN THÀNH PHỐ HÀ NỘI'

const TRAINING_OFFICE: DatedRule<RegistrationOffice> = datedRule<RegistrationOffice>([
  {
    from: '2021-01-01',
    until: '2025-02-28',
    source: 'Luật Căn cước công dân 59/2014/QH13, Điều 26; Luật Căn cước 26/2023/QH15',
    value: {
      id: 101,
      name: 'Công an quận Hoàn Kiếm',
      kind: 'police',
      level: 'district',
      unitCode: DistrictCode.parse('002'),
      communesServed: HOAN_KIEM_WARDS,
      approverTitle: 'Đội trưởng',
      parentAgency: HA_NOI_POLICE,
      placeName: 'Hoàn Kiếm',
    },
  },
  {
    from: '2025-03-01',
    until: '2025-06-30',
    source: 'Công an cấp huyện kết thúc hoạt động từ 01/03/2025; điểm thu nhận do Công an thành phố chỉ định',
    unconfirmed: true,
    value: {
      id: 102,
      name: 'Công an phường Hàng Bài (điểm thu nhận được chỉ định)',
      kind: 'police',
      level: 'designated',
      unitCode: CommuneCode.parse('00088'),
      communesServed: HOAN_KIEM_WARDS,
      approverTitle: 'Lãnh đạo Công an phường',
      parentAgency: HA_NOI_POLICE,
      placeName: 'Hàng Bài',
    },
  },
  {
    from: '2025-07-01',
    until: null,
    source: 'Nghị quyết 202/2025/QH15 và nghị quyết sắp xếp cấp xã của UBTVQH; tổ chức chính quyền địa phương 2 cấp',
    value: {
      id: 103,
      name: 'Công an phường Hoàn Kiếm',
      kind: 'police',
      level: 'commune',
      unitCode: CommuneCode.parse('00070'),
      communesServed: [CommuneCode.parse('00070')],
      approverTitle: 'Lãnh đạo Công an phường',
      parentAgency: HA_NOI_POLICE,
      placeName: 'Hoàn Kiếm',
    },
  },
])

/** The police office of the training desk on its legal day. Throws `NoRuleInForce` before 2021. */
export function trainingOffice(day: PlainDate): RegistrationOffice {
  return TRAINING_OFFICE.at(day)
}

/** Whether that office is sure for the day; the designated post of 2025-03 to 2025-06 is an assumption. */
export function trainingOfficeSource(day: PlainDate): { source: string; unconfirmed: boolean } {
  const span = TRAINING_OFFICE.spanAt(day)
  return { source: span.source, unconfirmed: span.unconfirmed === true }
}

/** All offices the training desk was or is, oldest first. */
export const trainingOffices: readonly RegistrationOffice[] = TRAINING_OFFICE.spans.map((span) => span.value)
