import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { homedir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { findIdentity } from '../replication/index.ts'
import { openStore, StoreUnusable } from '../store/index.ts'
import { chipCommand } from './chip/chip-command.ts'
import { fingerprintUsage, runFingerprint } from './fingerprint/run-fingerprint.ts'
import { unwrapStoreKey } from './recovery-key.ts'
import { SOCKET_NAME } from './serve-technician.ts'
import { technicianVerify } from './verify.ts'

// sobo: the technician's command line. JSON on stdout, everything else on stderr; it never writes the store.

const COMMANDS = ['log verify', 'centre status', 'devices'] as const
const USAGE = `usage: sobo <command> [--data DIR] [--day YYYY-MM-DD] [--account NAME]

  log verify      checks the chain of the office's log and the receipts of the centre
  centre status   asks the centre, through the running desk, how it stands
  chip read       reads a chip card; chip emulate plays one. Without a desk; "sobo chip" tells their arguments
  devices         asks the running desk for its devices: found, last used, self test, firmware, certificate, last
                  error; --json leaves out the text for people on stderr

The password is read from SOBO_PASSWORD or asked for. With no desk running, "log verify" opens the store
read-only: with the recovery key (SOBO_RECOVERY_KEY or asked for), in training with the key file.

With files alone, no desk needed:
${fingerprintUsage}`

if (process.argv[2] === 'fingerprint') {
  const status = await runFingerprint(
    process.argv.slice(3),
    (json) => process.stdout.write(`${json}\n`),
    (words) => process.stderr.write(`${words}\n`),
  )
  process.exit(status)
}

// Cards are read without a desk, so that a reader can be tried before there is one.
if (process.argv[2] === 'chip') process.exit(await chipCommand(process.argv.slice(3)))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    day: { type: 'string' },
    account: { type: 'string', default: 'minh' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})
const command = COMMANDS.find((one) => one === positionals.join(' '))
if (values.help || !command) {
  process.stderr.write(USAGE)
  process.exit(values.help ? 0 : 2)
}

function dataFolder(): string {
  if (values.data !== undefined) return path.resolve(values.data)
  const base =
    process.env.SOBO_DATA ?? path.join(process.env.XDG_DATA_HOME ?? path.join(homedir(), '.local', 'share'), 'so-bo')
  const training = path.join(base, 'training', values.day ?? 'today')
  return existsSync(path.join(base, 'station.db')) && values.day === undefined ? base : training
}

async function ask(question: string, fromEnvironment: string): Promise<string> {
  const given = process.env[fromEnvironment]
  if (given !== undefined) return given
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await reader.question(question)).trim()
  } finally {
    reader.close()
  }
}

/** Asks the running core; undefined where none runs. */
function askCore(folder: string, question: unknown): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(path.join(folder, SOCKET_NAME))
    let heard = ''
    socket.setEncoding('utf8')
    socket.on('connect', () => socket.write(`${JSON.stringify(question)}\n`))
    socket.on('data', (chunk: string) => {
      heard += chunk
    })
    socket.on('end', () => resolve(heard))
    socket.on('error', (fault: NodeJS.ErrnoException) =>
      fault.code === 'ENOENT' || fault.code === 'ECONNREFUSED' ? resolve(undefined) : reject(fault),
    )
  })
}

async function isCoreThere(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path.join(folder, SOCKET_NAME))
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

async function storeKey(folder: string): Promise<Buffer | undefined> {
  const trainingKey = path.join(folder, 'training.key')
  if (existsSync(trainingKey)) return Buffer.from(readFileSync(trainingKey, 'utf8').trim(), 'hex')
  const typed = await ask('recovery key: ', 'SOBO_RECOVERY_KEY')
  return unwrapStoreKey(readFileSync(path.join(folder, 'store-key.recovery')), typed)
}

function finish(result: unknown, good: boolean): never {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  process.exit(good ? 0 : 1)
}

async function readAlone(folder: string): Promise<never> {
  if (command !== 'log verify') finish({ ok: false, failure: 'no-desk-running' }, false)
  const key = await storeKey(folder)
  if (!key) finish({ ok: false, failure: 'wrong-recovery-key' }, false)
  try {
    const store = openStore(path.join(folder, 'station.db'), key, { readOnly: true })
    const identity = findIdentity(store)
    if (!identity) finish({ ok: false, failure: 'not-enrolled' }, false)
    const verdict = await technicianVerify(store, identity)
    store.close()
    finish({ ok: true, value: verdict }, verdict.intact)
  } catch (fault) {
    if (fault instanceof StoreUnusable) finish({ ok: false, failure: `store-${fault.trouble}` }, false)
    const code = (fault as { code?: string }).code ?? ''
    if (code.startsWith('SQLITE_')) finish({ ok: false, failure: 'store-damaged', code }, false)
    throw fault
  }
}

const folder = dataFolder()
if (!existsSync(path.join(folder, 'station.db'))) {
  process.stderr.write(`no desk's data in ${folder}; name its folder with --data or its legal day with --day\n`)
  process.exit(2)
}
if (!(await isCoreThere(folder))) await readAlone(folder)
const password = await ask(`password of ${values.account}: `, 'SOBO_PASSWORD')
const said = await askCore(folder, { account: values.account, password, command })
if (said === undefined) await readAlone(folder)
const reply = JSON.parse(said ?? '{}') as {
  ok: boolean
  value?: { intact?: boolean; devices?: unknown; text?: string }
}
if (command === 'devices' && reply.value) {
  const { text, devices } = reply.value
  if (!values.json && text !== undefined) process.stderr.write(`${text}\n`)
  finish({ ok: true, value: { devices } }, true)
}
finish(reply, reply.ok && reply.value?.intact !== false)
