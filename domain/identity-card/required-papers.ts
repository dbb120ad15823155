import * as z from 'zod/mini'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { ApplicationKind, ReasonCode } from './application-reason.ts'
import { cardRegimeOn } from './card-regime.ts'

/** Papers an application may hold. Words: `paper.<type>` in the text resources. */
export const PaperType = z.enum([
  'old-card',
  'old-identity-card',
  'resident-data-form',
  'request-form',
  'birth-certificate',
  'register-extract',
  'status-change-decision',
  'sex-redetermination-decision',
  'nationality-restoration-decision',
  'number-reestablishment-notice',
  'residence-confirmation',
  'marriage-certificate',
  'divorce-ruling',
  'representation-proof',
  'guardianship-decision',
  'fee-exemption-proof',
  'medical-confirmation',
  'other',
])
export type PaperType = z.infer<typeof PaperType>

/**
 * `required`: without it an open gap. `one-of`: one paper of the same `group` is enough. `surrender`: the paper is taken
 * back, a missing one is stated with its reason. `if-any`: taken where the person has it.
 */
export type Necessity = 'required' | 'one-of' | 'surrender' | 'if-any'

export interface RequiredPaper {
  readonly type: PaperType
  readonly necessity: Necessity
  /** Papers of the same group stand for each other. */
  readonly group?: string
  /** Why it is asked for: `why.<why>` in the text resources. */
  readonly why: string
  readonly source: string
  readonly unconfirmed?: true
}

export interface PaperQuestion {
  readonly day: PlainDate
  readonly kind: ApplicationKind
  readonly reason: ReasonCode | ''
  /** The person was found in the population database. */
  readonly inPopulationDatabase: boolean
  /** Somebody acts for the person; whether the relation stands in the population database. */
  readonly representative: 'none' | 'proved-by-register' | 'proof-needed'
  /** A card that must be surrendered is still held. */
  readonly holdsCard: boolean
  /** The citizen wants the request form printed and filed (2024 rules). */
  readonly wantsRequestForm: boolean
  /** An exemption is claimed that a paper must prove. */
  readonly feeExemption: boolean
}

const BY_REASON: Readonly<Partial<Record<ReasonCode, readonly PaperType[]>>> = {
  'name-or-birth-changed': ['status-change-decision', 'register-extract', 'birth-certificate'],
  'name-or-appearance-changed': ['status-change-decision', 'register-extract', 'birth-certificate'],
  'sex-or-origin-redetermined': ['sex-redetermination-decision', 'register-extract', 'status-change-decision'],
  'nationality-restored': ['nationality-restoration-decision'],
  'number-reestablished': ['number-reestablishment-notice'],
}

/**
 * Papers of an application, most binding first. What the population database already proves is not asked for again
 * (Luật Căn cước 26/2023/QH15, Điều 23; Thông tư 17/2024/TT-BCA; before: Thông tư 59/2021/TT-BCA).
 * The exact list by reason was not read in the circulars: those lines carry `unconfirmed`.
 */
export function requiredPapers(question: PaperQuestion): readonly RequiredPaper[] {
  const regime = cardRegimeOn(question.day)
  const source = regime.procedureSource
  const papers: RequiredPaper[] = []
  if (!question.inPopulationDatabase) {
    papers.push({ type: 'resident-data-form', necessity: 'required', why: 'not-in-database', source })
    const group = 'birth'
    papers.push({ type: 'birth-certificate', necessity: 'one-of', group, why: 'not-in-database', source })
    papers.push({ type: 'register-extract', necessity: 'one-of', group, why: 'not-in-database', source })
    papers.push({ type: 'other', necessity: 'one-of', group, why: 'not-in-database', source })
  }
  if (question.representative === 'proof-needed') {
    const group = 'representation'
    for (const type of ['representation-proof', 'birth-certificate', 'guardianship-decision'] as const) {
      papers.push({ type, necessity: 'one-of', group, why: 'represented', source })
    }
  }
  for (const type of question.reason === '' ? [] : (BY_REASON[question.reason] ?? [])) {
    papers.push({ type, necessity: 'one-of', group: 'reason', why: 'reason', source, unconfirmed: true })
  }
  if (question.feeExemption)
    papers.push({ type: 'fee-exemption-proof', necessity: 'required', why: 'exemption', source })
  if (question.wantsRequestForm && regime.forms.request) {
    papers.push({ type: 'request-form', necessity: 'if-any', why: 'request-form', source })
  }
  const surrendered = surrenderedCard(question)
  if (surrendered) papers.push({ type: surrendered, necessity: 'surrender', why: 'surrender', source })
  return papers
}

/** Which old card is taken back: none when it is lost or there never was one. */
export function surrenderedCard(question: {
  readonly kind: ApplicationKind
  readonly reason: ReasonCode | ''
  readonly holdsCard: boolean
}): 'old-card' | 'old-identity-card' | undefined {
  if (question.reason === 'from-old-identity-card') return 'old-identity-card'
  if (question.kind === 'exchange') return 'old-card'
  return question.holdsCard ? 'old-card' : undefined
}

/** Papers still missing from the ones filed; of a group, all its members are named once. */
export function missingPapers(
  needed: readonly RequiredPaper[],
  filed: readonly PaperType[],
): readonly (readonly RequiredPaper[])[] {
  const missing: RequiredPaper[][] = []
  const groups = new Map<string, RequiredPaper[]>()
  for (const paper of needed) {
    if (paper.necessity === 'required' && !filed.includes(paper.type)) missing.push([paper])
    if (paper.necessity === 'one-of' && paper.group !== undefined) {
      groups.set(paper.group, [...(groups.get(paper.group) ?? []), paper])
    }
  }
  for (const group of groups.values()) if (!group.some((paper) => filed.includes(paper.type))) missing.push(group)
  return missing
}
