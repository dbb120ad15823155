import { useRef, useState } from 'react'
import {
  findReturnReason,
  type ReturnReasonCode,
  returnReasonsOf,
} from '../../../domain/identity-card/return-reason.ts'
import type { ApplicationView } from '../../../preload/contract/identity-card/application.ts'
import { FailureText, newRequestId, useAct, useKeepAnswer, useText } from '../../app/index.ts'
import { Button, Dialog, SelectField, TextField, useToast } from '../../kit/index.ts'

const SHORTEST_REMARK = 3

/** Lãnh đạo trả lại: a reason from the list and a sentence; the clerk reads both at the step where the cure is done. */
export function ReturnDialog({
  application,
  because,
  onDone,
  onClose,
}: {
  application: ApplicationView
  /** Reason that stands chosen when it opens. */
  because?: ReturnReasonCode
  onDone: () => void
  onClose: () => void
}) {
  const t = useText()
  const say = useToast()
  const keep = useKeepAnswer()
  const giveBack = useAct('application.return')
  const remark = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const [reason, setReason] = useState<string>(because ?? '')
  const [requestId] = useState(newRequestId)
  const [tried, setTried] = useState(false)
  const chosen = findReturnReason(reason)

  async function send(): Promise<void> {
    setTried(true)
    const sentence = remark.current?.value.normalize('NFC').trim() ?? ''
    if (!chosen || sentence.length < SHORTEST_REMARK) {
      if (chosen) remark.current?.focus()
      return
    }
    const outcome = await giveBack.act({ id: application.id, reason, remark: sentence, requestId })
    if (!outcome.ok) return
    keep('application.open', { id: application.id }, outcome.value)
    say('good', t('review.returned', { number: application.number }))
    onDone()
  }

  const sentenceMissing = tried && (remark.current?.value.trim().length ?? 0) < SHORTEST_REMARK
  return (
    <Dialog
      title={t('review.return-title', { number: application.number })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('kit.cancel')}</Button>
          <Button kind="main" busy={giveBack.busy} onPress={() => void send()}>
            {t('review.return')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <FailureText failed={giveBack.failed} />
        <SelectField
          label={t('review.return-reason')}
          value={reason}
          onChoose={setReason}
          choices={returnReasonsOf('leader').map((one) => ({ id: one.code, label: t(`return.${one.code}`) }))}
          {...(chosen ? { description: t('review.cure', { step: t(`next.${chosen.nextStep}`) }) } : {})}
          refusal={tried && !chosen ? { text: t('review.return-reason-missing') } : undefined}
        />
        <TextField
          label={t('review.return-remark')}
          description={t('review.return-remark-explain')}
          lines={3}
          maxLength={1000}
          inputRef={remark}
          refusal={sentenceMissing ? { text: t('review.return-remark-missing') } : undefined}
        />
      </div>
    </Dialog>
  )
}
