import type { PlainDate } from '../calendar/plain-date.ts'
import { type DatedRule, datedRule } from '../law/dated-rule.ts'

export interface RegimeForm {
  readonly code: string
  readonly title: string
}

/** The forms of one regime by what they are for; the same code names different papers in the two regimes. */
export interface RegimeForms {
  /** Phiếu thu nhận: printed, read and signed by the citizen. */
  readonly enrolmentSheet: RegimeForm
  /** Giấy hẹn trả kết quả. */
  readonly appointmentSlip: RegimeForm
  /** Tờ khai of the 2014 law, filled by the citizen. */
  readonly declaration?: RegimeForm
  /** Phiếu đề nghị of the 2023 law, by the citizen or the representative, printed on request. */
  readonly request?: RegimeForm
  /** Phiếu thu thập thông tin dân cư: only for a person not yet in the population database. */
  readonly residentDataForm: RegimeForm
  /** With which the correction of population data is asked for. */
  readonly populationCorrection: RegimeForm
}

/** The rules an identity-card application follows. */
export interface CardRegime {
  readonly law: '2014' | '2023'
  readonly lawName: string
  readonly procedureSource: string
  /** Words on the card and in texts: `thẻ Căn cước công dân`, `thẻ căn cước`. */
  readonly cardName: string
  readonly cardTitle: string
  readonly cardTitleEnglish: string
  /** Full years from which a card may be issued at all. */
  readonly minimumAge: 0 | 14
  /** Full years at which the card is exchanged. */
  readonly exchangeAges: readonly number[]
  readonly iris: boolean
  /** The holder's fingerprints and distinguishing marks are printed on the card. */
  readonly marksOnCard: boolean
  readonly forms: RegimeForms
}

const LAW_2014 = 'Luật Căn cước công dân 59/2014/QH13'
const LAW_2023 = 'Luật Căn cước 26/2023/QH15'
const DC01: RegimeForm = { code: 'DC01', title: 'Phiếu thu thập thông tin dân cư' }

const REGIME_2014: CardRegime = {
  law: '2014',
  lawName: LAW_2014,
  procedureSource: 'Thông tư 66/2015/TT-BCA (sửa đổi bởi Thông tư 41/2019); Thông tư 59/2021, 60/2021/TT-BCA',
  cardName: 'thẻ Căn cước công dân',
  cardTitle: 'CĂN CƯỚC CÔNG DÂN',
  cardTitleEnglish: 'Citizen Identity Card',
  minimumAge: 14,
  exchangeAges: [25, 40, 60],
  iris: false,
  marksOnCard: true,
  forms: {
    declaration: { code: 'CC01', title: 'Tờ khai Căn cước công dân' },
    enrolmentSheet: { code: 'CC02', title: 'Phiếu thu nhận thông tin Căn cước công dân' },
    appointmentSlip: { code: 'CC03', title: 'Giấy hẹn trả thẻ Căn cước công dân' },
    residentDataForm: DC01,
    populationCorrection: { code: 'DC02', title: 'Phiếu cập nhật, chỉnh sửa thông tin dân cư' },
  },
}

const DC02_OF_2024: RegimeForm = { code: 'DC02', title: 'Phiếu đề nghị giải quyết thủ tục về căn cước' }
const REGIME_2023: CardRegime = {
  law: '2023',
  lawName: LAW_2023,
  procedureSource: 'Nghị định 70/2024/NĐ-CP; Thông tư 17/2024/TT-BCA',
  cardName: 'thẻ căn cước',
  cardTitle: 'CĂN CƯỚC',
  cardTitleEnglish: 'IDENTITY CARD',
  minimumAge: 0,
  exchangeAges: [14, 25, 40, 60],
  iris: true,
  marksOnCard: false,
  forms: {
    enrolmentSheet: { code: 'CC01', title: 'Phiếu thu nhận thông tin căn cước' },
    appointmentSlip: { code: 'CC02', title: 'Giấy hẹn trả kết quả giải quyết thủ tục về căn cước' },
    request: DC02_OF_2024,
    residentDataForm: DC01,
    populationCorrection: DC02_OF_2024,
  },
}

/**
 * Which law an application is taken under, by the day it is taken in. Starts with the campaign of 2021: earlier forms
 * were not read. From 2026-07-01 Luật 118/2025/QH15 amends the 2023 law; its final text on cards is not known.
 */
const REGIME: DatedRule<CardRegime> = datedRule<CardRegime>([
  { from: '2021-01-01', until: '2024-06-30', value: REGIME_2014, source: LAW_2014 },
  { from: '2024-07-01', until: '2026-06-30', value: REGIME_2023, source: LAW_2023 },
  {
    from: '2026-07-01',
    until: null,
    value: REGIME_2023,
    source: `${LAW_2023}, sửa đổi bởi Luật 118/2025/QH15 (chưa đọc toàn văn)`,
    unconfirmed: true,
  },
])

/** Throws `NoRuleInForce` before 2021. */
export function cardRegimeOn(day: PlainDate): CardRegime & { readonly source: string; readonly unconfirmed?: true } {
  const span = REGIME.spanAt(day)
  return { ...span.value, source: span.source, ...(span.unconfirmed ? { unconfirmed: true as const } : {}) }
}
