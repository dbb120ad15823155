import { useRef, useState } from 'react'
import { WithoutFingerReason } from '../../preload/contract/clerk-finger.ts'
import type { FingerWanted, StationState } from '../../preload/contract/session.ts'
import { FailureText, failureWords, useAct, useText } from '../app/index.ts'
import { Button, RadioGroup, TextField } from '../kit/index.ts'

export interface WayAroundProps {
  readonly wanted: FingerWanted
  readonly onEntered: (state: StationState) => void
  readonly disabled: boolean
}

/** No finger to give: somebody with a say vouches, or the password alone where the station allows it. Both stand in the audit. */
export function WayAround({ wanted, onEntered, disabled }: WayAroundProps) {
  const t = useText()
  const vouch = useAct('clerk-finger.vouch')
  const alone = useAct('clerk-finger.go-without')
  const account = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const password = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const none = wanted.fingers.length === 0
  const [reason, setReason] = useState<WithoutFingerReason>(none ? 'not-registered' : 'scanner-away')
  const [missing, setMissing] = useState(false)
  const reasons = WithoutFingerReason.options.filter((one) => none || one !== 'not-registered')

  async function ask(): Promise<void> {
    const [name, secret] = [account.current?.value.trim() ?? '', password.current?.value ?? '']
    setMissing(name === '' || secret === '')
    if (name === '' || secret === '') return (name === '' ? account : password).current?.focus()
    const outcome = await vouch.act({ account: name, password: secret, reason })
    if (password.current) password.current.value = ''
    if (outcome.ok) onEntered(outcome.value)
    else password.current?.focus()
  }

  return (
    <section className="stack finger-around" aria-label={t('clerk-finger.around')} data-enter-moves="">
      <h3>{t('clerk-finger.around')}</h3>
      <RadioGroup
        label={t('clerk-finger.reason')}
        upright
        value={reason}
        onChoose={(id) => setReason(WithoutFingerReason.options.find((one) => one === id) ?? 'other')}
        choices={reasons.map((id) => ({ id, label: t(`clerk-finger.reason.${id}`) }))}
      />
      <TextField
        label={t('clerk-finger.voucher')}
        name="voucher"
        autoComplete="off"
        maxLength={60}
        autoFocus={!none}
        inputRef={account}
        refusal={missing ? { text: t('clerk-finger.voucher-missing') } : undefined}
      />
      <TextField
        label={t('clerk-finger.voucher-password')}
        name="voucher-password"
        type="password"
        autoComplete="off"
        maxLength={200}
        inputRef={password}
        onEnter={() => void ask()}
        refusal={vouch.failed ? { text: failureWords(t, vouch.failed) } : undefined}
      />
      <div className="row">
        <Button busy={vouch.busy} disabled={disabled} onPress={() => void ask()}>
          {t('clerk-finger.vouch')}
        </Button>
        {wanted.passwordAlone ? (
          <Button
            busy={alone.busy}
            disabled={disabled}
            onPress={() => void alone.act({ reason }).then((outcome) => outcome.ok && onEntered(outcome.value))}
          >
            {t('clerk-finger.password-alone')}
          </Button>
        ) : null}
      </div>
      <FailureText failed={alone.failed} />
      <p className="k-description">{t('clerk-finger.audited')}</p>
    </section>
  )
}
