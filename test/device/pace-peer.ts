import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** One side of PACE by libeac, in a process of its own. */
export interface PacePeer {
  /** Gives what the peer answers to one order: hex, `ok`, `1`, `0` or `error`. */
  ask(...words: readonly string[]): Promise<string>
  stop(): Promise<void>
}

export function whyNoPacePeer(): string | undefined {
  if (!existsSync('/usr/include/eac/pace.h')) return 'the independent PACE peer needs the package libeac-dev'
  return existsSync('/usr/bin/gcc') ? undefined : 'the independent PACE peer needs a C compiler'
}

/** Compiles the peer against Debian's libeac and starts it. */
export function startPacePeer(): PacePeer {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-pace-'))
  const program = path.join(folder, 'pace-peer')
  const source = path.join(import.meta.dirname, 'pace-peer.c')
  execFileSync('gcc', ['-Wall', '-Werror', '-O1', '-o', program, source, '-leac', '-lcrypto'])
  const child: ChildProcess = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting: ((line: string) => void)[] = []
  if (!child.stdout) throw new Error('the peer has no output')
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line))
  child.on('exit', () => {
    for (const tell of waiting.splice(0)) tell('error')
  })
  return {
    ask: (...words) =>
      new Promise((resolve) => {
        waiting.push(resolve)
        child.stdin?.write(`${words.join(' ')}\n`)
      }),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.stdin?.end()
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
