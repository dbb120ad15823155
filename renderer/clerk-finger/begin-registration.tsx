import { useRef, useState } from 'react'
import { type FingerPosition, fingerPositions } from '../../domain/biometric/finger-position.ts'
import type { ClerkFingers } from '../../preload/contract/clerk-finger.ts'
import { failureWords, useAct, useText } from '../app/index.ts'
import { Button, SelectField, TextField } from '../kit/index.ts'

/** Which two fingers, and who stands by: a leader or technician, with their own password at this desk. */
export function BeginRegistration({ onBegun }: { onBegun: (fingers: ClerkFingers) => void }) {
  const t = useText()
  const begin = useAct('clerk-finger.begin')
  const [first, setFirst] = useState<FingerPosition>('right-index')
  const [second, setSecond] = useState<FingerPosition>('left-index')
  const witness = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const password = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null)
  const [missing, setMissing] = useState(false)
  const choices = fingerPositions.map((id) => ({ id, label: t(`finger.${id}`) }))
  const chosen = (id: string): FingerPosition => fingerPositions.find((one) => one === id) ?? 'right-index'
  const twice = begin.failed?.failure === 'one-finger-twice'

  async function doIt(): Promise<void> {
    const [name, secret] = [witness.current?.value.trim() ?? '', password.current?.value ?? '']
    setMissing(name === '' || secret === '')
    if (name === '' || secret === '') return (name === '' ? witness : password).current?.focus()
    const outcome = await begin.act({ fingers: [first, second], witness: name, password: secret })
    if (password.current) password.current.value = ''
    if (outcome.ok) onBegun(outcome.value)
    else password.current?.focus()
  }

  return (
    <div className="stack finger-form" data-enter-moves="">
      <SelectField
        label={t('clerk-finger.first')}
        value={first}
        onChoose={(id) => setFirst(chosen(id))}
        choices={choices}
      />
      <SelectField
        label={t('clerk-finger.second')}
        value={second}
        onChoose={(id) => setSecond(chosen(id))}
        choices={choices}
        refusal={twice && begin.failed ? { text: failureWords(t, begin.failed) } : undefined}
      />
      <TextField
        label={t('clerk-finger.witness')}
        description={t('clerk-finger.witness-explain')}
        autoComplete="off"
        maxLength={60}
        inputRef={witness}
        refusal={missing ? { text: t('clerk-finger.voucher-missing') } : undefined}
      />
      <TextField
        label={t('clerk-finger.witness-password')}
        type="password"
        autoComplete="off"
        maxLength={200}
        inputRef={password}
        onEnter={() => void doIt()}
        refusal={begin.failed && !twice ? { text: failureWords(t, begin.failed) } : undefined}
      />
      <div className="row">
        <Button kind="main" busy={begin.busy} onPress={() => void doIt()}>
          {t('clerk-finger.begin')}
        </Button>
      </div>
    </div>
  )
}
