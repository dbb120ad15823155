import { useState } from 'react'
import { FailureText, useStation, useText } from '../../../app/index.ts'
import { Button, Picture, SelectField, TextField } from '../../../kit/index.ts'
import { useDraft, useDraftAct, useView } from '../saving/draft-room.tsx'
import { CheckList } from './check-list.tsx'
import type { Shot } from './portrait-step.tsx'

const reasons = ['light-of-the-place', 'health', 'dress-of-faith', 'device-limits', 'other'] as const

/** The shot large, as it will look on the card, and what the checks found; kept against them only with a reason. */
export function TakenShot({ shot, onAgain, onKept }: { shot: Shot; onAgain: () => void; onKept: () => void }) {
  const t = useText()
  const { id } = useView()
  const keep = useDraftAct('application.keep-portrait')
  const [reason, setReason] = useState('')
  const [remark, setRemark] = useState('')
  const failedChecks = shot.checks.filter((one) => !one.passed)
  const needsReason = failedChecks.length > 0
  const remarkMissing = reason === 'other' && remark.trim() === ''
  async function save(): Promise<void> {
    const outcome = await keep.act({
      id,
      jpeg: shot.jpeg,
      checks: [...shot.checks],
      override: needsReason ? { reason, remark: remark.trim() } : null,
    })
    if (outcome?.ok) onKept()
  }
  return (
    <div className="a-kept">
      <div className="a-portrait-frame">
        <Picture bytes={shot.jpeg} mediaType="image/jpeg" alt={t('application.portrait.shot')} />
      </div>
      <div className="a-stack">
        <CardFace jpeg={shot.jpeg} />
        <CheckList checks={shot.checks} />
        {needsReason ? (
          <div className="a-pair">
            <SelectField
              label={t('application.portrait.override')}
              choices={reasons.map((one) => ({ id: one, label: t(`application.portrait.reason.${one}`) }))}
              value={reason}
              onChoose={setReason}
            />
            <TextField
              label={t('application.portrait.remark')}
              optional={reason !== 'other'}
              value=""
              maxLength={300}
              onType={setRemark}
            />
          </div>
        ) : null}
        <FailureText failed={keep.failed} />
        <div className="a-row">
          <Button onPress={onAgain}>{t('application.portrait.again')}</Button>
          <Button
            kind="main"
            icon="check"
            autoFocus={!needsReason}
            busy={keep.busy}
            disabled={needsReason && (reason === '' || remarkMissing)}
            onPress={() => void save()}
          >
            {t(needsReason ? 'application.portrait.keep-anyway' : 'application.portrait.keep')}
          </Button>
        </div>
      </div>
    </div>
  )
}

/** The front of the card at about its true size (85.6 × 54 mm), enough to judge the face on it. */
function CardFace({ jpeg }: { jpeg: Uint8Array }) {
  const t = useText()
  const { regime } = useStation()
  const { name, number } = useDraft((draft) => ({
    name: draft.form.fields.fullName?.text ?? '',
    number: draft.form.fields.personalNumber?.text ?? '',
  }))
  return (
    <figure className="a-card-face">
      <div className="a-card-front">
        <strong>{regime.cardTitle}</strong>
        <Picture bytes={jpeg} mediaType="image/jpeg" alt={t('application.portrait.on-card')} />
        <span className="a-card-lines">
          <span>{number}</span>
          <span>{name.toLocaleUpperCase('vi')}</span>
        </span>
      </div>
      <figcaption>{t('application.portrait.on-card')}</figcaption>
    </figure>
  )
}
