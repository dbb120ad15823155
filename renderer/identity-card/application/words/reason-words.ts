import type { ApplicationView } from '../../../../preload/contract/identity-card/application.ts'
import type { Text } from '../../../app/index.ts'

/** Why a card is asked for: in Vietnamese the law's own words with their point, in English what they mean. */
export function reasonWords(t: Text, reason: ApplicationView['reasons'][number] | undefined): string {
  if (!reason) return ''
  if (t.language === 'vi') return reason.text
  const point = /^[^\s)]{1,2}\) /.exec(reason.text)?.[0] ?? ''
  return `${point}${t.first([`reason.${reason.code}`, 'exception-unknown'])}`
}
