import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import type { WindowKind } from '../../preload/contract/define-contract.ts'
import type { CoreStart, FromCore, HandOver, HandOverAnswer, ToCore } from '../../preload/contract/shell-channel.ts'
import { restartWait } from './restart-wait.ts'

/** The core finishes its transaction when the channel closes; one that hangs longer is ended. */
const END_WITHIN_MS = 3_000

export interface CoreState {
  /** 'up' once it answers; 'down' while it starts or restarts; 'unusable' with the reason when it cannot start at all. */
  readonly state: 'up' | 'down' | 'unusable'
  readonly code: string | null
}

export interface CoreListeners {
  readonly onState: (state: CoreState) => void
  readonly onNotice: (windows: readonly WindowKind[], topic: string, body: unknown) => void
  readonly onOrder: (order: Extract<FromCore, { kind: 'order' }>['order']) => void
  /** A paper for the system's spooler; never rejects. */
  readonly onHandOver: (paper: HandOver) => Promise<HandOverAnswer>
}

export interface CoreProcess {
  readonly state: CoreState
  /** Process id while one runs. */
  readonly pid: number | undefined
  /** Never rejects: a core that is away answers 'core-restarting'. */
  ask(window: WindowKind, name: string, request: unknown): Promise<unknown>
  /** Resolves when the core has ended. */
  stop(): Promise<void>
}

export interface CoreProgram {
  /** Node 24's executable. */
  readonly node: string
  readonly entry: string
  /** Where compiled code is kept between starts. */
  readonly compileCache: string
}

/** What the core's environment may not inherit: switches that would change how its Node runs. */
function cleanEnvironment(compileCache: string): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _asNode, NODE_OPTIONS: _options, ...environment } = process.env
  return { NODE_COMPILE_CACHE: compileCache, ...environment }
}

/**
 * The station core as a child of the project's own Node 24. When it dies (or is killed) it is started again with back-off;
 * questions that were open are answered 'core-restarting', and the window asks again: the core's journal is the truth.
 */
export function coreProcess(program: CoreProgram, start: CoreStart, listeners: CoreListeners): CoreProcess {
  let child: ChildProcess | undefined
  let current: CoreState = { state: 'down', code: null }
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let nextId = 1
  const wait = restartWait()
  const open = new Map<number, (outcome: unknown) => void>()
  const restarting = { ok: false, failure: 'core-restarting' }

  function become(state: CoreState): void {
    current = state
    listeners.onState(state)
  }

  function hear(message: FromCore): void {
    if (message.kind === 'answer') {
      open.get(message.id)?.(message.outcome)
      open.delete(message.id)
    } else if (message.kind === 'notice') listeners.onNotice(message.windows, message.topic, message.body)
    else if (message.kind === 'order') listeners.onOrder(message.order)
    else if (message.kind === 'hand-over')
      void listeners.onHandOver(message).then((answer) => send({ kind: 'handed-over', id: message.id, answer }))
    else if (message.kind === 'ready') become({ state: 'up', code: null })
    else {
      // Starting it again would meet the same wall: people must act first.
      stopping = true
      become({ state: 'unusable', code: message.code })
    }
  }

  function launch(): void {
    const startedAt = Date.now()
    const born = fork(program.entry, [], {
      execPath: program.node,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      cwd: path.dirname(path.dirname(program.entry)),
      env: cleanEnvironment(program.compileCache),
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child = born
    let ended = false
    const end = () => {
      if (ended) return
      ended = true
      child = undefined
      for (const answer of open.values()) answer(restarting)
      open.clear()
      if (stopping) return
      become({ state: 'down', code: null })
      timer = setTimeout(launch, wait.after(Date.now() - startedAt))
    }
    born.on('message', (message) => hear(message as FromCore))
    born.on('exit', end)
    // A Node that does not even start has no 'exit'; one that has lost its channel is ended and comes back.
    born.on('error', () => (born.pid === undefined ? end() : born.kill('SIGKILL')))
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
    get state() {
      return current
    },
    get pid() {
      return child?.pid
    },
    ask(window, name, request) {
      if (!child?.connected || current.state !== 'up') return Promise.resolve(restarting)
      const id = nextId++
      return new Promise((resolve) => {
        open.set(id, resolve)
        send({ kind: 'ask', id, window, name, request })
      })
    },
    async stop() {
      stopping = true
      clearTimeout(timer)
      const dying = child
      if (!dying || dying.exitCode !== null || dying.signalCode !== null) return
      const gone = new Promise<void>((resolve) => dying.once('exit', () => resolve()))
      const hard = setTimeout(() => dying.kill('SIGKILL'), END_WITHIN_MS)
      if (dying.connected) dying.disconnect()
      await gone
      clearTimeout(hard)
    },
  }
}
