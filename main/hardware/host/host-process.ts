import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { hostFrameReader, writeFrame } from './host-frame.ts'
import { FromHost, type ToHost } from './host-messages.ts'
import { type HostOutput, hostOutput } from './host-output.ts'
import type { HostFault } from './host-state.ts'

export interface HostLimits {
  /** JavaScript heap of the host, MiB. */
  readonly heapMb: number
  /** All memory of the host's process, MiB; native leaks show here only. */
  readonly rssMb: number
  readonly heartbeatMs: number
  /** Silence after a heartbeat that counts as a hang. Long enough for the longest call that blocks the host's own thread. */
  readonly hangMs: number
  /** One message. */
  readonly mostFrameBytes: number
  /** Messages in one second. */
  readonly mostFramesASecond: number
}

export interface HostProcess {
  readonly pid: number | undefined
  /** Milliseconds since its start. */
  readonly life: number
  send(message: ToHost): void
  /** Ends it now; `onEnd` follows. Without a fault it ends in peace. */
  end(fault?: HostFault): void
}

export interface HostProcessParts {
  readonly module: URL
  readonly environment: Readonly<Record<string, string>>
  readonly limits: HostLimits
  readonly onMessage: (message: FromHost) => void
  /** Once. `fault` is null where it was ended in peace. */
  readonly onEnd: (fault: HostFault | null, output: HostOutput) => void
}

const MEMORY_EVERY_MS = 250
/** From the start of its process to its first word: a busy machine, an antivirus, a large library. */
const START_MS = 20_000
const PAGE_BYTES = 4096
const CHANNEL = 3

/** What a host may not inherit: switches that would change how its Node runs, and the core's own channel to the shell. */
function cleanEnvironment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _o, NODE_CHANNEL_FD: _f, NODE_CHANNEL_SERIALIZATION_MODE: _s, ...rest } = process.env
  return { ...rest, ...own }
}

/**
 * Resident memory of a process as the kernel counts it; undefined where it has gone or the system has no such file. The kernel makes these
 * thirty bytes on the spot: four ways through the thread pool for each host and quarter of a second cost the core more than that.
 */
function residentBytes(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * PAGE_BYTES
  } catch {
    // Not Linux, or gone: the heartbeat brings the figure, or the end is on its way.
    return undefined
  }
}

/** One life of a host: started now, watched until it ends. */
export function hostProcess(parts: HostProcessParts): HostProcess {
  const { limits } = parts
  const startedAt = performance.now()
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${limits.heapMb}`, '--disable-warning=ExperimentalWarning', fileURLToPath(parts.module)],
    { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], env: cleanEnvironment(parts.environment), windowsHide: true },
  )
  const channel = child.stdio[CHANNEL] as Socket
  const output = hostOutput(child.stdio[1], child.stdio[2])
  const reader = hostFrameReader(limits.mostFrameBytes)
  let fault: HostFault | null = 'died'
  let ending = false
  let ended = false
  let beat = 0
  let heardAt = performance.now()
  let hasSpoken = false
  let second = 0
  let frames = 0

  function end(why: HostFault | null): void {
    if (ending) return
    ending = true
    fault = why
    child.kill('SIGKILL')
  }

  function send(message: ToHost): void {
    if (!channel.destroyed) channel.write(writeFrame(message, limits.mostFrameBytes))
  }

  function countFrame(): boolean {
    const now = Math.floor(performance.now() / 1000)
    if (now !== second) [second, frames] = [now, 0]
    frames++
    return frames <= limits.mostFramesASecond
  }

  channel.on('data', (chunk: Buffer) => {
    if (ending) return
    try {
      for (const value of reader.push(chunk)) {
        if (!countFrame()) return end('flood')
        const message = FromHost.parse(value)
        heardAt = performance.now()
        hasSpoken = true
        if (message.kind !== 'pong') parts.onMessage(message)
        else if (message.rss > limits.rssMb * 1024 * 1024) end('too-much-memory')
        if (ending) return
      }
    } catch {
      // Frames that are none, or messages of another shape: nothing it says can be believed any more.
      end('garbage')
    }
  })
  // A channel that breaks goes with its process; 'exit' tells the story.
  channel.on('error', () => end('died'))
  // A host that closes its channel but lives on is of no use.
  channel.on('close', () => end('died'))

  let beatAt = performance.now()
  const heartbeat = setInterval(() => {
    const late = performance.now() - beatAt > 2 * limits.heartbeatMs
    beatAt = performance.now()
    // It was the core, or the whole machine, that stood still: the host gets its time anew.
    if (late) heardAt = performance.now()
    if (performance.now() - heardAt > (hasSpoken ? limits.hangMs : Math.max(START_MS, limits.hangMs))) end('hung')
    else send({ kind: 'ping', beat: beat++ })
  }, limits.heartbeatMs)
  const memory = setInterval(() => {
    const bytes = child.pid === undefined ? undefined : residentBytes(child.pid)
    if (bytes !== undefined && bytes > limits.rssMb * 1024 * 1024) end('too-much-memory')
  }, MEMORY_EVERY_MS)

  const gone = () => {
    if (ended) return
    ended = true
    clearInterval(heartbeat)
    clearInterval(memory)
    parts.onEnd(fault === 'died' && output.seen().heapFull ? 'too-much-memory' : fault, output)
  }
  // 'close' comes after the last words on stderr; a program that cannot be started has 'error' and no 'exit'.
  child.once('close', gone)
  child.once('error', () => (child.pid === undefined ? gone() : end('died')))

  return {
    pid: child.pid,
    get life() {
      return performance.now() - startedAt
    },
    send,
    end: (why) => end(why ?? null),
  }
}
