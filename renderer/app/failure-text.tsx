import type { ReactNode } from 'react'
import { Banner, type RefusalWords } from '../kit/index.ts'
import type { AskFailed } from './ask.ts'
import { type Text, useText } from './text.ts'

/**
 * The sentence of a failure: what happened to the work, what to do. The words of the call itself
 * (`failure.application.submit.not-complete`) go before the general ones (`failure.not-complete`).
 */
export function failureWords(t: Text, failed: Pick<AskFailed, 'call' | 'failure' | 'detail'>): string {
  const keys = [`failure.${failed.call}.${failed.failure}`, `failure.${failed.failure}`]
  return keys.some(t.has) ? t.first(keys, failed.detail) : t('failure.fault')
}

/** The same, for the refusal slot of a field. */
export function useFailureWords(failed: AskFailed | undefined): RefusalWords | undefined {
  const t = useText()
  return failed ? { text: failureWords(t, failed) } : undefined
}

/** A failure as a banner above the work it concerns. */
export function FailureText({ failed, actions }: { failed: AskFailed | null | undefined; actions?: ReactNode }) {
  const t = useText()
  if (!failed) return null
  return (
    <Banner tone="bad" urgent {...(actions ? { actions } : {})}>
      {failureWords(t, failed)}
    </Banner>
  )
}
