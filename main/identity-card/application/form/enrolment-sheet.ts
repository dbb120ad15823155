import {
  BODY,
  checkBoxRow,
  fieldRow,
  flowParagraph,
  inCapitals,
  millimetres,
  openOfficialPaper,
  type Paper,
  type PaperField,
  type PlacedMark,
  type PrintSettings,
  paperPicture,
  signatureBlocks,
} from '../../../paper/index.ts'
import { biometricTables } from './biometric-tables.ts'
import type { EnrolmentSheetInput } from './enrolment-sheet-input.ts'
import { FORM_REGISTER, lawOf, type PrintedKind, type PrintedRelative, signingHint } from './identity-paper-input.ts'

/** Tried in turn, until the whole sheet with its signatures stands on one page; at the last it may take two. */
const SIZES = [12, 11.5, 11, 10.5] as const
const PORTRAIT = { width: millimetres(30), height: millimetres(40) }
/** Oath, capacity, hint, room to sign and name, where each takes one line, at the first size. */
const OATH_AND_SIGNATURES = 122
const KINDS: readonly (readonly [Exclude<PrintedKind, null>, string])[] = [
  ['first-issue', 'Cấp mới'],
  ['exchange', 'Cấp đổi'],
  ['reissue', 'Cấp lại'],
]

/** Numbers the items of a form as it goes: `1. Họ, chữ đệm và tên: …`. */
function numbered(paper: Paper, size: number) {
  let item = 0
  function label(field: PaperField): PaperField {
    item += 1
    return { ...field, label: `${item}. ${field.label}:` }
  }
  return (fields: readonly PaperField[], left: number) => {
    fieldRow(paper, fields.map(label), { size, bounds: { left, right: BODY.right } })
  }
}

function relativeRow(title: string, relative: PrintedRelative | undefined, withRelation: boolean): PaperField[] {
  const parts = [
    relative?.fullName ?? '',
    relative?.personalNumber ? `số định danh/CMND: ${relative.personalNumber}` : '',
    relative?.nationality ? `quốc tịch: ${relative.nationality}` : '',
    withRelation && relative?.relation ? `quan hệ: ${relative.relation}` : '',
  ].filter((part) => part.trim() !== '')
  return [{ label: title, value: parts.join('; ') }]
}

/**
 * Prints the sheet the citizen reads and signs (phiếu thu nhận): CC02 of the 2021 rules (TT 66/2015, TT 41/2019), CC01
 * of the 2023 law (TT 17/2024; fields from Luật Căn cước 26/2023/QH15, Điều 9, 16). The official sheets were not at
 * hand: the layout is the house's and the paper says so.
 * Throws `PaperInputError`, `NoRuleInForce`.
 */
export async function printEnrolmentSheet(
  input: EnrolmentSheetInput,
  settings: PrintSettings = {},
): Promise<Uint8Array> {
  for (const size of SIZES) {
    const placed: PlacedMark[] = []
    const sheet = await printAt(input, { ...settings, onPlaced: (mark) => placed.push(mark) }, size)
    if (sheet.pages > 1 && size !== SIZES.at(-1)) continue
    // Only what stands on the paper is told of, not what was tried.
    for (const mark of placed) settings.onPlaced?.(mark)
    return sheet.pdf
  }
  throw new RangeError('no size to print at')
}

async function printAt(
  input: EnrolmentSheetInput,
  settings: PrintSettings,
  size: number,
): Promise<{ readonly pdf: Uint8Array; readonly pages: number }> {
  const law = lawOf(input)
  const { paper, finish } = openOfficialPaper(
    input,
    { register: FORM_REGISTER, id: 'enrolment-sheet', rulesDay: input.rulesDay },
    settings,
  )
  const { person } = input
  const row = numbered(paper, size)

  if (input.notComparedWithPopulation) {
    const words = {
      text: '(Chưa đối chiếu với Cơ sở dữ liệu quốc gia về dân cư)',
      style: { face: 'bold-italic', size },
    } as const
    flowParagraph(paper, [words], BODY, { align: 'centre', after: 4 })
  }

  paper.reserve(PORTRAIT.height + 4)
  const top = paper.y
  const page = paper.page
  paperPicture(paper, input.portrait, 'Không có ảnh', { field: 'portrait', left: BODY.left, top, ...PORTRAIT })
  const beside = BODY.left + PORTRAIT.width + millimetres(5)
  checkBoxRow(
    paper,
    KINDS.map(([kind, label]) => ({ label, checked: input.kind === kind })),
    { size, bounds: { left: beside, right: BODY.right } },
  )
  row([{ label: 'Lý do', value: input.reason }], beside)
  row([{ label: 'Họ, chữ đệm và tên khai sinh', value: inCapitals(person.fullName ?? ''), strong: true }], beside)
  row([{ label: 'Tên gọi khác', value: person.otherName }], beside)
  row(
    [
      { label: 'Ngày, tháng, năm sinh', value: person.dateOfBirth, share: 0.64 },
      { label: 'Giới tính', value: person.sex },
    ],
    beside,
  )
  const number = law === '2023' ? 'Số định danh cá nhân' : 'Số định danh cá nhân/CCCD'
  row([{ label: number, value: person.personalNumber, strong: true }], beside)
  if (paper.page === page) paper.y = Math.max(paper.y, top + PORTRAIT.height + 4)

  const { left } = BODY
  row(
    [{ label: law === '2023' ? 'Số CMND 09 số, số CCCD cũ' : 'Số CMND, CCCD đã cấp', value: person.oldIdentityNumber }],
    left,
  )
  row(
    [
      { label: 'Dân tộc', value: person.ethnicity },
      { label: 'Tôn giáo', value: person.religion },
    ],
    left,
  )
  row(
    [
      { label: 'Quốc tịch', value: person.nationality },
      { label: 'Nhóm máu (nếu có)', value: person.bloodGroup },
    ],
    left,
  )
  row(
    [
      { label: 'Tình trạng hôn nhân', value: person.maritalStatus },
      { label: 'Số điện thoại', value: person.phone },
    ],
    left,
  )
  if (law === '2023') row([{ label: 'Nơi sinh', value: person.placeOfBirth }], left)
  row([{ label: 'Nơi đăng ký khai sinh', value: person.placeOfBirthRegistration }], left)
  row([{ label: 'Quê quán', value: person.placeOfOrigin }], left)
  row([{ label: 'Nơi thường trú', value: person.permanentResidence }], left)
  if (law === '2023') row([{ label: 'Nơi tạm trú', value: person.temporaryResidence }], left)
  row([{ label: 'Nơi ở hiện tại', value: person.currentResidence }], left)
  row(
    [
      { label: 'Nghề nghiệp', value: person.occupation },
      { label: 'Trình độ học vấn', value: person.educationLevel },
    ],
    left,
  )
  row(relativeRow('Họ, chữ đệm và tên cha', input.father, false), left)
  row(relativeRow('Họ, chữ đệm và tên mẹ', input.mother, false), left)
  row(relativeRow('Họ, chữ đệm và tên vợ (chồng)', input.spouse, false), left)
  row(relativeRow('Người đại diện hợp pháp', input.representative, true), left)
  row(relativeRow('Chủ hộ', input.householdHead, true), left)
  row([{ label: 'Đặc điểm nhận dạng', value: input.marks.join('; ') }], left)
  if (input.portrait === null) row([{ label: 'Lý do không có ảnh khuôn mặt', value: input.portraitAbsence }], left)
  biometricTables(paper, input, law, size)

  const oath = 'Tôi đã đọc, kiểm tra và xác nhận những thông tin trên là đúng.'
  const block = { text: oath, style: { face: 'italic', size } } as const
  // The oath never stands on another page than the signatures under it.
  paper.reserve((OATH_AND_SIGNATURES * size) / SIZES[0])
  paper.y += 4
  flowParagraph(paper, [block], BODY, { after: 4 })
  signatureBlocks(
    paper,
    [
      {
        title: input.declarantIsRepresentative ? 'NGƯỜI ĐẠI DIỆN HỢP PHÁP' : 'NGƯỜI KHAI',
        hint: signingHint(input.signing),
        name: input.declarantName,
      },
      { title: 'CÁN BỘ THU NHẬN', hint: '(Ký, ghi rõ họ tên)', name: input.officerName },
    ],
    size,
  )
  const pages = paper.page
  return { pdf: await finish(), pages }
}
