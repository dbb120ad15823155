import { RouterProvider } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { StationState } from '../../preload/contract/session.ts'
import { FingerStep } from '../clerk-finger/index.ts'
import { Banner, Button, KeyRoom, Progress, ToastRoom } from '../kit/index.ts'
import { NotEnrolled, SignIn } from '../session/index.ts'
import { useAsk, useAskAgain } from './ask.ts'
import { CoreAwayBanner } from './core-away-banner.tsx'
import { ErrorRoom } from './error-room.tsx'
import { FailureText } from './failure-text.tsx'
import { useNotice } from './notice.ts'
import { makeRouter } from './routes.tsx'
import { StartPage } from './start-page.tsx'
import { StationContext } from './station.tsx'
import { useText } from './text.ts'

/** The clerk's window: nothing before the core answers, the sign-in before any work. */
export function Window() {
  return (
    <ErrorRoom>
      <KeyRoom>
        <ToastRoom>
          <CoreAwayBanner />
          <Desk />
        </ToastRoom>
      </KeyRoom>
    </ErrorRoom>
  )
}

function Desk() {
  const t = useText()
  const station = useAsk('session.state', {}, { refreshEveryMs: 30_000 })
  const askAgain = useAskAgain()
  const [router] = useState(makeRouter)
  const lastAccount = useRef<string>(undefined)
  useNotice('session', () => void askAgain('session.state'))
  if (station.error && !station.data) {
    return (
      <StartPage>
        <FailureText
          failed={station.error}
          actions={<Button onPress={() => void station.refetch()}>{t('screen-failed.again')}</Button>}
        />
      </StartPage>
    )
  }
  if (!station.data) {
    return (
      <StartPage>
        <Progress doing={t('start.waiting-for-core')} />
      </StartPage>
    )
  }
  const { signedIn, ...state } = station.data
  if (!state.enrolled) return <NotEnrolled station={station.data} />
  if (!signedIn) {
    // A core that was restarted knows nobody: who sat here signs in again and stands where the work stood. Anybody else begins
    // at the board.
    const goOn = ({ returnTo, signedIn: now }: StationState) => {
      if (returnTo === null && now?.account === lastAccount.current) return
      void router.navigate({ to: returnTo ?? '/' })
    }
    const { finger } = station.data
    if (!finger) return <SignIn station={station.data} onSignedIn={goOn} />
    // Let in without a finger their role must have: registering it is the next thing to do.
    const enter = (now: StationState) => {
      if (finger.fingers.length === 0) void router.navigate({ to: '/sign-in-fingers' })
      else goOn(now)
    }
    return <FingerStep key={finger.account} station={station.data} wanted={finger} onSignedIn={enter} />
  }
  lastAccount.current = signedIn.account
  return (
    <StationContext value={{ ...state, signedIn }}>
      {station.error ? <Banner tone="wait">{t('start.core-silent')}</Banner> : null}
      <RouterProvider router={router} />
    </StationContext>
  )
}
