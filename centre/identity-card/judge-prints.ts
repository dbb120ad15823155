import type { PositionedTemplate } from '../../native/fingerprint/index.ts'
import type { ClearPrint, PrintFinding } from '../fingerprint/index.ts'
import { type Judgement, type JudgeParts, returned } from './judge-application.ts'

const NOT_COMPARED = 'Trung tâm chưa so được vân tay của hồ sơ này.'
const SAME_AS_ANOTHER =
  'Trùng vân tay: vân tay này đã được thu cho một người khác. Trung tâm đã mở vụ việc; chờ kết luận, không tự thu lại.'
const NOT_THE_HOLDER =
  'Vân tay không khớp với vân tay đã thu trước đây của số định danh này. Trung tâm đã mở vụ việc; chờ kết luận rồi trình lại.'

export interface PrintJudgement {
  readonly judgement: Judgement
  /** For the record of the decision. */
  readonly outcome: PrintFinding['outcome']
  /** To be kept when the application is accepted. */
  readonly templates: readonly PositionedTemplate[]
}

/** What the officer of a case needs to find the other dossiers; numbers stay out of what a clerk reads. */
const place = (one: { office: number; application: string; score: number }) =>
  `${one.office}/${one.application}/${one.score.toFixed(1)}`

function withFinding(judgement: Judgement, application: string, finding: PrintFinding): Judgement {
  const { compared } = judgement
  switch (finding.outcome) {
    case 'other-person':
      return returned('fingerprints-duplicate', SAME_AS_ANOTHER, compared, {
        kind: 'fingerprints-duplicate',
        detail: { application, others: finding.others.map(place).join(' ') },
      })
    case 'not-the-same': {
      const openCase = {
        kind: 'not-the-same-person',
        detail: { application, earlier: place(finding.earlier) },
      }
      // A second application of a number stays that to the clerk; the officer reads that it is not the same hand.
      return judgement.decision === 'returned'
        ? { ...judgement, openCase }
        : returned('other', NOT_THE_HOLDER, compared, openCase)
    }
    case 'not-compared':
      return judgement.decision === 'accepted' ? { ...judgement, remark: NOT_COMPARED } : judgement
    default:
      return judgement
  }
}

/** One application by its prints, inside `exclusively`: the finding goes before what was judged so far. */
export async function judgePrints(
  parts: JudgeParts,
  application: { readonly office: number; readonly id: string; readonly number: string },
  judgement: Judgement,
  templates: readonly PositionedTemplate[] | undefined,
): Promise<PrintJudgement> {
  const self = { office: application.office, application: application.id }
  // Without a single readable finger there is nothing to compare, as without an engine.
  const finding: PrintFinding =
    templates === undefined || templates.length === 0
      ? { outcome: 'not-compared' }
      : await parts.prints.check(templates, self, application.number)
  return {
    judgement: withFinding(judgement, application.id, finding),
    outcome: finding.outcome,
    templates: templates ?? [],
  }
}

/** Made before the others have to wait. */
export function makeTemplates(parts: JudgeParts, prints: readonly ClearPrint[]) {
  return prints.length === 0 ? Promise.resolve(undefined) : parts.prints.make(prints)
}
