import {
  BODY,
  fieldRow,
  flowParagraph,
  inCapitals,
  openOfficialPaper,
  type PrintSettings,
  signatureBlocks,
} from '../../../paper/index.ts'
import { type FieldText, FORM_REGISTER, type IdentityPaperInput } from './identity-paper-input.ts'

/** One ground of a refusal: what the rule says, where it stands, what the citizen can do. */
export interface RefusalGround {
  readonly rule: string
  /** Law and article in full: `Luật Căn cước 26/2023/QH15, Điều 23`. */
  readonly source: string
  /** Not read in the law itself: printed `(căn cứ chưa xác nhận)`. */
  readonly unconfirmed?: boolean | undefined
  readonly whatToDo?: FieldText
}

export interface RefusalInput extends IdentityPaperInput {
  readonly fullName?: FieldText
  readonly dateOfBirth?: FieldText
  readonly sex?: FieldText
  readonly personalNumber?: FieldText
  readonly residence?: FieldText
  /** What was asked for, in words: `Cấp thẻ Căn cước công dân`. */
  readonly procedure?: FieldText
  readonly grounds: readonly RefusalGround[]
  readonly officerName?: FieldText
  /** Post and name of the leader who signs, where one does. */
  readonly leader?: { readonly post: string; readonly name: string } | undefined
}

const SIZE = 13
const REGULAR = { face: 'regular', size: SIZE } as const
const BOLD = { face: 'bold', size: SIZE } as const
const INDENT = 28

/**
 * Prints the written refusal of an application: each ground with its source and what to do. The title of the official
 * form (CC03–CC05 of TT 17/2024/TT-BCA) is not known: the paper carries a plain title and no form number.
 * Throws `PaperInputError`.
 */
export async function printRefusal(input: RefusalInput, settings: PrintSettings = {}): Promise<Uint8Array> {
  const { paper, finish } = openOfficialPaper(
    input,
    { register: FORM_REGISTER, id: 'refusal', rulesDay: input.rulesDay },
    settings,
  )
  const row = { size: SIZE }
  const paragraph = (text: string, style: typeof REGULAR | typeof BOLD, after = 3) =>
    flowParagraph(paper, [{ text, style }], BODY, { firstIndent: INDENT, after })

  paper.y += 2
  fieldRow(paper, [{ label: 'Kính gửi: Ông (bà)', value: inCapitals(input.fullName ?? ''), strong: true }], row)
  fieldRow(
    paper,
    [
      { label: 'Ngày, tháng, năm sinh:', value: input.dateOfBirth, share: 0.62 },
      { label: 'Giới tính:', value: input.sex },
    ],
    row,
  )
  fieldRow(paper, [{ label: 'Số định danh cá nhân:', value: input.personalNumber }], row)
  fieldRow(paper, [{ label: 'Nơi cư trú:', value: input.residence }], row)
  fieldRow(paper, [{ label: 'Thủ tục đề nghị:', value: input.procedure }], row)
  paper.y += 6
  paragraph(`${input.agency.name} từ chối tiếp nhận hồ sơ của ông (bà) vì lý do sau đây:`, REGULAR)
  for (const [index, ground] of input.grounds.entries()) {
    paragraph(input.grounds.length > 1 ? `${index + 1}. ${ground.rule}` : ground.rule, BOLD)
    paragraph(`Căn cứ: ${ground.source}${ground.unconfirmed ? ' (căn cứ chưa xác nhận)' : ''}.`, REGULAR)
    if (ground.whatToDo !== undefined && ground.whatToDo.trim() !== '')
      paragraph(`Việc cần làm: ${ground.whatToDo}`, REGULAR)
  }
  if (input.grounds.length === 0) fieldRow(paper, [{ label: 'Lý do:', value: undefined, emptyLines: 4 }], row)
  paragraph('Ông (bà) có thể nộp lại hồ sơ khi đủ điều kiện theo quy định.', REGULAR, 10)
  const officer = { title: 'CÁN BỘ TIẾP NHẬN', hint: '(Ký, ghi rõ họ tên)', name: input.officerName }
  const leader = input.leader
    ? [{ title: inCapitals(input.leader.post), hint: '(Ký, ghi rõ họ tên, đóng dấu)', name: input.leader.name }]
    : []
  signatureBlocks(
    paper,
    [{ title: 'NGƯỜI NHẬN', hint: '(Ký, ghi rõ họ tên)', name: undefined }, officer, ...leader],
    SIZE,
  )
  return finish()
}
