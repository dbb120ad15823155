import { useRef, useState } from 'react'
import type { ApplicationView } from '../../../preload/contract/identity-card/application.ts'
import { failureWords, newRequestId, useAct, useKeepAnswer, useText } from '../../app/index.ts'
import { Banner, Button, DataList, Dialog, TextField, useToast } from '../../kit/index.ts'
import { overrideOf, type PrintOverrideDraft, PrintOverrideFields } from './print-override.tsx'

/** Duyệt: the summary that is signed, and the password once more; it signs exactly the version that was shown. */
export function ApproveDialog({
  application,
  matches,
  onDone,
  onClose,
}: {
  application: ApplicationView
  /** Other dossiers with the same prints, as far as they are known; the core asks again when it signs. */
  matches: number
  onDone: () => void
  onClose: () => void
}) {
  const t = useText()
  const say = useToast()
  const keep = useKeepAnswer()
  const approve = useAct('application.approve')
  const password = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const [requestId] = useState(newRequestId)
  const [missing, setMissing] = useState(false)
  const printRemark = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const [override, setOverride] = useState<PrintOverrideDraft>({ reason: undefined, remark: '' })
  const [tried, setTried] = useState(false)
  const { form, captures } = application
  const atPassword = approve.failed?.failure === 'wrong-password' || approve.failed?.failure === 'account-locked'

  const mustSay = matches > 0 || approve.failed?.failure === 'prints-match-another'

  async function sign(): Promise<void> {
    const secret = password.current?.value ?? ''
    setMissing(secret === '')
    setTried(true)
    const given = { ...override, remark: printRemark.current?.value ?? '' }
    setOverride(given)
    const prints = mustSay ? overrideOf(given) : undefined
    if (mustSay && !prints) {
      if (given.reason) printRemark.current?.focus()
      return
    }
    if (secret === '') return
    const outcome = await approve.act({
      id: application.id,
      baseVersion: application.version,
      password: secret,
      ...(prints ? { prints } : {}),
      requestId,
    })
    if (password.current) password.current.value = ''
    if (!outcome.ok) {
      if (outcome.failure === 'prints-match-another') setTried(false)
      else password.current?.focus()
      return
    }
    keep('application.open', { id: application.id }, outcome.value)
    say('good', t('review.approved', { number: application.number }))
    onDone()
  }

  const prints = Object.keys(captures.prints).length
  return (
    <Dialog
      title={t('review.approve-title', { number: application.number })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('kit.cancel')}</Button>
          <Button kind="main" busy={approve.busy} onPress={() => void sign()}>
            {t('review.sign')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {approve.failed && !atPassword ? (
          <Banner tone="bad" urgent>
            {failureWords(t, approve.failed)}
          </Banner>
        ) : null}
        <p>{t('review.signs-this')}</p>
        <DataList
          rows={[
            { key: 'name', label: t('person.fullName'), value: form.fields.fullName?.text ?? '–' },
            { key: 'number', label: t('person.personalNumber'), value: form.fields.personalNumber?.text ?? '–' },
            { key: 'kind', label: t('review.kind'), value: form.kind === '' ? '–' : t(`kind.${form.kind}`) },
            {
              key: 'captures',
              label: t('review.captures'),
              value: t('review.captures-count', {
                prints,
                exceptions: Object.keys(captures.exceptions).length,
                portrait: captures.portrait ? 1 : 0,
                papers: captures.papers.length,
              }),
            },
            { key: 'by', label: t('review.recorded-by'), value: application.recordedBy.displayName },
            { key: 'version', label: t('review.version'), value: String(application.version) },
          ]}
        />
        {mustSay ? (
          <PrintOverrideFields
            draft={override}
            remark={printRemark}
            tried={tried}
            onReason={(reason) => setOverride((before) => ({ ...before, reason }))}
          />
        ) : null}
        <TextField
          label={t('sign-in.password')}
          description={t('review.password-explain')}
          type="password"
          autoComplete="current-password"
          maxLength={200}
          autoFocus
          inputRef={password}
          onEnter={() => void sign()}
          refusal={
            missing
              ? { text: t('sign-in.password-missing') }
              : atPassword && approve.failed
                ? { text: failureWords(t, approve.failed) }
                : undefined
          }
        />
      </div>
    </Dialog>
  )
}
