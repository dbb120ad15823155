import { Button as AriaButton } from 'react-aria-components'
import { type Chord, useCommands } from '../kit/index.ts'
import { useStation } from './station.tsx'
import { useText } from './text.ts'

/** The bottom bar: the keys that do something now, each a button; and the training mark, always in sight. */
export function KeyBar() {
  const t = useText()
  const { training } = useStation()
  const commands = useCommands()
  const shown = new Map<Chord, (typeof commands)[number]>()
  for (const command of commands) if (command.keys && command.bar !== undefined) shown.set(command.keys, command)
  const inOrder = [...shown.values()].sort((a, b) => (a.bar ?? 0) - (b.bar ?? 0))
  return (
    <footer className="key-bar">
      <nav aria-label={t('frame.keys')} className="key-bar-keys">
        {inOrder.map((command) => (
          <AriaButton key={command.id} className="key-bar-key" onPress={() => command.run()}>
            <span className="key-bar-chord">{command.keys}</span> {command.words}
          </AriaButton>
        ))}
      </nav>
      {training ? <strong className="training-mark">{t('training-mark')}</strong> : null}
    </footer>
  )
}
