import { useEffect, useRef, useState } from 'react'
import type { FingerPosition } from '../../domain/biometric/finger-position.ts'
import type { FingerWanted, StationState } from '../../preload/contract/session.ts'
import { ask, FailureText, useAct, useKeepAnswer, useText } from '../app/index.ts'
import { Banner, Button, RadioGroup } from '../kit/index.ts'
import { FrontPage } from '../session/front-page.tsx'
import { FingerGlass } from './finger-glass.tsx'
import { WayAround } from './way-around.tsx'

export interface FingerStepProps {
  readonly station: StationState
  readonly wanted: FingerWanted
  readonly onSignedIn: (state: StationState) => void
}

/** The second step of a sign-in: the scanner is lit at once; who cannot give a finger finds a named way around it. */
export function FingerStep({ station, wanted, onSignedIn }: FingerStepProps) {
  const t = useText()
  const scan = useAct('clerk-finger.sign-in')
  const back = useAct('clerk-finger.give-up')
  const keep = useKeepAnswer()
  const [finger, setFinger] = useState<FingerPosition | undefined>(wanted.fingers[0])
  const [around, setAround] = useState(wanted.fingers.length === 0)
  const began = useRef(false)

  function take(state: StationState): void {
    if (state.signedIn) onSignedIn(state)
    keep('session.state', {}, state)
  }
  async function tryIt(which: FingerPosition | undefined): Promise<void> {
    if (!which) return
    const outcome = await scan.act({ finger: which })
    if (outcome.ok) take(outcome.value)
  }

  /** Who asks for the way around has no finger to give: the scanner is let go. */
  function goAround(): void {
    if (scan.busy) void ask('clerk-finger.cancel-scan', {})
    setAround(true)
  }

  useEffect(() => {
    // Once, also where React mounts twice: the finger is asked for without another key.
    if (began.current) return
    began.current = true
    void tryIt(wanted.fingers[0])
  })

  const tries = scan.failed?.failure === 'finger-differs' ? undefined : wanted.triesLeft
  return (
    <FrontPage station={station}>
      <h2>{t('clerk-finger.step', { name: wanted.displayName })}</h2>
      {wanted.fingers.length > 0 ? (
        <div className="stack">
          <FailureText failed={scan.failed} />
          <RadioGroup
            label={t('clerk-finger.which')}
            value={finger ?? ''}
            disabled={scan.busy}
            onChoose={(id) => setFinger(wanted.fingers.find((one) => one === id))}
            choices={wanted.fingers.map((id) => ({ id, label: t(`finger.${id}`) }))}
          />
          <FingerGlass
            busy={scan.busy}
            doing={t(scan.busy ? 'clerk-finger.place' : 'clerk-finger.ready', {
              finger: finger ? t(`finger.${finger}`) : '',
            })}
          />
          {tries !== undefined && tries < 5 && !scan.busy ? (
            <p className="k-description">{t('clerk-finger.tries-left', { tries })}</p>
          ) : null}
          <div className="row">
            <Button kind="main" busy={scan.busy} onPress={() => void tryIt(finger)} autoFocus>
              {t('clerk-finger.scan')}
            </Button>
          </div>
        </div>
      ) : (
        <Banner tone="wait" title={t('clerk-finger.missing')}>
          {t('clerk-finger.missing-explain')}
        </Banner>
      )}
      {around ? (
        <WayAround wanted={wanted} onEntered={take} disabled={scan.busy} />
      ) : (
        <div className="row">
          <Button kind="plain" onPress={goAround}>
            {t('clerk-finger.around')}
          </Button>
        </div>
      )}
      <div className="row finger-step-foot">
        <Button
          kind="plain"
          busy={back.busy}
          onPress={() => void back.act({}).then((outcome) => (outcome.ok ? take(outcome.value) : undefined))}
        >
          {t('clerk-finger.back')}
        </Button>
      </div>
    </FrontPage>
  )
}
