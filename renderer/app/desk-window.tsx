import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { Banner, Button, KeyRoom, Progress, ToastRoom } from '../kit/index.ts'
import { NotEnrolled, SignIn } from '../session/index.ts'
import { useAsk, useAskAgain } from './ask.ts'
import { CoreAwayBanner } from './core-away-banner.tsx'
import { ErrorRoom } from './error-room.tsx'
import { FailureText } from './failure-text.tsx'
import { useNotice } from './notice.ts'
import { makeRouter } from './routes.tsx'
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
  useNotice('session', () => void askAgain('session.state'))
  if (station.error && !station.data) {
    return (
      <main className="page">
        <FailureText
          failed={station.error}
          actions={<Button onPress={() => void station.refetch()}>{t('screen-failed.again')}</Button>}
        />
      </main>
    )
  }
  if (!station.data) {
    return (
      <main className="page">
        <Progress doing={t('start.waiting-for-core')} />
      </main>
    )
  }
  const { signedIn, ...state } = station.data
  if (!state.enrolled) return <NotEnrolled station={station.data} />
  if (!signedIn)
    return <SignIn station={station.data} onSignedIn={(returnTo) => void router.navigate({ to: returnTo ?? '/' })} />
  return (
    <StationContext value={{ ...state, signedIn }}>
      {station.error ? <Banner tone="wait">{t('start.core-silent')}</Banner> : null}
      <RouterProvider router={router} />
    </StationContext>
  )
}
