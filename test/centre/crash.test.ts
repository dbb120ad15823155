import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSigned, publicKeyFromText, ReceiptContent, type SealedEvent } from '../../centre/protocol/index.ts'
import { startCentre } from '../../centre/start-centre.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { type CentreClient, centreClient, LineFault } from '../../main/replication/index.ts'
import { enrolTestStation, OFFICE, type TestStation } from './test-centre.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')
/** More of them for a report: `SOBO_KILLS=500 npx vitest run test/centre/crash.test.ts --testTimeout=0`. */
const TRIALS = Number(process.env.SOBO_KILLS ?? 10)
/** After so long no new trial begins; a slow machine proves less, and says so. */
const MOST_MS = TRIALS * 2_500

let folder: string
let server: ChildProcess | undefined
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'so-bo-crash-'))
  writeFileSync(path.join(folder, 'offices.json'), JSON.stringify([OFFICE]))
})
afterAll(() => {
  server?.kill('SIGKILL')
  for (const pid of postgresPids()) process.kill(pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const data = () => path.join(folder, 'centre')

/** Postmaster and its children, by the folder they work in. */
function postgresPids(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && readlinkSync(`/proc/${pid}/cwd`) === path.join(data(), 'postgres')
      } catch {
        return false
      }
    })
}

async function startServer(): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      path.join(ROOT, 'centre', 'server.ts'),
      ...['--data', data(), '--offices', path.join(folder, 'offices.json'), '--people', '0', '--day', '2026-11-24'],
    ],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, NODE_OPTIONS: '' } },
  )
  server = child
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the centre ended with ${code}`)))
    createInterface({ input: child.stdout ?? process.stdin }).once('line', (line) =>
      resolve((JSON.parse(line) as { port: number }).port),
    )
  })
}

/** What a power switch takes: the centre alone, its database alone, or all of it at once. */
function strike(how: number): Promise<void> {
  const child = server
  const gone = new Promise<void>((resolve) => child?.once('exit', () => resolve()))
  const postgres = postgresPids()
  if (how % 3 !== 1) child?.kill('SIGKILL')
  const postmaster = Number(readFileSync(path.join(data(), 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  if (how % 3 === 1) process.kill(postmaster, 'SIGKILL')
  if (how % 3 === 2) for (const pid of postgres) process.kill(pid, 'SIGKILL')
  if (how % 3 === 1) child?.kill('SIGKILL')
  return gone
}

/** Pushes until the line breaks; notes what was receipted, with a signature that holds. */
async function pushUntilStruck(
  client: CentreClient,
  station: TestStation,
  events: (SealedEvent & { hash: string })[],
  acknowledged: Map<number, string>,
): Promise<void> {
  const receiptKey = publicKeyFromText(station.reply.receiptKey)
  let from = Math.max(0, ...acknowledged.keys())
  try {
    for (let batch = 1; ; batch = (batch % 9) + 1) {
      while (events.length < from + batch) events.push(station.next())
      const answer = await client.push(OFFICE.id, events.slice(from, from + batch))
      if (answer.kind === 'gap') from = answer.head.seq
      else if (answer.kind === 'accepted') {
        const receipt = openSigned(answer.receipt, receiptKey, ReceiptContent)
        if (!receipt.ok) throw new Error(receipt.fault)
        acknowledged.set(receipt.value.seq, receipt.value.head)
        from = receipt.value.seq
      } else throw new Error(`the centre said ${answer.kind}`)
    }
  } catch (fault) {
    if (!(fault instanceof LineFault)) throw fault
  }
}

test('nothing that was receipted is lost, doubled or changed when centre and database are killed in the middle of pushes', async () => {
  const first = await startCentre({
    dataFolder: data(),
    port: 0,
    offices: [OFFICE],
    people: 0,
    day: plainDate('2026-11-24'),
  })
  const reached = { centre: () => first, url: () => `https://127.0.0.1:${first.port}` }
  const station = await enrolTestStation(reached)
  await first.close()

  const events: (SealedEvent & { hash: string })[] = []
  const acknowledged = new Map<number, string>()
  const began = Date.now()
  let trials = 0
  for (; trials < TRIALS && Date.now() - began < MOST_MS; trials++) {
    const port = await startServer()
    const client = centreClient({
      url: `https://127.0.0.1:${port}`,
      authority: station.reply.authority,
      identity: { certificate: station.reply.certificate, key: station.tlsKey },
    })
    const pushing = pushUntilStruck(client, station, events, acknowledged)
    await new Promise((resolve) => setTimeout(resolve, 80 + ((trials * 97) % 300)))
    await strike(trials)
    await client.close()
    await pushing
  }
  expect(trials).toBeGreaterThanOrEqual(3)
  expect(acknowledged.size).toBeGreaterThan(trials)

  const last = await startCentre({
    dataFolder: data(),
    port: 0,
    offices: [OFFICE],
    people: 0,
    day: plainDate('2026-11-24'),
  })
  const look = new pg.Client({ connectionString: last.databaseUrl })
  await look.connect()
  const held = await look.query<{ seq: number; hash: Buffer; canonical: string }>(
    'SELECT seq, hash, canonical FROM event WHERE office = $1 ORDER BY seq',
    [OFFICE.id],
  )
  await look.end()
  await last.close()
  expect(held.rows.map((row) => Number(row.seq))).toEqual(held.rows.map((_row, i) => i + 1))
  for (const [seq, head] of acknowledged) expect(held.rows[seq - 1]?.hash.toString('hex')).toBe(head)
  for (const [i, row] of held.rows.entries()) expect(row.canonical).toBe(events[i]?.canonical)
  process.stderr.write(
    `${trials} kills, ${Math.max(...acknowledged.keys())} events acknowledged in ${acknowledged.size} receipts, ${held.rows.length} held, 0 lost\n`,
  )
  expect(existsSync(path.join(data(), 'postgres', 'postmaster.pid'))).toBe(false)
})
