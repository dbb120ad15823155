import type { PlainDate } from '../calendar/plain-date.ts'

/** First day of the 34 provinces (Nghị quyết 202/2025/QH15; codes: Quyết định 19/2025/QĐ-TTg). */
const DAY_OF_THE_34 = '2025-07-01'

interface ProvinceRow {
  /** Three digits at the head of the personal number: `0` and the statistical code. */
  readonly code: string
  /** Name under the 63 provinces (until 2025-06-30). */
  readonly name: string
  /** Two-digit code of the province this territory belongs to today. */
  readonly present: string
}

/** The 63 provinces of Thông tư 07/2016/TT-BCA, annex, with their present unit. */
const ROWS: readonly ProvinceRow[] = [
  { code: '001', name: 'Hà Nội', present: '01' },
  { code: '002', name: 'Hà Giang', present: '08' },
  { code: '004', name: 'Cao Bằng', present: '04' },
  { code: '006', name: 'Bắc Kạn', present: '19' },
  { code: '008', name: 'Tuyên Quang', present: '08' },
  { code: '010', name: 'Lào Cai', present: '15' },
  { code: '011', name: 'Điện Biên', present: '11' },
  { code: '012', name: 'Lai Châu', present: '12' },
  { code: '014', name: 'Sơn La', present: '14' },
  { code: '015', name: 'Yên Bái', present: '15' },
  { code: '017', name: 'Hòa Bình', present: '25' },
  { code: '019', name: 'Thái Nguyên', present: '19' },
  { code: '020', name: 'Lạng Sơn', present: '20' },
  { code: '022', name: 'Quảng Ninh', present: '22' },
  { code: '024', name: 'Bắc Giang', present: '24' },
  { code: '025', name: 'Phú Thọ', present: '25' },
  { code: '026', name: 'Vĩnh Phúc', present: '25' },
  { code: '027', name: 'Bắc Ninh', present: '24' },
  { code: '030', name: 'Hải Dương', present: '31' },
  { code: '031', name: 'Hải Phòng', present: '31' },
  { code: '033', name: 'Hưng Yên', present: '33' },
  { code: '034', name: 'Thái Bình', present: '33' },
  { code: '035', name: 'Hà Nam', present: '37' },
  { code: '036', name: 'Nam Định', present: '37' },
  { code: '037', name: 'Ninh Bình', present: '37' },
  { code: '038', name: 'Thanh Hóa', present: '38' },
  { code: '040', name: 'Nghệ An', present: '40' },
  { code: '042', name: 'Hà Tĩnh', present: '42' },
  { code: '044', name: 'Quảng Bình', present: '44' },
  { code: '045', name: 'Quảng Trị', present: '44' },
  { code: '046', name: 'Huế', present: '46' },
  { code: '048', name: 'Đà Nẵng', present: '48' },
  { code: '049', name: 'Quảng Nam', present: '48' },
  { code: '051', name: 'Quảng Ngãi', present: '51' },
  { code: '052', name: 'Bình Định', present: '52' },
  { code: '054', name: 'Phú Yên', present: '66' },
  { code: '056', name: 'Khánh Hòa', present: '56' },
  { code: '058', name: 'Ninh Thuận', present: '56' },
  { code: '060', name: 'Bình Thuận', present: '68' },
  { code: '062', name: 'Kon Tum', present: '51' },
  { code: '064', name: 'Gia Lai', present: '52' },
  { code: '066', name: 'Đắk Lắk', present: '66' },
  { code: '067', name: 'Đắk Nông', present: '68' },
  { code: '068', name: 'Lâm Đồng', present: '68' },
  { code: '070', name: 'Bình Phước', present: '75' },
  { code: '072', name: 'Tây Ninh', present: '80' },
  { code: '074', name: 'Bình Dương', present: '79' },
  { code: '075', name: 'Đồng Nai', present: '75' },
  { code: '077', name: 'Bà Rịa – Vũng Tàu', present: '79' },
  { code: '079', name: 'Hồ Chí Minh', present: '79' },
  { code: '080', name: 'Long An', present: '80' },
  { code: '082', name: 'Tiền Giang', present: '82' },
  { code: '083', name: 'Bến Tre', present: '86' },
  { code: '084', name: 'Trà Vinh', present: '86' },
  { code: '086', name: 'Vĩnh Long', present: '86' },
  { code: '087', name: 'Đồng Tháp', present: '82' },
  { code: '089', name: 'An Giang', present: '91' },
  { code: '091', name: 'Kiên Giang', present: '91' },
  { code: '092', name: 'Cần Thơ', present: '92' },
  { code: '093', name: 'Hậu Giang', present: '92' },
  { code: '094', name: 'Sóc Trăng', present: '92' },
  { code: '095', name: 'Bạc Liêu', present: '96' },
  { code: '096', name: 'Cà Mau', present: '96' },
]

/** The 34 provinces by their two-digit code. */
const PRESENT_NAMES: ReadonlyMap<string, string> = new Map([
  ['01', 'Hà Nội'],
  ['04', 'Cao Bằng'],
  ['08', 'Tuyên Quang'],
  ['11', 'Điện Biên'],
  ['12', 'Lai Châu'],
  ['14', 'Sơn La'],
  ['15', 'Lào Cai'],
  ['19', 'Thái Nguyên'],
  ['20', 'Lạng Sơn'],
  ['22', 'Quảng Ninh'],
  ['24', 'Bắc Ninh'],
  ['25', 'Phú Thọ'],
  ['31', 'Hải Phòng'],
  ['33', 'Hưng Yên'],
  ['37', 'Ninh Bình'],
  ['38', 'Thanh Hóa'],
  ['40', 'Nghệ An'],
  ['42', 'Hà Tĩnh'],
  ['44', 'Quảng Trị'],
  ['46', 'Huế'],
  ['48', 'Đà Nẵng'],
  ['51', 'Quảng Ngãi'],
  ['52', 'Gia Lai'],
  ['56', 'Khánh Hòa'],
  ['66', 'Đắk Lắk'],
  ['68', 'Lâm Đồng'],
  ['75', 'Đồng Nai'],
  ['79', 'Hồ Chí Minh'],
  ['80', 'Tây Ninh'],
  ['82', 'Đồng Tháp'],
  ['86', 'Vĩnh Long'],
  ['91', 'An Giang'],
  ['92', 'Cần Thơ'],
  ['96', 'Cà Mau'],
])

/** One way to read the head of a personal number: a province in the tables of one time. */
export interface ProvinceReading {
  readonly kind: 'province'
  readonly code: string
  readonly name: string
  /** Two-digit code and name of the province this territory belongs to today. */
  readonly presentCode: string
  readonly presentName: string
  /** Days of birth registration for which this reading holds; `null` is open. */
  readonly from: string | null
  readonly until: string | null
  /** That births since 2025-07-01 take the table of the 34 is plausible, not confirmed. */
  readonly unconfirmed?: true
}

function presentNameOf(code: string): string {
  return PRESENT_NAMES.get(code) ?? code
}

function readingsOf(row: ProvinceRow): readonly ProvinceReading[] {
  const ofOld = {
    kind: 'province',
    code: row.code,
    name: row.name,
    presentCode: row.present,
    presentName: presentNameOf(row.present),
    from: null,
  } as const
  const code = row.code.slice(1)
  const newName = PRESENT_NAMES.get(code)
  if (newName === undefined || newName === row.name) return [{ ...ofOld, until: null }]
  return [
    { ...ofOld, until: '2025-06-30' },
    {
      kind: 'province',
      code: row.code,
      name: newName,
      presentCode: code,
      presentName: newName,
      from: DAY_OF_THE_34,
      until: null,
      unconfirmed: true,
    },
  ]
}

const READINGS: ReadonlyMap<string, readonly ProvinceReading[]> = new Map(
  ROWS.map((row) => [row.code, readingsOf(row)]),
)

/** Every three-digit province code of the personal number, ascending. */
export const provinceCodesOfBirthRegistration: readonly string[] = ROWS.map((row) => row.code)

/**
 * Readings of a three-digit province code. Seven codes changed their province on 2025-07-01 (024: Bắc Giang, then
 * Bắc Ninh): without the day of the birth's registration both readings come back, old first. Unknown codes give none.
 */
export function readProvinceOfBirthRegistration(code: string, registeredOn?: PlainDate): readonly ProvinceReading[] {
  const readings = READINGS.get(code) ?? []
  if (registeredOn === undefined) return readings
  return readings.filter(
    (it) => (it.from === null || it.from <= registeredOn) && (it.until === null || registeredOn <= it.until),
  )
}
