import {
  createContext,
  createElement,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { type Command, chordOf, commandFor, ownChords, type PlacedCommand } from './command.ts'
import { isComposing } from './composing.ts'

/** All commands of the window, in the order they came. */
class CommandRoom {
  private commands: readonly PlacedCommand[] = []
  private readonly listeners = new Set<() => void>()

  add(command: PlacedCommand): () => void {
    this.set([...this.commands.filter((other) => other.id !== command.id), command])
    return () => this.set(this.commands.filter((other) => other !== command))
  }
  /** An open dialog: from now on the page's commands rest, also where the dialog has none of its own. */
  openLayer(layer: number): () => void {
    return this.add({ id: `layer-${layer}`, words: '', run: () => {}, layer })
  }
  readonly all = (): readonly PlacedCommand[] => this.commands
  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  private set(commands: readonly PlacedCommand[]): void {
    this.commands = commands
    for (const listener of this.listeners) listener()
  }
}

const RoomContext = createContext<CommandRoom | undefined>(undefined)
const LayerContext = createContext(0)

function useRoom(): CommandRoom {
  const room = useContext(RoomContext)
  if (!room) throw new Error('commands need a KeyRoom above them')
  return room
}

/** Listens to the window's keys; wraps the whole window once. Composing keys and key repeat never act. */
export function KeyRoom({ children }: { children: ReactNode }) {
  const [room] = useState(() => new CommandRoom())
  useEffect(() => {
    function keyDown(event: KeyboardEvent): void {
      if (isComposing(event)) return
      const chord = chordOf(event)
      if (chord === undefined) return
      const command = commandFor(room.all(), chord)
      if (!command && !ownChords.has(chord)) return
      event.preventDefault()
      event.stopPropagation()
      if (command && !event.repeat) command.run()
    }
    window.addEventListener('keydown', keyDown, { capture: true })
    return () => window.removeEventListener('keydown', keyDown, { capture: true })
  }, [room])
  return createElement(RoomContext.Provider, { value: room }, children)
}

/** Commands inside belong to a layer above the page; `Dialog` does this by itself. */
export function KeyLayer({ children }: { children: ReactNode }) {
  const room = useRoom()
  const layer = useContext(LayerContext) + 1
  useEffect(() => room.openLayer(layer), [room, layer])
  return createElement(LayerContext.Provider, { value: layer }, children)
}

/** Offers a command while the component is mounted; `undefined` while it cannot be done now. */
export function useCommand(command: Command | undefined): void {
  const room = useRoom()
  const layer = useContext(LayerContext)
  const latest = useRef(command)
  latest.current = command
  const { id, words, keys, bar, everywhere, alsoCalled, ofFrame } = command ?? {}
  useEffect(() => {
    if (id === undefined || words === undefined) return
    return room.add({
      id,
      words,
      run: () => latest.current?.run(),
      layer,
      ...(keys === undefined ? {} : { keys }),
      ...(bar === undefined ? {} : { bar }),
      ...(everywhere === undefined ? {} : { everywhere }),
      ...(alsoCalled === undefined ? {} : { alsoCalled }),
      ...(ofFrame === undefined ? {} : { ofFrame }),
    })
  }, [room, layer, id, words, keys, bar, everywhere, alsoCalled, ofFrame])
}

/** Everything that can be done now: feeds the bottom bar and Ctrl+K. */
export function useCommands(): readonly PlacedCommand[] {
  const room = useRoom()
  const all = useSyncExternalStore(room.listen, room.all)
  return useMemo(() => all.filter((command) => command.words !== ''), [all])
}
