import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import type { WindowKind } from '../../preload/contract/define-contract.ts'
import type { CoreStart, FromCore, ToCore } from '../../preload/contract/shell-channel.ts'

const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 10_000
/** A core that has run this long was well: the next death starts the back-off anew. */
const WELL_AFTER_MS = 30_000

export interface CoreListeners {
  /** 'up' once it answers; 'down' while it restarts; 'unusable' with the reason when it cannot start at all. */
  readonly onState: (state: 'up' | 'down' | 'unusable', code?: string) => void
  readonly onNotice: (windows: readonly WindowKind[], topic: string, body: unknown) => void
  readonly onOrder: (order: Extract<FromCore, { kind: 'order' }>['order']) => void
}

export interface CoreProcess {
  ask(window: WindowKind, name: string, request: unknown): Promise<unknown>
  stop(): Promise<void>
}

/**
 * The station core as a child of the project's own Node 24. When it dies (or is killed) it is started again with back-off;
 * questions that were open are answered 'core-restarting', and the window asks again: the core's journal is the truth.
 */
export function coreProcess(node: string, entry: string, start: CoreStart, listeners: CoreListeners): CoreProcess {
  let child: ChildProcess | undefined
  let ready = false
  let stopping = false
  let waitMs = FIRST_WAIT_MS
  let nextId = 1
  const open = new Map<number, (outcome: unknown) => void>()
  const restarting = { ok: false, failure: 'core-restarting' }

  function hear(message: FromCore): void {
    if (message.kind === 'answer') {
      open.get(message.id)?.(message.outcome)
      open.delete(message.id)
    } else if (message.kind === 'notice') listeners.onNotice(message.windows, message.topic, message.body)
    else if (message.kind === 'order') listeners.onOrder(message.order)
    else if (message.kind === 'ready') {
      ready = true
      listeners.onState('up')
    } else {
      // Starting it again would meet the same wall: people must act first.
      stopping = true
      listeners.onState('unusable', message.code)
    }
  }

  function launch(): void {
    const startedAt = Date.now()
    const { ELECTRON_RUN_AS_NODE: _electron, ...environment } = process.env
    const born = fork(entry, [], {
      execPath: node,
      // Type stripping warns as experimental on stderr; the core's own log goes to its file.
      execArgv: ['--disable-warning=ExperimentalWarning'],
      cwd: path.dirname(path.dirname(entry)),
      env: environment,
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child = born
    born.on('message', (message) => hear(message as FromCore))
    born.on('error', () => born.kill('SIGKILL'))
    born.on('exit', () => {
      ready = false
      child = undefined
      for (const answer of open.values()) answer(restarting)
      open.clear()
      if (stopping) return
      listeners.onState('down')
      waitMs = Date.now() - startedAt > WELL_AFTER_MS ? FIRST_WAIT_MS : Math.min(waitMs * 2, LONGEST_WAIT_MS)
      setTimeout(launch, waitMs)
    })
    send(start)
  }

  function send(message: ToCore): void {
    child?.send(message, (fault) => {
      // The channel is gone: 'exit' follows and answers what is open.
      if (fault) child?.kill('SIGKILL')
    })
  }

  launch()
  return {
    ask(window, name, request) {
      if (!child?.connected || !ready) return Promise.resolve(restarting)
      const id = nextId++
      return new Promise((resolve) => {
        open.set(id, resolve)
        send({ kind: 'ask', id, window, name, request })
      })
    },
    async stop() {
      stopping = true
      const dying = child
      if (!dying) return
      const gone = new Promise<void>((resolve) => dying.once('exit', () => resolve()))
      // The core ends itself when the channel closes: it finishes its transaction first.
      dying.disconnect()
      const timer = setTimeout(() => dying.kill('SIGKILL'), 3_000)
      await gone
      clearTimeout(timer)
    },
  }
}
