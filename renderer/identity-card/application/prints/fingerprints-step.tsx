import { useEffect, useRef, useState } from 'react'
import type { CaptureGroup } from '../../../../domain/biometric/capture-group.ts'
import type { FingerPosition } from '../../../../domain/biometric/finger-position.ts'
import { openDoubts } from '../../../../domain/identity-card/print-doubt.ts'
import { FailureText, useText } from '../../../app/index.ts'
import { Banner, Button, isComposing, Picture, Progress, RadioGroup, useCommand } from '../../../kit/index.ts'
import { useView } from '../saving/draft-room.tsx'
import { fingerWords, groupWords } from '../words/finger-words.ts'
import { type CaptureMode, fingersToPlace, nextGroup } from './capture-plan.ts'
import { ChosenFinger } from './chosen-finger.tsx'
import { DoubtPanel } from './doubt-panel.tsx'
import { ExceptionDialog } from './exception-dialog.tsx'
import { FingerList } from './finger-list.tsx'
import { HandPicture } from './hand-picture.tsx'
import { LiveCoach } from './live-coach.tsx'
import { RidgeNotes } from './ridge-notes.tsx'
import { useCapture } from './use-capture.ts'

/** 4 Thu vân tay: the fingers to place are lit, the glass is seen live, the next group waits for F8 or Enter. */
export function FingerprintsStep() {
  const t = useText()
  const { id, captures } = useView()
  const [mode, setMode] = useState<CaptureMode>('slaps')
  const [chosen, setChosen] = useState<FingerPosition>()
  const [excepting, setExcepting] = useState<FingerPosition>()
  const { running, failed, outcome, start, cancel } = useCapture(id)
  const button = useRef<HTMLButtonElement>(null)
  const group = nextGroup(captures, mode)
  const shown = running?.group ?? group
  const lit = new Set(shown ? fingersToPlace(captures, shown) : [])
  const weak = outcome.filter((one) => !one.enough)

  async function capture(what: CaptureGroup): Promise<void> {
    if (await start(what)) setChosen(undefined)
    button.current?.focus()
  }
  useCommand(
    group && !running
      ? {
          id: 'application.capture',
          words: t('application.prints.key'),
          keys: 'F8',
          bar: 50,
          run: () => void capture(group),
        }
      : undefined,
  )
  const isRunning = running !== undefined
  useEffect(() => {
    if (!isRunning) return
    // Esc closes the topmost layer: while fingers lie on the glass, that is the capture.
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isComposing(event)) cancel()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [isRunning, cancel])

  return (
    <>
      <RadioGroup
        label={t('application.prints.mode')}
        choices={(['slaps', 'single'] as const).map((one) => ({ id: one, label: t(`application.prints.mode-${one}`) }))}
        value={mode}
        disabled={running !== undefined}
        onChoose={(one) => setMode(one === 'single' ? 'single' : 'slaps')}
      />
      <DoubtPanel mode={mode} busy={isRunning} onCapture={(what) => void capture(what)} />
      <RidgeNotes />
      <div className="a-hands">
        <HandPicture hand="left" captures={captures} lit={lit} chosen={chosen} onChoose={setChosen} />
        <div className="a-glass-room">
          <div className="a-glass" data-live={running ? '' : undefined}>
            {running?.frame ? (
              <Picture bytes={running.frame} mediaType="image/jpeg" alt={t('application.prints.live')} />
            ) : (
              <span>
                {running
                  ? t('application.prints.waiting')
                  : group
                    ? t('application.prints.glass')
                    : t('application.prints.all-done')}
              </span>
            )}
          </div>
          <p className="a-glass-words" aria-live="polite">
            {shown ? t('application.prints.place', { fingers: groupWords(t, shown) }) : t('application.prints.done')}
          </p>
          {running ? <LiveCoach seen={running.seen} group={running.group} otherHand={running.otherHand} /> : null}
          {running ? (
            <Progress
              doing={t(running.cancelling ? 'application.prints.cancelling' : 'application.prints.running')}
              {...(running.cancelling ? {} : { onCancel: cancel })}
            />
          ) : group ? (
            <Button
              kind="main"
              icon="finger"
              keys="F8"
              buttonRef={button}
              autoFocus
              onPress={() => void capture(group)}
            >
              {t('application.prints.start')}
            </Button>
          ) : null}
        </div>
        <HandPicture hand="right" captures={captures} lit={lit} chosen={chosen} onChoose={setChosen} />
      </div>
      <FailureText failed={failed} />
      {weak.length > 0 ? (
        <Banner tone="wait">
          {t(weak.some((one) => one.triesLeft > 0) ? 'application.prints.weak' : 'application.prints.kept-low', {
            fingers: weak.map((one) => fingerWords(t, one.position)).join(', '),
            left: Math.max(...weak.map((one) => one.triesLeft)),
          })}
        </Banner>
      ) : outcome.length > 0 && openDoubts(captures).length === 0 ? (
        <Banner tone="good">{t('application.prints.good', { count: outcome.length })}</Banner>
      ) : null}
      <div className="a-finger-lists">
        <FingerList hand="left" captures={captures} lit={lit} chosen={chosen} onChoose={setChosen} />
        <FingerList hand="right" captures={captures} lit={lit} chosen={chosen} onChoose={setChosen} />
      </div>
      {chosen ? (
        <ChosenFinger
          finger={chosen}
          busy={running !== undefined}
          onCapture={() => void capture(chosen)}
          onExcept={() => setExcepting(chosen)}
          onClose={() => setChosen(undefined)}
        />
      ) : null}
      {excepting ? <ExceptionDialog finger={excepting} onClose={() => setExcepting(undefined)} /> : null}
    </>
  )
}
