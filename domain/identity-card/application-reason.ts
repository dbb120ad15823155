import * as z from 'zod/mini'
import type { PlainDate } from '../calendar/plain-date.ts'
import { type DatedRule, datedRule } from '../law/dated-rule.ts'

/** Kinds of application: cấp mới / cấp lần đầu, cấp đổi, cấp lại. */
export const ApplicationKind = z.enum(['first-issue', 'exchange', 'reissue'])
export type ApplicationKind = z.infer<typeof ApplicationKind>

/** Why a card is asked for. The words of the law stand in `text`; English ones in `resources/text/identity-card.en.json`. */
export const ReasonCode = z.enum([
  'no-card-yet',
  'from-old-identity-card',
  'age-reached',
  'name-or-birth-changed',
  'name-or-appearance-changed',
  'appearance-changed',
  'sex-or-origin-redetermined',
  'printed-error',
  'units-rearranged',
  'number-reestablished',
  'card-damaged',
  'on-request',
  'card-lost',
  'card-lost-or-damaged',
  'nationality-restored',
])
export type ReasonCode = z.infer<typeof ReasonCode>

export interface ApplicationReason {
  readonly code: ReasonCode
  readonly kind: ApplicationKind
  /** Point of the article, as printed before the text (`a`, `b`, `đ`); empty where the law has no list. */
  readonly point: string
  /** Vietnamese wording for screen and paper. */
  readonly text: string
  /** Article, clause and point. */
  readonly source: string
}

type Line = readonly [code: ReasonCode, point: string, text: string]

function reasons(kind: ApplicationKind, article: string, lines: readonly Line[]): readonly ApplicationReason[] {
  return lines.map(([code, point, text]) => ({
    code,
    kind,
    point,
    text,
    source: point === '' ? article : `${article}, điểm ${point}`,
  }))
}

const LAW_2014 = 'Luật Căn cước công dân 59/2014/QH13'
const LAW_2023 = 'Luật Căn cước 26/2023/QH15'

/**
 * Reasons by law. The wording of the exchange list of 2023 is abridged.
 * From 2026-07-01 Luật 118/2025/QH15 amends the 2023 law; its final text on identity cards is not known here.
 */
const REASONS: DatedRule<readonly ApplicationReason[]> = datedRule([
  {
    from: '2021-01-01',
    until: '2024-06-30',
    source: `${LAW_2014}, Điều 19, Điều 23`,
    value: [
      ...reasons('first-issue', `${LAW_2014}, Điều 19`, [
        ['no-card-yet', '', 'Cấp lần đầu: công dân từ đủ 14 tuổi chưa có thẻ'],
        ['from-old-identity-card', '', 'Chuyển từ Chứng minh nhân dân sang thẻ Căn cước công dân'],
      ]),
      ...reasons('exchange', `${LAW_2014}, Điều 23 khoản 1`, [
        ['age-reached', 'a', 'Đến tuổi đổi thẻ: đủ 25, đủ 40, đủ 60 tuổi'],
        ['card-damaged', 'b', 'Thẻ bị hư hỏng không sử dụng được'],
        ['name-or-appearance-changed', 'c', 'Thay đổi thông tin về họ, chữ đệm, tên; đặc điểm nhân dạng'],
        ['sex-or-origin-redetermined', 'd', 'Xác định lại giới tính, quê quán'],
        ['printed-error', 'đ', 'Có sai sót về thông tin trên thẻ'],
        ['on-request', 'e', 'Khi công dân có yêu cầu'],
      ]),
      ...reasons('reissue', `${LAW_2014}, Điều 23 khoản 2`, [
        ['card-lost', 'a', 'Bị mất thẻ'],
        ['nationality-restored', 'b', 'Được trở lại quốc tịch Việt Nam'],
      ]),
    ],
  },
  {
    from: '2024-07-01',
    until: '2026-06-30',
    source: `${LAW_2023}, Điều 19, Điều 24`,
    value: reasonsOf2023(),
  },
  {
    from: '2026-07-01',
    until: null,
    source: `${LAW_2023}, Điều 19, Điều 24 (sửa đổi bởi Luật 118/2025/QH15, chưa đọc toàn văn)`,
    unconfirmed: true,
    value: reasonsOf2023(),
  },
])

function reasonsOf2023(): readonly ApplicationReason[] {
  return [
    ...reasons('first-issue', `${LAW_2023}, Điều 19`, [
      ['no-card-yet', '', 'Cấp lần đầu: chưa có thẻ'],
      ['from-old-identity-card', '', 'Chuyển từ Chứng minh nhân dân sang thẻ căn cước'],
    ]),
    ...reasons('exchange', `${LAW_2023}, Điều 24 khoản 1`, [
      ['age-reached', 'a', 'Đến tuổi đổi thẻ: đủ 14, đủ 25, đủ 40, đủ 60 tuổi'],
      ['name-or-birth-changed', 'b', 'Thay đổi, cải chính họ, chữ đệm, tên khai sinh; ngày, tháng, năm sinh'],
      [
        'appearance-changed',
        'c',
        'Thay đổi nhân dạng; bổ sung ảnh khuôn mặt, vân tay; xác định lại giới tính hoặc chuyển đổi giới tính',
      ],
      ['printed-error', 'd', 'Sai sót thông tin in trên thẻ'],
      ['units-rearranged', 'đ', 'Thông tin thay đổi do sắp xếp đơn vị hành chính, theo yêu cầu'],
      ['number-reestablished', 'e', 'Xác lập lại số định danh cá nhân'],
      ['on-request', 'g', 'Khi công dân có yêu cầu'],
    ]),
    ...reasons('reissue', `${LAW_2023}, Điều 24 khoản 2`, [
      ['card-lost-or-damaged', 'a', 'Bị mất thẻ, hoặc thẻ hư hỏng không sử dụng được'],
      ['nationality-restored', 'b', 'Được trở lại quốc tịch Việt Nam'],
    ]),
  ]
}

/** The reasons a clerk may choose from on the day, in the law's order. Throws `NoRuleInForce` before 2021. */
export function reasonsOn(day: PlainDate, kind?: ApplicationKind): readonly ApplicationReason[] {
  const all = REASONS.at(day)
  return kind === undefined ? all : all.filter((reason) => reason.kind === kind)
}

/** Undefined where the code is no reason of that kind on that day. */
export function findReason(day: PlainDate, kind: string, code: string): ApplicationReason | undefined {
  return REASONS.at(day).find((reason) => reason.kind === kind && reason.code === code)
}

/** Whether the list of the day was read in the law itself, and where. */
export function reasonListSource(day: PlainDate): { source: string; unconfirmed: boolean } {
  const span = REASONS.spanAt(day)
  return { source: span.source, unconfirmed: span.unconfirmed === true }
}
