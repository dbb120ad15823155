import * as z from 'zod/mini'
import type { PlainDate } from '../calendar/plain-date.ts'
import { ageOn, type DateOfBirth } from '../person/date-of-birth.ts'
import { majorityForCard } from './captures-required.ts'
import { cardRegimeOn } from './card-regime.ts'
import type { RuleFinding } from './rule-finding.ts'

/** Who may act for a child or a person without capacity: cha, mẹ, người giám hộ, người đại diện hợp pháp khác. */
export const RepresentativeRelation = z.enum(['father', 'mother', 'guardian', 'legal-representative'])
export type RepresentativeRelation = z.infer<typeof RepresentativeRelation>

export interface Representative {
  /** One of `RepresentativeRelation`; other words are refused. */
  readonly relation: string
  /** Whether the relation stands in the register or is shown by a paper of the dossier. */
  readonly proof: 'register' | 'paper' | 'none'
}

/** Whether somebody must act for the person; `unknown` where a partial date of birth leaves it open. */
export function representativeNeeded(
  birth: DateOfBirth | undefined,
  day: PlainDate,
  needsRepresentative: boolean,
): 'yes' | 'no' | 'unknown' {
  if (needsRepresentative) return 'yes'
  if (birth === undefined) return 'unknown'
  const age = ageOn(birth, day)
  if (age.atMost < majorityForCard) return 'yes'
  return age.years < majorityForCard ? 'unknown' : 'no'
}

/**
 * Under 14, and for those who lost capacity, the representative carries out the procedure and proves the relation.
 * Luật Căn cước 26/2023/QH15, Điều 23; the 2014 law (Luật Căn cước công dân, Điều 22) gives no card to children.
 */
export function representativeFindings(question: {
  readonly birth: DateOfBirth | undefined
  readonly day: PlainDate
  readonly needsRepresentative: boolean
  readonly representative: Representative | null
}): readonly RuleFinding[] {
  const { birth, day, representative } = question
  const regime = cardRegimeOn(day)
  const source = `${regime.lawName}, ${regime.law === '2014' ? 'Điều 22' : 'Điều 23'}`
  const needed = representativeNeeded(birth, day, question.needsRepresentative)
  if (representative === null) {
    if (needed !== 'yes') return []
    return [{ code: 'representative-missing', severity: 'gap', source, nextStep: 'add-representative' }]
  }
  const findings: RuleFinding[] = []
  if (needed === 'no') findings.push({ code: 'representative-not-needed', severity: 'note', source })
  if (!RepresentativeRelation.safeParse(representative.relation).success) {
    findings.push({
      code: 'representative-relation-not-allowed',
      severity: 'refusal',
      source,
      nextStep: 'change-representative',
    })
  } else if (representative.proof === 'none') {
    findings.push({ code: 'representation-unproved', severity: 'gap', source, nextStep: 'prove-representation' })
  }
  return findings
}
