import { useLocation } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useToast } from '../kit/index.ts'
import { ask } from './ask.ts'
import { failureWords } from './failure-text.tsx'
import { useText } from './text.ts'

/**
 * Lock and sign-out. A lock tells the core where the work stood; the shell then destroys the window, and with it all it
 * held of people. Whatever keeps the core from answering, the window empties itself.
 */
export function useSignOut(): { lock: () => void; signOut: () => void } {
  const { pathname, searchStr, hash } = useLocation()
  const say = useToast()
  const t = useText()
  const at = `${pathname}${searchStr}${hash === '' ? '' : `#${hash}`}`.slice(0, 300)
  const lock = useCallback(() => {
    void ask('session.lock', { at }).then((outcome) => {
      if (outcome.ok) emptyWindow()
      else say('bad', failureWords(t, { call: 'session.lock', failure: outcome.failure, detail: outcome.detail ?? {} }))
    })
  }, [at, say, t])
  const signOut = useCallback(() => {
    void ask('session.sign-out', {}).then((outcome) => {
      if (outcome.ok) emptyWindow()
      else
        say(
          'bad',
          failureWords(t, { call: 'session.sign-out', failure: outcome.failure, detail: outcome.detail ?? {} }),
        )
    })
  }, [say, t])
  return { lock, signOut }
}

/** A fresh page in place of the one that showed people; the shell destroys the window itself where it runs. */
function emptyWindow(): void {
  window.location.hash = ''
  window.location.reload()
}
