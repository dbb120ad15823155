import { findDisagreements } from '../travel-document/source-agreement.ts'
import type { ApplicationCaptures, ChipFinding, Finding } from './application.ts'

const STANDARD = 'ICAO Doc 9303-11, 5.1; 6'

/**
 * What the shown card gives to think about. None of it stands in the way of the application: a suspicion is for the clerk and the
 * leader to decide, and a chip that cannot be checked is no suspicion.
 */
export function assessChip({ chip, statements }: ApplicationCaptures): Finding[] {
  const findings: Finding[] = []
  const say = (code: string, severity: Finding['severity'], data: Record<string, string> = {}, field?: string) =>
    findings.push({
      code,
      severity,
      section: 'intake',
      source: STANDARD,
      data,
      ...(severity === 'warning' ? { nextStep: 'report-suspected-card' } : {}),
      ...(field === undefined ? {} : { field }),
    })
  // Code against printed zone as well, where no chip was read.
  for (const { field, values } of statements ? findDisagreements(statements) : (chip?.disagreements ?? [])) {
    const said = values.map(({ value }) => value).join(' / ')
    say('chip-data-disagree', 'warning', { said: said.slice(0, 200) }, field)
  }
  if (!chip) return findings
  if (chip.passive.verdict === 'invalid') say('chip-signature-invalid', 'warning')
  if (isCopy(chip)) say('chip-copied', 'warning')
  if (chip.passive.verdict === 'cannot-be-checked') say('chip-not-checkable', 'note')
  return findings
}

/** Either proof failed: the data may be genuine, the chip that carries them is not the one that was issued. */
function isCopy({ active, chip }: ChipFinding): boolean {
  return active.verdict === 'invalid' || chip.verdict === 'invalid'
}
