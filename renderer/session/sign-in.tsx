import { useRef, useState } from 'react'
import type { StationState } from '../../preload/contract/session.ts'
import { failureWords, useAct, useKeepAnswer, useText } from '../app/index.ts'
import { Banner, Button, TextField } from '../kit/index.ts'
import { FrontPage } from './front-page.tsx'
import { TrainingAccounts } from './training-accounts.tsx'

/** Account and password; afterwards the desk opens where it was locked. */
export function SignIn({ station, onSignedIn }: { station: StationState; onSignedIn: (state: StationState) => void }) {
  const t = useText()
  const signIn = useAct('session.sign-in')
  const keep = useKeepAnswer()
  const account = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const password = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const [missing, setMissing] = useState<'account' | 'password'>()

  async function tryIt(name: string, secret: string): Promise<void> {
    if (name.trim() === '' || secret === '') {
      setMissing(name.trim() === '' ? 'account' : 'password')
      const field = name.trim() === '' ? account : password
      field.current?.focus()
      return
    }
    setMissing(undefined)
    const outcome = await signIn.act({ account: name.trim(), password: secret })
    if (outcome.ok) {
      if (outcome.value.signedIn) onSignedIn(outcome.value)
      keep('session.state', {}, outcome.value)
    } else if (password.current) {
      // A wrong password is typed anew, and does not stay in the page.
      password.current.value = ''
      password.current.focus()
    }
  }
  const tryFields = (): void => void tryIt(account.current?.value ?? '', password.current?.value ?? '')

  return (
    <FrontPage station={station}>
      {station.returnTo ? <Banner tone="info">{t('sign-in.returns')}</Banner> : null}
      <div className="stack" data-enter-moves="">
        <TextField
          label={t('sign-in.account')}
          name="account"
          autoComplete="username"
          maxLength={60}
          autoFocus
          inputRef={account}
          refusal={missing === 'account' ? { text: t('sign-in.account-missing') } : undefined}
        />
        <TextField
          label={t('sign-in.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          maxLength={200}
          inputRef={password}
          onEnter={tryFields}
          refusal={
            missing === 'password'
              ? { text: t('sign-in.password-missing') }
              : signIn.failed
                ? { text: failureWords(t, signIn.failed) }
                : undefined
          }
        />
        <Button kind="main" busy={signIn.busy} onPress={tryFields}>
          {t('sign-in.do')}
        </Button>
      </div>
      {station.training && station.trainingAccounts.length > 0 ? (
        <TrainingAccounts
          accounts={station.trainingAccounts}
          onUse={(name, secret) => {
            if (account.current) account.current.value = name
            if (password.current) password.current.value = secret
            void tryIt(name, secret)
          }}
        />
      ) : null}
    </FrontPage>
  )
}
