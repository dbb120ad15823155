import type { Finding } from '../../../../domain/identity-card/application.ts'
import type { Text } from '../../../app/index.ts'
import type { RefusalWords } from '../../../kit/index.ts'

/** The sentence of a finding, with its values in words. */
export function findingWords(t: Text, finding: Finding): string {
  const values: Record<string, string> = { ...finding.data }
  if (finding.field !== undefined) {
    const field = t(`field.${finding.field}`)
    values.field = field
    // Within a sentence the label begins small: "Chưa có họ, chữ đệm và tên".
    values.fieldWithin = field.charAt(0).toLocaleLowerCase('vi') + field.slice(1)
  }
  if (values.types !== undefined) {
    values.types = values.types
      .split(' ')
      .map((type) => t(`paper.${type}`))
      .join(t('application.or'))
  }
  if (values.why !== undefined) values.why = t.first([`why.${values.why}`], {})
  if (values.reason !== undefined)
    values.reason = t.first([`application.iris.reason.${values.reason}`, 'application.unknown-reason'])
  // What could not be read at all carries no fault of its own; a message with a value missing would show its raw template.
  values.fault = t.first([`fault.${values.fault ?? 'other'}`, 'fault.other'])
  for (const side of ['inNumber', 'declared'] as const) {
    const key = `application.sex.${values[side] ?? ''}`
    if (values[side] !== undefined && t.has(key)) values[side] = t(key)
  }
  return t.first([`finding.${finding.code}`, 'finding.other'], values)
}

/** What to do about it; empty where the finding says it all. */
export function nextWords(t: Text, finding: Finding): string {
  const key = `next.${finding.nextStep ?? ''}`
  return t.has(key) ? t(key) : ''
}

/** A finding under its field: what is wrong and what to do, the law behind a click. */
export function findingRefusal(t: Text, finding: Finding): RefusalWords {
  const next = nextWords(t, finding)
  const words = findingWords(t, finding)
  const source = finding.unconfirmed ? t('application.source-unconfirmed', { source: finding.source }) : finding.source
  return { text: next === '' ? words : `${words} ${next}`, rule: source }
}
