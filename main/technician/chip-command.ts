import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { findMrzInformation, mrzInformation } from '../../domain/travel-document/chip/access-key.ts'
import { type ChipAccessKey, type ChipReading, openChipReaders, readChipTrust } from '../hardware/index.ts'

const USAGE = `usage: sobo chip read [--reader R] KEY [--trust DIR] [--out DIR]
       sobo chip emulate --profile FILE --port P [--trust-out DIR]

  KEY              --mrz L1L2L3 | --document-number N --birth YYMMDD --expiry YYMMDD | --can N
  --reader R       name of the reader; without it the first that holds a card
  --trust DIR      certificates of issuers (*.cer, *.crt, *.der, *.pem) and lists of revoked signers (*.crl)
  --out DIR        the files of the chip are written there, each as it stands, and the portrait
  --spend-last-try opens with an access number even where the card says that it is the last try
  --profile FILE   the card to emulate, JSON; --port 35963 is vpcd's first reader
`
/** A card that is put on a reader just now is found a moment later. */
const FIND_MS = 5_000

class Usage extends Error {}

const options = {
  reader: { type: 'string' },
  mrz: { type: 'string' },
  'document-number': { type: 'string' },
  birth: { type: 'string' },
  expiry: { type: 'string' },
  can: { type: 'string' },
  trust: { type: 'string' },
  out: { type: 'string' },
  'spend-last-try': { type: 'boolean', default: false },
  profile: { type: 'string' },
  port: { type: 'string' },
  'trust-out': { type: 'string' },
} as const
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

/** What opens the card, from the arguments; exactly one of the three ways. */
function keyOf(values: Values): ChipAccessKey {
  const { mrz, can, birth, expiry } = values
  const number = values['document-number']
  const ways = [mrz, can, number].filter((one) => one !== undefined)
  if (ways.length !== 1) throw new Usage('one of --mrz, --document-number or --can is needed')
  if (can !== undefined) {
    if (!/^\d{6}$/.test(can)) throw new Usage(`--can ${can}: six digits`)
    return { kind: 'can', number: can }
  }
  if (mrz !== undefined) {
    const text = mrz.replace(/\s+/g, '').toUpperCase()
    const width = text.length === 90 ? 30 : 44
    const lines = text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []
    const information = findMrzInformation(lines)
    if (information === undefined) throw new Usage('--mrz: three lines of thirty or two of forty-four characters')
    return { kind: 'mrz', information }
  }
  if (birth === undefined || expiry === undefined || !/^\d{6}$/.test(birth) || !/^\d{6}$/.test(expiry))
    throw new Usage('--document-number needs --birth YYMMDD and --expiry YYMMDD')
  // Of the Vietnamese card the number of the document is the last nine digits of the personal number.
  const documentNumber = /^\d{12}$/.test(number ?? '') ? (number ?? '').slice(3) : (number ?? '')
  if (!/^[A-Z0-9<]{1,22}$/i.test(documentNumber)) throw new Usage('--document-number: letters and digits')
  return { kind: 'mrz', information: mrzInformation({ documentNumber, birth, expiry }) }
}

const NOTHING_THERE: readonly string[] = ['no-service', 'no-reader', 'no-card']

async function readOnce(values: Values): Promise<ChipReading> {
  const key = keyOf(values)
  const trust = values.trust === undefined ? { authorities: [], revocations: [] } : readChipTrust(values.trust)
  const readers = openChipReaders({ log: { note: () => undefined } })
  const stopping = new AbortController()
  process.once('SIGINT', () => stopping.abort())
  const readOn = new Date().toISOString().slice(0, 10)
  const request = {
    ...(values.reader === undefined ? {} : { reader: values.reader }),
    key,
    trust,
    readOn,
    spendLastTry: values['spend-last-try'],
  }
  try {
    const until = performance.now() + FIND_MS
    for (;;) {
      const reading = await readers.readDocument(request, stopping.signal, ({ step, apdus }) => {
        process.stderr.write(`» ${step} (${apdus})\n`)
      })
      if (reading.ok || !NOTHING_THERE.includes(reading.failure) || performance.now() > until) return reading
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  } finally {
    await readers.stop()
  }
}

function writeOut(folder: string, reading: Extract<ChipReading, { ok: true }>): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const write = (name: string, bytes: Uint8Array) => writeFileSync(path.join(folder, name), bytes, { mode: 0o600 })
  for (const [name, bytes] of Object.entries(reading.files)) write(`${name}.bin`, bytes)
  if (reading.portrait) write('portrait.jpg', reading.portrait.jpeg)
}

async function read(values: Values): Promise<number> {
  const reading = await readOnce(values)
  const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what, null, 2)}\n`)
  if (!reading.ok) {
    say(reading)
    return 1
  }
  if (values.out !== undefined) writeOut(values.out, reading)
  const { files, portrait, totalMs, readMs, cardMs, ...rest } = reading
  const round = (ms: number) => Math.round(ms * 100) / 100
  say({
    ...rest,
    dataGroups: Object.keys(files).filter((name) => name.startsWith('DG')),
    portrait: portrait && { width: portrait.width, height: portrait.height, source: portrait.source },
    totalMs: round(totalMs),
    readMs: round(readMs),
    cardMs: round(cardMs),
  })
  return 0
}

function emulate(values: Values): Promise<number> {
  const { profile, port } = values
  if (profile === undefined || port === undefined) throw new Usage('--profile and --port are needed')
  const program = path.join(import.meta.dirname, '..', 'hardware', 'chip-reader', 'simulator', 'emulate-chip.ts')
  const trustOut = values['trust-out']
  const args = [program, '--profile', profile, '--port', port]
  if (trustOut !== undefined) args.push('--trust-out', trustOut)
  const card = spawn(process.execPath, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => card.kill('SIGTERM'))
  return new Promise((resolve) => card.on('exit', (code) => resolve(code ?? 1)))
}

/** `sobo chip …`: reads or plays a card without a desk. Gives the exit code: 0 only when the card was read. */
export async function chipCommand(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    if (positionals.length === 1 && positionals[0] === 'read') return await read(values)
    if (positionals.length === 1 && positionals[0] === 'emulate') return await emulate(values)
    throw new Usage('read or emulate')
  } catch (fault) {
    const wrongArguments = fault instanceof Usage || (fault as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
    if (!wrongArguments) throw fault
    process.stderr.write(`${fault instanceof Error ? fault.message : ''}\n${USAGE}`)
    return 2
  }
}
