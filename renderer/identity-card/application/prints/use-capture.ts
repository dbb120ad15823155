import { useCallback, useEffect, useRef, useState } from 'react'
import type { CaptureGroup } from '../../../../domain/biometric/capture-group.ts'
import { CaptureNotice } from '../../../../preload/contract/identity-card/application.ts'
import type { ReplyOf } from '../../../../preload/contract/index.ts'
import { AskFailed, ask, useNotice } from '../../../app/index.ts'
import { useKeeper } from '../saving/draft-room.tsx'
import { fingersOfGroup } from './capture-plan.ts'

export interface RunningCapture {
  readonly group: CaptureGroup
  readonly frame: Uint8Array | undefined
  /** What the engine saw on a frame a moment ago. */
  readonly seen: CaptureNotice['seen']
  readonly otherHand: boolean
  readonly cancelling: boolean
}
type Outcome = ReplyOf<'application.capture-prints'>['outcome']

/** One capture: runs until the scanner has its fingers, shows frames meanwhile, can be cancelled at any moment. */
export function useCapture(id: string) {
  const keeper = useKeeper()
  const [running, setRunning] = useState<RunningCapture>()
  const [failed, setFailed] = useState<AskFailed>()
  const [outcome, setOutcome] = useState<Outcome>([])
  const busy = useRef(false)

  useNotice('capture', (body) => {
    if (!busy.current) return
    const notice = CaptureNotice.safeParse(body)
    if (!notice.success || notice.data.applicationId !== id) return
    setRunning((now) =>
      now ? { ...now, frame: notice.data.jpeg, seen: notice.data.seen, otherHand: notice.data.otherHand } : now,
    )
  })

  const start = useCallback(
    async (group: CaptureGroup): Promise<boolean> => {
      if (busy.current) return false
      busy.current = true
      setFailed(undefined)
      setOutcome([])
      setRunning({ group, frame: undefined, seen: [], otherHand: false, cancelling: false })
      const { exceptions } = keeper.snapshot().view.captures
      const absent = fingersOfGroup(group).filter((finger) => exceptions[finger])
      const done = await ask('application.capture-prints', { id, group, exceptions: absent }).finally(() => {
        busy.current = false
        setRunning(undefined)
      })
      if (done.ok) {
        keeper.takeIn(done.value.view)
        setOutcome(done.value.outcome)
      } else if (done.failure !== 'capture-cancelled') {
        setFailed(new AskFailed('application.capture-prints', done.failure, done.detail))
      }
      return done.ok
    },
    [id, keeper],
  )
  const cancel = useCallback(() => {
    if (!busy.current) return
    setRunning((now) => (now ? { ...now, cancelling: true } : now))
    void ask('application.cancel-capture', { id })
  }, [id])
  // Leaving the step takes the fingers off the glass.
  useEffect(() => cancel, [cancel])

  return { running, failed, outcome, start, cancel }
}
