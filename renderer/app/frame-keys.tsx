import { useNavigate } from '@tanstack/react-router'
import { useCommand, useToast } from '../kit/index.ts'
import { useIdleness } from './idleness.ts'
import { useSignOut } from './leave-desk.ts'
import { useText } from './text.ts'

/** Idle for ten minutes locks the desk (security rules of the desk). */
const IDLE_MS = 10 * 60_000

/** The keys that work on every screen. A screen's own command of the same key goes before. */
export function FrameKeys() {
  const t = useText()
  const navigate = useNavigate()
  const say = useToast()
  const { lock } = useSignOut()
  useIdleness(IDLE_MS, lock)
  useCommand({
    id: 'help',
    words: t('key.help'),
    keys: 'F1',
    ofFrame: true,
    bar: 10,
    run: () => void navigate({ to: '/help' }),
  })
  useCommand({
    id: 'look-up',
    words: t('key.look-up'),
    keys: 'F3',
    bar: 30,
    ofFrame: true,
    run: () => void navigate({ to: '/look-up' }),
  })
  useCommand({
    id: 'board',
    words: t('rail.board'),
    keys: 'Alt+1',
    ofFrame: true,
    run: () => void navigate({ to: '/' }),
  })
  useCommand({ id: 'devices', words: t('rail.devices'), run: () => void navigate({ to: '/devices' }) })
  useCommand({ id: 'set-up', words: t('set-up.title'), run: () => void navigate({ to: '/devices/set-up' }) })
  useCommand({ id: 'blanks', words: t('blank.title'), run: () => void navigate({ to: '/blanks' }) })
  useCommand({ id: 'line', words: t('rail.line'), run: () => void navigate({ to: '/line' }) })
  useCommand({ id: 'lock', words: t('menu.lock'), keys: 'F12', ofFrame: true, everywhere: true, run: lock })
  // Everything saves itself; the key only says so, because hands know it.
  useCommand({
    id: 'save',
    words: t('key.save'),
    keys: 'Ctrl+S',
    ofFrame: true,
    run: () => say('good', t('saved-by-itself')),
  })
  return null
}
