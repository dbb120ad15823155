import type { Finding } from './application.ts'

/** What the record goes without although it may be sent: stated with its reason, still owed. */
const SENT_WITHOUT: ReadonlySet<string> = new Set(['iris-not-taken'])

/** "đủ": whether the record still lacks something, be it that it cannot be sent yet or that it is sent without it. */
export function isOpenGap(finding: Pick<Finding, 'code' | 'severity'>): boolean {
  return finding.severity === 'gap' || SENT_WITHOUT.has(finding.code)
}

/** "đúng": whether the record may say something that is not so. What is merely missing counts under "đủ". */
export function isDoubt(finding: Pick<Finding, 'code' | 'severity'>): boolean {
  return !isOpenGap(finding) && (finding.severity === 'warning' || finding.severity === 'refusal')
}
