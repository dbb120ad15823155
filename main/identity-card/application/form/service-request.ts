import {
  BODY,
  checkBoxList,
  checkBoxRow,
  fieldRow,
  flowParagraph,
  inCapitals,
  numberBoxes,
  openOfficialPaper,
  type Paper,
  type PrintSettings,
  placeAndDay,
  signatureBlocks,
} from '../../../paper/index.ts'
import {
  type FieldText,
  FORM_REGISTER,
  type IdentityPaperInput,
  type PrintedKind,
  type SigningMode,
  signingHint,
} from './identity-paper-input.ts'

/** What DC02 can ask for, in the order of the form (mục III). */
export const serviceRequestItems = [
  'card',
  'confirm-old-number',
  'confirm-cancelled-number',
  'reestablish-number',
  'use-population-data',
  'use-identity-data',
  'adjust-population-data',
  'integrate-into-card',
  'update-identity-data',
] as const
export type ServiceRequestItem = (typeof serviceRequestItems)[number]

/** How the subject of the data agrees (Ý KIẾN CỦA CHỦ THỂ THÔNG TIN); null where the requester is the subject. */
export const consentChannels = ['this-form', 'identity-app', 'separate-paper', 'representative'] as const
export type ConsentChannel = (typeof consentChannels)[number]

export interface RequestParty {
  readonly fullName?: FieldText
  readonly dateOfBirth?: FieldText
  readonly sex?: FieldText
  readonly personalNumber?: FieldText
}

export interface ServiceRequestInput extends IdentityPaperInput {
  /** Kính gửi: the office asked. */
  readonly addressee: string
  readonly requester: RequestParty & { readonly residence?: FieldText }
  readonly representative: RequestParty | null
  readonly items: readonly ServiceRequestItem[]
  /** Which of cấp / cấp đổi / cấp lại, where `items` has `card`. */
  readonly kind: PrintedKind
  readonly content?: FieldText
  readonly resultAddress?: FieldText
  readonly consent: ConsentChannel | null
  readonly signing: SigningMode
  /** Name under the signature: requester or representative. */
  readonly declarantName?: FieldText
}

const SIZE = 12
const KIND_WORDS = { 'first-issue': 'cấp', exchange: 'cấp đổi', reissue: 'cấp lại' } as const

const ITEM_LABELS: Record<ServiceRequestItem, string> = {
  card: 'Cấp, cấp đổi, cấp lại thẻ căn cước',
  'confirm-old-number': 'Xác nhận số chứng minh nhân dân 09 số với số định danh cá nhân',
  'confirm-cancelled-number': 'Xác nhận số định danh cá nhân với số định danh cá nhân đã hủy',
  'reestablish-number': 'Hủy, xác lập lại số định danh cá nhân',
  'use-population-data': 'Khai thác thông tin trong Cơ sở dữ liệu quốc gia về dân cư',
  'use-identity-data': 'Khai thác thông tin trong Cơ sở dữ liệu căn cước',
  'adjust-population-data': 'Điều chỉnh thông tin trong Cơ sở dữ liệu quốc gia về dân cư',
  'integrate-into-card': 'Tích hợp thông tin vào thẻ căn cước',
  'update-identity-data': 'Thu thập, cập nhật thông tin vào Cơ sở dữ liệu căn cước',
}

const CONSENT_LABELS: Record<ConsentChannel, string> = {
  'this-form': 'Đồng ý, ký xác nhận tại phiếu này',
  'identity-app': 'Đồng ý qua ứng dụng định danh quốc gia',
  'separate-paper': 'Đồng ý bằng văn bản riêng kèm theo',
  representative: 'Đồng ý qua người đại diện hợp pháp',
}

function partyRows(paper: Paper, party: RequestParty | null): void {
  const row = { size: SIZE }
  fieldRow(paper, [{ label: '1. Họ, chữ đệm và tên:', value: inCapitals(party?.fullName ?? ''), strong: true }], row)
  fieldRow(
    paper,
    [
      { label: '2. Ngày, tháng, năm sinh:', value: party?.dateOfBirth, share: 0.62 },
      { label: '3. Giới tính:', value: party?.sex },
    ],
    row,
  )
  numberBoxes(paper, '4. Số định danh cá nhân:', party?.personalNumber, row)
}

/**
 * Prints the request form DC02 (phiếu đề nghị giải quyết thủ tục về căn cước) filled in as far as the dossier goes.
 * 2023 law only (TT 17/2024/TT-BCA): throws `PaperInputError` (`form-not-known`) for an application of the 2021 rules.
 */
export async function printServiceRequest(
  input: ServiceRequestInput,
  settings: PrintSettings = {},
): Promise<Uint8Array> {
  const { paper, finish } = openOfficialPaper(
    input,
    { register: FORM_REGISTER, id: 'service-request', rulesDay: input.rulesDay, dateAboveSignature: true },
    settings,
  )
  const row = { size: SIZE }
  const heading = (text: string) => {
    paper.reserve(60)
    paper.y += 4
    flowParagraph(paper, [{ text, style: { face: 'bold', size: SIZE } }], BODY, { after: 2 })
  }
  fieldRow(paper, [{ label: 'Kính gửi:', value: input.addressee }], row)
  heading('I. THÔNG TIN NGƯỜI ĐỀ NGHỊ')
  partyRows(paper, input.requester)
  fieldRow(paper, [{ label: '5. Nơi cư trú:', value: input.requester.residence }], row)
  heading('II. THÔNG TIN NGƯỜI ĐẠI DIỆN THỰC HIỆN THỦ TỤC (nếu có)')
  partyRows(paper, input.representative)

  heading('III. NỘI DUNG ĐỀ NGHỊ')
  const chosenKind = input.kind === null ? '' : ` (đề nghị: ${KIND_WORDS[input.kind]})`
  checkBoxList(
    paper,
    serviceRequestItems.map((item, index) => ({
      label: `${index + 1}. ${ITEM_LABELS[item]}${item === 'card' && input.items.includes('card') ? chosenKind : ''}`,
      checked: input.items.includes(item),
    })),
    row,
  )
  fieldRow(paper, [{ label: '10. Nội dung cụ thể:', value: input.content, emptyLines: 2 }], row)
  fieldRow(paper, [{ label: '11. Địa chỉ nhận kết quả:', value: input.resultAddress }], row)

  heading('IV. Ý KIẾN CỦA CHỦ THỂ THÔNG TIN')
  const note = 'Để trống khi người đề nghị đồng thời là chủ thể thông tin.'
  flowParagraph(paper, [{ text: note, style: { face: 'italic', size: 11 } }], BODY, { after: 2 })
  const consent = consentChannels.map((channel) => ({
    label: CONSENT_LABELS[channel],
    checked: input.consent === channel,
  }))
  checkBoxRow(paper, consent.slice(0, 2), row)
  checkBoxRow(paper, consent.slice(2), row)
  paper.y += 8
  signatureBlocks(
    paper,
    [
      { title: 'CHỦ THỂ THÔNG TIN', hint: '(Ký, ghi rõ họ tên, nếu đồng ý tại phiếu này)', name: undefined },
      {
        placeAndDay: placeAndDay(input.place, input.day),
        title: 'NGƯỜI ĐỀ NGHỊ',
        hint: signingHint(input.signing),
        name: input.declarantName,
      },
    ],
    SIZE,
  )
  return finish()
}
