import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../centre/protocol/index.ts'
import type { ApplicationCaptures, ApplicationForm } from '../../../domain/identity-card/application.ts'

/**
 * What the applicant says "Đúng" to, as SHA-256 hex: person, marks, representative, prints, portrait, papers.
 * Receipt numbers, remarks and the ticket are the office's own and may change afterwards.
 */
export function contentDigest(form: ApplicationForm, captures: ApplicationCaptures): string {
  const content = {
    kind: form.kind,
    reason: form.reason,
    fields: Object.fromEntries(Object.entries(form.fields).map(([name, field]) => [name, field?.text ?? ''])),
    addresses: form.addresses,
    representative: form.representative,
    marks: form.marks,
    prints: Object.fromEntries(Object.entries(captures.prints).map(([position, print]) => [position, print.blob])),
    exceptions: captures.exceptions,
    portrait: captures.portrait?.blob ?? '',
    papers: captures.papers.map((paper) => paper.blob),
  }
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}
