import { useRef, useState } from 'react'
import type { ClerkFingers } from '../../preload/contract/clerk-finger.ts'
import { FailureText, failureWords, timeOrDay, useAct, useAsk, useKeepAnswer, useText } from '../app/index.ts'
import { Banner, Button, Panel, TextField } from '../kit/index.ts'
import { BeginRegistration } from './begin-registration.tsx'
import { TakeImpressions } from './take-impressions.tsx'

/** Vân tay đăng nhập of the person who sits here: registered, replaced or removed. */
export function ClerkFingerScreen() {
  const t = useText()
  const state = useAsk('clerk-finger.state', {})
  const keep = useKeepAnswer()
  const show = (fingers: ClerkFingers): void => keep('clerk-finger.state', {}, fingers)
  const { data } = state
  return (
    <div className="page">
      <h1>{t('clerk-finger.title')}</h1>
      <FailureText failed={state.error} />
      {data ? (
        <>
          <p>{t(`clerk-finger.policy.${data.policy}`)}</p>
          {data.registered ? (
            <Panel title={t('clerk-finger.registered')}>
              <div className="stack">
                <Banner tone="good">
                  {t('clerk-finger.registered-as', {
                    fingers: data.registered.fingers.map((one) => t(`finger.${one}`)).join(', '),
                    at: timeOrDay(data.registered.at),
                    witness: data.registered.witness,
                  })}
                </Banner>
                {data.running ? null : <Remove onRemoved={show} />}
              </div>
            </Panel>
          ) : null}
          {data.policy === 'off' ? null : (
            <Panel title={t(data.registered ? 'clerk-finger.replace' : 'clerk-finger.register')}>
              {data.running ? (
                <TakeImpressions running={data.running} onChange={show} />
              ) : (
                <BeginRegistration onBegun={show} />
              )}
            </Panel>
          )}
          <p className="k-description">{t('clerk-finger.kept')}</p>
        </>
      ) : null}
    </div>
  )
}

function Remove({ onRemoved }: { onRemoved: (fingers: ClerkFingers) => void }) {
  const t = useText()
  const remove = useAct('clerk-finger.remove')
  const password = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const [asked, setAsked] = useState(false)
  async function doIt(): Promise<void> {
    const outcome = await remove.act({ password: password.current?.value ?? '' })
    if (password.current) password.current.value = ''
    if (outcome.ok) onRemoved(outcome.value)
    else password.current?.focus()
  }
  if (!asked) {
    return (
      <div className="row">
        <Button onPress={() => setAsked(true)}>{t('clerk-finger.remove')}</Button>
      </div>
    )
  }
  return (
    <div className="stack finger-form" data-enter-moves="">
      <TextField
        label={t('clerk-finger.own-password')}
        type="password"
        autoComplete="current-password"
        maxLength={200}
        autoFocus
        inputRef={password}
        onEnter={() => void doIt()}
        refusal={remove.failed ? { text: failureWords(t, remove.failed) } : undefined}
      />
      <div className="row">
        <Button kind="grave" busy={remove.busy} onPress={() => void doIt()}>
          {t('clerk-finger.remove-now')}
        </Button>
      </div>
    </div>
  )
}
