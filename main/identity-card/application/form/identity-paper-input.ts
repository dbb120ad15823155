import type { PlainDate } from '../../../../domain/calendar/plain-date.ts'
import { cardRegimeOn } from '../../../../domain/identity-card/card-regime.ts'
import type { PaperInput } from '../../../paper/index.ts'

/** What every paper of an identity-card application carries. All texts are ready to print: codes already in words. */
export interface IdentityPaperInput extends PaperInput {
  /** Day the application was taken in: its law decides form code, title and fields. */
  readonly rulesDay: PlainDate
}

/** Text of a field; absent or empty prints as dots to write on. */
export type FieldText = string | undefined

/** cấp mới / cấp đổi / cấp lại; null leaves all boxes empty. */
export type PrintedKind = 'first-issue' | 'exchange' | 'reissue' | null

/** A related person as a form names them. */
export interface PrintedRelative {
  readonly fullName?: FieldText
  readonly personalNumber?: FieldText
  readonly nationality?: FieldText
  /** Relation in words (`Mẹ đẻ`); printed for the representative and the head of the household. */
  readonly relation?: FieldText
}

/** How the declarant signs: by hand, or by fingerprint where they cannot write (`Không ký được: điểm chỉ`). */
export type SigningMode = 'signature' | 'fingerprint'

export function signingHint(mode: SigningMode): string {
  return mode === 'fingerprint' ? '(Không ký được: điểm chỉ, ghi rõ họ tên)' : '(Ký, ghi rõ họ tên)'
}

/** Throws `NoRuleInForce` for a day before the rules the program knows. */
export function lawOf(input: IdentityPaperInput): '2014' | '2023' {
  return cardRegimeOn(input.rulesDay).law
}

/** File of `resources/forms/` with the forms of this feature. */
export const FORM_REGISTER = 'identity-card'
