import { findPlainDate, type PlainDate } from '../../domain/calendar/plain-date.ts'

/** What every paper of an office carries, already in words; a feature's own input extends it. */
export interface PaperInput {
  /** Agency names on the day of the paper; printed in capitals. `parent` is null where the office has none to name. */
  readonly agency: { readonly parent: string | null; readonly name: string }
  /** Địa danh of the date line: `Hoàn Kiếm`. */
  readonly place: string
  /** Day written on the paper. */
  readonly day: PlainDate
  /** ISO 8601 instant of printing, into the file's metadata only: the same input gives the same bytes. */
  readonly createdAt: string
  /**
   * Printed, and carried by the Code 128 symbol: printable ASCII, as long as
   * the bars stay wide enough to be read: at least 28 characters.
   */
  readonly dossierNumber: string
  /** Marks every page `TẬP HUẤN — KHÔNG CÓ GIÁ TRỊ PHÁP LÝ`. */
  readonly training: boolean
}

export type PaperRule =
  | 'text-too-long'
  | 'number-not-encodable'
  | 'image-unreadable'
  | 'day-not-real'
  | 'form-not-known'

const CURES: Record<PaperRule, string> = {
  'text-too-long': 'Rút ngắn nội dung rồi in lại.',
  'number-not-encodable': 'Kiểm tra mã hồ sơ: không quá 28 ký tự, chỉ gồm chữ không dấu, chữ số, dấu chấm và dấu gạch.',
  'image-unreadable': 'Chụp lại ảnh khuôn mặt (JPEG hoặc PNG) rồi in lại.',
  'day-not-real': 'Kiểm tra ngày ghi trên giấy.',
  'form-not-known': 'Giấy này không có trong biểu mẫu của quy định đang áp dụng.',
}

/** The input cannot become a paper: `field` is its path in the input, `cure` a sentence for the clerk. */
export class PaperInputError extends Error {
  override readonly name = 'PaperInputError'

  readonly field: string
  readonly rule: PaperRule
  readonly cure: string

  constructor(field: string, rule: PaperRule, options?: ErrorOptions) {
    super(`${field}: ${rule}`, options)
    this.field = field
    this.rule = rule
    this.cure = CURES[rule]
  }
}

/** Longest text of a field, in UTF-16 units; longer ones are refused, never cut. */
export const TEXT_LIMIT = 2000
/** Longest text of the head, which stays on one page: agency, place. */
const HEAD_TEXT_LIMIT = 300
/** Longest name or post under a signature: the block stays on one page. */
const SIGNATURE_TEXT_LIMIT = 150

function limitOf(path: string): number {
  if (/^(agency\.|place$)/.test(path)) return HEAD_TEXT_LIMIT
  return /^(officerName$|declarantName$|leader\.)/.test(path) ? SIGNATURE_TEXT_LIMIT : TEXT_LIMIT
}

const ENCODABLE = /^[\x20-\x7e]{1,32}$/

function checkTexts(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (value.length > limitOf(path)) throw new PaperInputError(path, 'text-too-long')
    return
  }
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return
  for (const [key, part] of Object.entries(value)) checkTexts(part, path === '' ? key : `${path}.${key}`)
}

/** Throws `PaperInputError` for what no layout could hold; everything else prints, however long or odd. */
export function checkPaperInput(input: PaperInput): void {
  checkTexts(input, '')
  if (!ENCODABLE.test(input.dossierNumber)) throw new PaperInputError('dossierNumber', 'number-not-encodable')
  if (findPlainDate(input.day) === undefined) throw new PaperInputError('day', 'day-not-real')
  if (Number.isNaN(Date.parse(input.createdAt))) throw new PaperInputError('createdAt', 'day-not-real')
}
