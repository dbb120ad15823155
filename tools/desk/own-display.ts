import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

/** An X display of our own, on a number that was free; ended by its pid. */
export interface OwnDisplay {
  /** Value for DISPLAY, e.g. `:7`. */
  readonly name: string
  stop(): Promise<void>
}

/** The counter's screen of the design: what fits here fits there. */
const SCREEN = '1366x768x24'
const READY_WITHIN_MS = 60_000

/** The display ends when this process does, even when it crashes: its keeper then reads the end of its input. */
const KEEPER = 'Xvfb "$@" </dev/null & exec 3>&-; read -r _; kill $!; wait'

function numberFrom(server: ChildProcess, told: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`Xvfb said nothing for ${READY_WITHIN_MS} ms`)), READY_WITHIN_MS)
    let heard = ''
    told.setEncoding('utf8')
    told.on('data', (chunk: string) => {
      heard += chunk
      if (heard.includes('\n')) {
        clearTimeout(late)
        resolve(heard.trim())
      }
    })
    const fail = (cause?: unknown) => {
      clearTimeout(late)
      reject(new Error('Xvfb does not start; the set-up installs it', { cause }))
    }
    server.once('error', fail)
    told.once('end', fail)
  })
}

/** Starts Xvfb; it picks the number itself, so two runs never meet. Throws when it does not start. */
export async function ownDisplay(): Promise<OwnDisplay> {
  const server = spawn(
    'sh',
    // Without -noreset the server resets when its last client leaves.
    ['-c', KEEPER, 'keeper', '-displayfd', '3', '-screen', '0', SCREEN, '-noreset', '-nolisten', 'tcp'],
    { stdio: ['pipe', 'ignore', 'ignore', 'pipe'] },
  )
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const told = server.stdio[3] as Readable
  const name = `:${await numberFrom(server, told)}`
  return {
    name,
    async stop() {
      server.stdin?.end()
      await gone
    },
  }
}
