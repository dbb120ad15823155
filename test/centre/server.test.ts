import { type ChildProcess, spawn } from 'node:child_process'
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
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { enrolNewStation, enrolTestStation, knock, OFFICE, startTestCentre, type TestCentre } from './test-centre.ts'

const SERVER = path.resolve(import.meta.dirname, '../../centre/server.ts')

let folder: string
let centre: TestCentre
const children: ChildProcess[] = []
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'so-bo-server-'))
  writeFileSync(path.join(folder, 'offices.json'), JSON.stringify([OFFICE]))
  centre = await startTestCentre(50)
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await centre.stop()
  rmSync(folder, { recursive: true, force: true })
})

function run(...args: string[]) {
  const child = spawn(process.execPath, [SERVER, ...args], { stdio: 'pipe', env: { ...process.env, NODE_OPTIONS: '' } })
  children.push(child)
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  return { child, ended, out: () => out, err: () => err }
}

test('arguments that make no sense are refused with the reason and the usage', async () => {
  const offices = path.join(folder, 'offices.json')
  writeFileSync(path.join(folder, 'wrong.json'), '[{"id":"x"}]')
  const cases: [string[], string][] = [
    [[], '--data is missing'],
    [['--data', folder], '--offices is missing'],
    [['--data', folder, '--offices', `${folder}/none.json`], 'none.json'],
    [['--data', folder, '--offices', `${folder}/wrong.json`], 'wrong.json'],
    [['--data', folder, '--offices', offices, '--port', '99999'], '--port'],
    [['--data', folder, '--offices', offices, '--people', '-1'], '--people'],
    [['--data', folder, '--offices', offices, '--day', '2026-02-30'], '--day'],
    [['--data', folder, '--offices', offices, '--nonsense'], 'nonsense'],
  ]
  const runs = cases.map(([args, words]) => ({ words, ...run(...args) }))
  for (const { ended, err, words } of runs) {
    expect(await ended).toBe(2)
    expect(err()).toContain(words)
    expect(err()).toContain('usage')
  }
})

test('it uses an outside database, says on one line when it is ready, and ends when its stdin closes', async () => {
  const data = path.join(folder, 'outside')
  const { child, ended, out, err } = run(
    ...['--data', data, '--offices', path.join(folder, 'offices.json'), '--database-url', centre.centre().databaseUrl],
    ...['--people', '10', '--day', '2026-11-24', '--samples-out', path.join(folder, 's.json'), '--stop-with-stdin'],
  )
  while (!out().includes('\n')) await new Promise((resolve) => child.stdout?.once('data', resolve))
  const said = JSON.parse(out()) as { ready: boolean; port: number; authority: string }
  expect(said).toMatchObject({ ready: true, authority: path.join(data, 'authority.pem') })
  expect(readFileSync(said.authority, 'utf8')).toContain('BEGIN CERTIFICATE')
  expect(readdirSync(data)).not.toContain('postgres')
  expect(JSON.parse(readFileSync(path.join(folder, 's.json'), 'utf8')).length).toBeGreaterThan(10)
  child.stdin.end()
  expect(await ended).toBe(0)
  expect(out().trim().split('\n')).toHaveLength(1)
  expect(err()).not.toMatch(/\d{12}(?!\d)/)
})

test('told to end in the middle of its start, it ends and leaves no database running', async () => {
  const data = path.join(folder, 'embedded')
  const { child, ended } = run('--data', data, '--offices', path.join(folder, 'offices.json'), '--people', '0')
  while (!existsSync(path.join(data, 'postgres', 'postmaster.pid')))
    await new Promise((resolve) => setTimeout(resolve, 20))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  const left = readdirSync('/proc').filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === path.join(data, 'postgres')
    } catch {
      return false
    }
  })
  expect(left).toEqual([])
})

test('a centre whose own database was killed ends with an error, and its next start takes everything up again', async () => {
  const data = path.join(folder, 'widowed')
  const args = ['--data', data, '--offices', path.join(folder, 'offices.json'), '--people', '0', '--day', '2026-11-24']
  const ready = async ({ child, out }: ReturnType<typeof run>) => {
    while (!out().includes('\n')) await new Promise((resolve) => child.stdout?.once('data', resolve))
  }
  const first = run(...args)
  await ready(first)
  const postmaster = Number(readFileSync(path.join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(postmaster, 'SIGKILL')
  expect(await first.ended).toBe(1)
  expect(first.err()).toContain('the database ended by itself')
  const second = run(...args)
  await ready(second)
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
})

test('without a certificate only health and enrolment answer; an unknown path says nothing', async () => {
  expect((await knock(centre, undefined, 'GET', '/health')).status).toBe(200)
  for (const at of ['/status', `/offices/${OFFICE.id}/head`, `/offices/${OFFICE.id}/feed`, '/nowhere'])
    expect([at, (await knock(centre, undefined, 'GET', at)).status]).toEqual([at, 401])
  const station = await enrolTestStation(centre)
  expect((await knock(centre, station, 'GET', '/nowhere')).status).toBe(404)
  expect((await knock(centre, station, 'GET', '/offices/104/head')).status).toBe(403)
  expect((await knock(centre, station, 'GET', '/offices/0103/head')).status).toBe(403)
  expect((await knock(centre, station, 'GET', `/offices/${OFFICE.id}/feed?after=-1`)).status).toBe(400)
  await station.client.close()
})

test('the status tells a technician how every office stands, and nothing about any person', async () => {
  const station = await enrolNewStation(centre, OFFICE.id)
  await station.client.push(OFFICE.id, [station.next(), station.next()])
  const status = JSON.stringify(await station.client.status())
  expect(JSON.parse(status)).toMatchObject({
    embedded: true,
    offices: [{ id: 103, station: 'quay-1', epoch: 2, seq: 2, events: 2, forks: 0, blobsAwaited: 0, openCases: 0 }, {}],
  })
  expect(status).toMatch(/PostgreSQL 18/)
  // The head is a hash: a few in a hundred of them hold twelve digits in a row by chance.
  expect(status.replaceAll(/"[0-9a-f]{64}"/g, '""')).not.toMatch(/\D\d{12}\D/)
  await station.client.close()
})

test('keys of the centre are readable by the centre alone', () => {
  const { dataFolder } = centre.options
  for (const file of readdirSync(dataFolder).filter((name) => name.endsWith('.key')))
    expect([file, statSync(path.join(dataFolder, file)).mode & 0o077]).toEqual([file, 0])
})

test('another day on the same data brings its sample people too, and keeps everybody who was there', async () => {
  const count = async () => (await centre.query<{ n: number }>('SELECT count(*) AS n FROM person'))[0]?.n ?? 0
  const before = await count()
  await centre.restart({ day: plainDate('2026-11-25') })
  const after = await count()
  expect(after).toBeGreaterThan(before + 10)
  expect(after).toBeLessThan(before + 20)
  const samples = () => readFileSync(centre.options.samplesFile ?? '', 'utf8')
  const written = samples()
  const inRegister = await centre.query<{ record: string }>('SELECT record FROM person')
  const known = new Set(inRegister.map((row) => (JSON.parse(row.record) as { personalNumber: string }).personalNumber))
  for (const { record } of JSON.parse(written) as { record: { personalNumber: string } | null }[])
    if (record) expect(known.has(record.personalNumber)).toBe(true)
  await centre.restart({ day: plainDate('2026-11-25') })
  expect(samples()).toBe(written)
  expect(await count()).toBe(after)
})
