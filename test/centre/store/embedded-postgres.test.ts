import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type EmbeddedPostgres,
  MigrationMismatch,
  openCentreStore,
  startEmbeddedPostgres,
} from '../../../centre/store/index.ts'

let folder: string
let data: string
let running: EmbeddedPostgres | undefined
beforeAll(async () => {
  // Below a folder only its owner may enter, as a home folder is.
  folder = mkdtempSync(path.join(tmpdir(), 'so-bo-postgres-'))
  data = path.join(folder, 'private', 'postgres')
  running = await startEmbeddedPostgres(data)
})
afterAll(async () => {
  await running?.stop()
  for (const pid of pids()) process.kill(pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const pidFile = () => path.join(data, 'postmaster.pid')

function pids(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && readlinkSync(`/proc/${pid}/cwd`) === data
      } catch {
        return false
      }
    })
}

async function ask(sql: string, url = running?.url): Promise<string> {
  const client = new pg.Client({ connectionString: url ?? '' })
  await client.connect()
  try {
    const found = await client.query<Record<string, unknown>>(sql)
    return String(Object.values(found.rows[0] ?? {})[0])
  } finally {
    await client.end()
  }
}

test('it is a real server, durable, with checksums, on loopback alone and behind a password', async () => {
  expect(Number(await ask('SHOW server_version_num'))).toBeGreaterThanOrEqual(180_000)
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'])
    expect([setting, await ask(`SHOW ${setting}`)]).toEqual([setting, 'on'])
  expect(await ask('SHOW listen_addresses')).toBe('127.0.0.1')
  expect(await ask('SHOW unix_socket_directories')).toBe('')
  await expect(ask('SELECT 1', running?.url.replace(/:[0-9a-f]+@/, ':guess@'))).rejects.toThrow('password')
})

test('passwords, logs and data are nobody else’s to read', () => {
  for (const file of [data, `${data}.password`, `${data}.log`]) expect(statSync(file).mode & 0o077).toBe(0)
})

test('a killed postmaster with living children is waited out, and the data is there', async () => {
  await ask('CREATE TABLE kept AS SELECT 42 AS answer')
  process.kill(Number(running?.pid), 'SIGKILL')
  running = await startEmbeddedPostgres(data)
  expect(await ask('SELECT answer FROM kept')).toBe('42')
})

test('a server left behind by a killed centre is shut down and started anew', async () => {
  const left = running?.pid
  running = await startEmbeddedPostgres(data)
  expect(running.pid).not.toBe(left)
  expect(await ask('SELECT answer FROM kept')).toBe('42')
})

test('a pid file that names a process of somebody else stands in nobody’s way, and that process lives on', async () => {
  await running?.stop()
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' })
  writeFileSync(pidFile(), `${stranger.pid}\n${data}\n0\n1\n\n127.0.0.1\n0 0\nready\n`, { mode: 0o600 })
  running = await startEmbeddedPostgres(data)
  expect(await ask('SELECT answer FROM kept')).toBe('42')
  expect(stranger.exitCode).toBeNull()
  stranger.kill()
})

test('after a stop no process and no pid file are left', async () => {
  await running?.stop()
  expect(existsSync(pidFile())).toBe(false)
  expect(pids()).toEqual([])
  running = await startEmbeddedPostgres(data)
})

test('migrations are applied once, and a changed or unknown one is refused', async () => {
  const open = () => openCentreStore(running?.url ?? '', () => undefined)
  await (await open()).close()
  const first = await ask('SELECT max(applied_at)::text FROM migration')
  await (await open()).close()
  expect(await ask('SELECT max(applied_at)::text FROM migration')).toBe(first)
  const folderOfThem = path.resolve(import.meta.dirname, '../../../centre/store/migrations')
  const files = readdirSync(folderOfThem)
  expect(Number(await ask('SELECT count(*) FROM migration'))).toBe(files.length)
  await ask(`UPDATE migration SET sha256 = 'x' WHERE name = '0001-office-log.sql'`)
  await expect(open()).rejects.toBeInstanceOf(MigrationMismatch)
  await ask(`DELETE FROM migration WHERE name = '0001-office-log.sql'`)
  await ask(`INSERT INTO migration (name, sha256) VALUES ('9999-of-tomorrow.sql', 'x')`)
  await expect(open()).rejects.toThrow('newer program')
  for (const file of files) {
    const sql = readFileSync(path.join(folderOfThem, file), 'utf8').replace(/--.*$/gm, '')
    expect([file, /\b(trigger|notify|listen|bigserial|nextval|sequence)\b/i.exec(sql)?.[0]]).toEqual([file, undefined])
  }
})
