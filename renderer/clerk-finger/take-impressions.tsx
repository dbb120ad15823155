import type { ClerkFingers } from '../../preload/contract/clerk-finger.ts'
import { FailureText, useAct, useText } from '../app/index.ts'
import { Button, useCommand } from '../kit/index.ts'
import { FingerGlass } from './finger-glass.tsx'

export interface TakeImpressionsProps {
  readonly running: NonNullable<ClerkFingers['running']>
  readonly onChange: (fingers: ClerkFingers) => void
}

/** Two fingers, three impressions each; lifted and laid anew every time. */
export function TakeImpressions({ running, onChange }: TakeImpressionsProps) {
  const t = useText()
  const take = useAct('clerk-finger.take')
  const stop = useAct('clerk-finger.stop')
  const finger = t(`finger.${running.next}`)
  const doIt = (): void => void take.act({}).then((outcome) => (outcome.ok ? onChange(outcome.value) : undefined))
  useCommand({ id: 'clerk-finger.take', words: t('clerk-finger.take'), keys: 'F8', run: doIt })
  return (
    <div className="stack finger-form">
      <p>{t('clerk-finger.witnessed-by', { witness: running.witness })}</p>
      <ul className="finger-counts">
        {running.fingers.map((one) => (
          <li key={one.finger} data-next={one.finger === running.next ? '' : undefined}>
            {t('clerk-finger.count', { finger: t(`finger.${one.finger}`), taken: one.taken, of: one.of })}
          </li>
        ))}
      </ul>
      <FingerGlass busy={take.busy} doing={t(take.busy ? 'clerk-finger.place' : 'clerk-finger.again', { finger })} />
      <FailureText failed={take.failed} />
      <div className="row">
        <Button kind="main" keys="F8" busy={take.busy} onPress={doIt} autoFocus>
          {t('clerk-finger.take')}
        </Button>
        <Button
          disabled={take.busy}
          busy={stop.busy}
          onPress={() => void stop.act({}).then((outcome) => (outcome.ok ? onChange(outcome.value) : undefined))}
        >
          {t('clerk-finger.stop')}
        </Button>
      </div>
    </div>
  )
}
