import { useId, useState } from 'react'
import { Dialog, isComposing, KeyHint, type PlacedCommand, useCommands } from '../kit/index.ts'
import { fittingCommands } from './fitting-commands.ts'
import { useText } from './text.ts'

/** Ctrl+K: everything that can be done here and now, found by typing a part of it. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useText()
  const id = useId()
  const commands = useCommands()
  const [typed, setTyped] = useState('')
  const [marked, setMarked] = useState(0)
  const found = fittingCommands(
    commands.filter((command) => command.layer === 0 && command.id !== 'palette'),
    typed,
  )
  const current = Math.min(marked, Math.max(0, found.length - 1))
  function run(command: PlacedCommand | undefined): void {
    if (!command) return
    onClose()
    // After the dialog has given the focus back, so that the command finds the page as it was.
    setTimeout(() => command.run())
  }
  return (
    <Dialog title={t('palette.title')} onClose={onClose}>
      <input
        className="k-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found[current] ? `${id}-${found[current].id}` : undefined}
        aria-label={t('palette.label')}
        placeholder={t('palette.label')}
        autoFocus
        spellCheck={false}
        autoComplete="off"
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setMarked(0)
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            const step = event.key === 'ArrowDown' ? 1 : -1
            setMarked((current + step + found.length) % Math.max(1, found.length))
          }
          if (event.key === 'Enter' && !event.repeat) {
            event.preventDefault()
            run(found[current])
          }
        }}
      />
      <div className="k-list" role="listbox" id={`${id}-list`} aria-label={t('palette.title')}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field that owns the list
          <div
            key={command.id}
            id={`${id}-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className="k-option palette-option"
            data-focused={index === current ? '' : undefined}
            onClick={() => run(command)}
          >
            <span>{command.words}</span>
            {command.keys ? <KeyHint keys={command.keys} /> : null}
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="k-list-empty">{t('palette.nothing')}</p> : null}
    </Dialog>
  )
}
