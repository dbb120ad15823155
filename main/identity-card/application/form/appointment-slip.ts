import type { PlainDate } from '../../../../domain/calendar/plain-date.ts'
import {
  BODY,
  dayInWords,
  fieldRow,
  flowParagraph,
  inCapitals,
  millimetres,
  openOfficialPaper,
  type PrintSettings,
  qrCode,
  signatureBlocks,
  weekdayName,
} from '../../../paper/index.ts'
import { type FieldText, FORM_REGISTER, type IdentityPaperInput, lawOf } from './identity-paper-input.ts'

export interface AppointmentSlipInput extends IdentityPaperInput {
  readonly fullName?: FieldText
  readonly dateOfBirth?: FieldText
  readonly sex?: FieldText
  /** 2023 law only. */
  readonly personalNumber?: FieldText
  /** Nơi thường trú (2021 rules), nơi cư trú (2023 law). */
  readonly residence?: FieldText
  /** What was asked for, in words: `Cấp đổi thẻ căn cước`; 2023 law only. */
  readonly procedure?: FieldText
  /** Day and, where the office sets one, time (24 h) at which the result is handed over. */
  readonly due: { readonly day: PlainDate; readonly hour?: number | undefined; readonly minute?: number | undefined }
  /** Where: the office's address, or the postal address where the card is sent. */
  readonly dueAddress?: FieldText
  /** The card is sent by post to `dueAddress`. */
  readonly byPost: boolean
  readonly officerName?: FieldText
}

const SIZE = 13

/** `… giờ … phút, thứ Ba, ngày 22 tháng 7 năm 2025`; dots for a time nobody has set. */
export function dueInWords(due: AppointmentSlipInput['due']): string {
  const two = (count: number | undefined) => (count === undefined ? '........' : String(count).padStart(2, '0'))
  return `${two(due.hour)} giờ ${two(due.minute)} phút, ${weekdayName(due.day)}, ${dayInWords(due.day)}`
}

/**
 * Prints the appointment slip (giấy hẹn): CC03 of the 2021 rules, CC02 of the 2023 law; A4 (TT 17/2024/TT-BCA, Điều 10),
 * with the dossier number as Code 128 and as QR. Nothing else of the person is in the codes.
 * Throws `PaperInputError`, `NoRuleInForce`.
 */
export async function printAppointmentSlip(
  input: AppointmentSlipInput,
  settings: PrintSettings = {},
): Promise<Uint8Array> {
  const law = lawOf(input)
  const { paper, finish } = openOfficialPaper(
    input,
    { register: FORM_REGISTER, id: 'appointment-slip', rulesDay: input.rulesDay },
    settings,
  )
  const row = { size: SIZE }
  paper.y += 4
  flowParagraph(paper, [{ text: `${input.agency.name} hẹn công dân:`, style: { face: 'regular', size: SIZE } }], BODY, {
    after: 3,
  })
  fieldRow(paper, [{ label: 'Họ, chữ đệm và tên:', value: inCapitals(input.fullName ?? ''), strong: true }], row)
  fieldRow(
    paper,
    [
      { label: law === '2023' ? 'Ngày, tháng, năm sinh:' : 'Sinh ngày:', value: input.dateOfBirth, share: 0.62 },
      { label: 'Giới tính:', value: input.sex },
    ],
    row,
  )
  if (law === '2023') fieldRow(paper, [{ label: 'Số định danh cá nhân:', value: input.personalNumber }], row)
  fieldRow(paper, [{ label: law === '2023' ? 'Nơi cư trú:' : 'Nơi thường trú:', value: input.residence }], row)
  if (law === '2023') fieldRow(paper, [{ label: 'Thủ tục:', value: input.procedure }], row)
  fieldRow(paper, [{ label: 'Thời gian hẹn trả:', value: dueInWords(input.due), strong: true }], row)
  const where = input.byPost ? 'Trả qua dịch vụ bưu chính đến địa chỉ:' : 'Tại địa chỉ:'
  fieldRow(paper, [{ label: where, value: input.dueAddress, emptyLines: 2 }], row)

  const side = millimetres(28)
  paper.reserve(millimetres(60))
  paper.y += 12
  const [top, page] = [paper.y, paper.page]
  signatureBlocks(
    paper,
    [
      { title: '', hint: '', name: undefined },
      { title: 'NGƯỜI LẬP GIẤY HẸN', hint: '(Ký, ghi rõ họ tên)', name: input.officerName },
    ],
    SIZE,
  )
  const codeTop = paper.page === page ? top : millimetres(20)
  qrCode(paper, input.dossierNumber, BODY.left, codeTop, side)
  const words = { face: 'italic', size: 10 } as const
  paper.setText('Mã tra cứu hồ sơ', words, BODY.left + 4, codeTop + side + 10)
  return finish()
}
