import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface Child {
  readonly process: ChildProcess
  /** The JSON object of the first line on stdout that says `"ready":true`; rejects when the child ends before. */
  readonly ready: Promise<Record<string, unknown>>
  /** Closes stdin, then SIGTERM, then SIGKILL, each after its time; by pid, ours alone. */
  stop(): Promise<void>
}

/** A centre ends its database first, which takes its time where others work too. */
const SOFT_MS = 20_000
const HARD_MS = 20_000

/** Starts a child that says when it is ready and ends when its stdin closes. */
export function startChild(
  name: string,
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Child {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env: environment })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    child.once('error', (cause) => reject(new Error(`${name} does not start`, { cause })))
    child.once('exit', (code, signal) => reject(new Error(`${name} ended before it was ready (${signal ?? code})`)))
    if (!child.stdout) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = line.startsWith('{') ? (JSON.parse(line) as Record<string, unknown>) : undefined
      if (said?.ready === true) resolve(said)
    })
  })
  // Whoever waits for it hears the rejection; nobody waiting is no reason to fall.
  ready.catch(() => undefined)
  return {
    process: child,
    ready,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.stdin?.end()
      const timers = [
        setTimeout(() => child.kill('SIGTERM'), SOFT_MS),
        setTimeout(() => child.kill('SIGKILL'), SOFT_MS + HARD_MS),
      ]
      await gone
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
