import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type ChipReading, DeviceError, openChipReaders } from '../../hardware/index.ts'
import { chipFailureWords } from './chip-failure-words.ts'
import { chipKey, type KeyArguments } from './chip-key.ts'
import { trustOf } from './trust-of.ts'
import { WrongArguments } from './wrong-arguments.ts'

export interface ReadArguments extends KeyArguments {
  readonly reader?: string | undefined
  readonly trust?: string | undefined
  readonly out?: string | undefined
  readonly 'spend-last-try'?: boolean | undefined
  readonly 'short-reads'?: boolean | undefined
}

/** A card that is put on a reader just now is found a moment later. */
const FIND_MS = 5_000
const NOTHING_THERE: readonly string[] = ['no-service', 'no-reader', 'no-card']

const warn = (words: string) => process.stderr.write(`${words}\n`)

/** One after the other: where the system refuses a name (/proc) Node's own way of making all of them never ends. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/** Made before the card is read: a folder nobody can write shall not cost a try, nor a minute. */
function openOut(folder: string | undefined): void {
  if (folder === undefined) return
  try {
    makeFolder(path.resolve(folder))
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (fault) {
    const { code, message } = fault as NodeJS.ErrnoException
    const why =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'a file stands in its way'
        : code === 'EACCES' || code === 'EROFS' || code === 'EPERM'
          ? 'this user cannot write there'
          : message
    throw new WrongArguments(`--out ${folder}: ${why}`)
  }
}

function writeOut(folder: string, reading: Extract<ChipReading, { ok: true }>): void {
  const write = (name: string, bytes: Uint8Array) => writeFileSync(path.join(folder, name), bytes, { mode: 0o600 })
  for (const [name, bytes] of Object.entries(reading.files)) write(`${name}.bin`, bytes)
  if (reading.portrait) write('portrait.jpg', reading.portrait.jpeg)
}

async function readOnce(values: ReadArguments): Promise<{ reading: ChipReading; readerNames: readonly string[] }> {
  const key = chipKey(values)
  const trust = trustOf(values.trust, warn)
  openOut(values.out)
  const readers = openChipReaders({ log: { note: () => undefined } })
  const stopping = new AbortController()
  process.once('SIGINT', () => stopping.abort())
  const request = {
    ...(values.reader === undefined ? {} : { reader: values.reader }),
    key,
    trust,
    readOn: new Date().toISOString().slice(0, 10),
    spendLastTry: values['spend-last-try'] ?? false,
    ...(values['short-reads'] ? { shortReads: true as const } : {}),
  }
  try {
    const until = performance.now() + FIND_MS
    for (let turn = 0; ; turn++) {
      const reading = await readers.readDocument(request, stopping.signal, ({ step, apdus }) => {
        warn(`» ${step} (${apdus})`)
      })
      const now = await readers.lookNow(stopping.signal)
      const readerNames = now.readers.map(({ name }) => name)
      if (reading.ok && values.reader === undefined && now.readers.filter(({ card }) => card !== 'absent').length > 1)
        warn(
          `several cards lie here, the one on ${reading.reader} was read; --reader names another of: ${readerNames.join(', ')}`,
        )
      if (reading.ok || !NOTHING_THERE.includes(reading.failure) || performance.now() > until)
        return { reading, readerNames }
      if (turn === 0) warn(`» ${reading.failure}: looking for ${FIND_MS / 1000} s more`)
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  } finally {
    await readers.stop()
  }
}

const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what, null, 2)}\n`)
const round = (ms: number) => Math.round(ms * 100) / 100

/** `sobo chip read`: what the chip says as JSON, its files to `--out`. Gives the exit code: 0 only when the card was read and written. */
export async function readChipCard(values: ReadArguments): Promise<number> {
  let found: Awaited<ReturnType<typeof readOnce>>
  try {
    found = await readOnce(values)
  } catch (fault) {
    if (!(fault instanceof DeviceError)) throw fault
    say({ ok: false, failure: fault.failure, step: fault.step, detail: '', statusWord: null, triesLeft: null })
    warn(
      fault.failure === 'cancelled'
        ? 'stopped'
        : `the driver's process failed (${fault.failure}) at ${fault.step}. Try again`,
    )
    return 1
  }
  const { reading, readerNames } = found
  if (!reading.ok) {
    say(reading)
    warn(chipFailureWords(reading, readerNames))
    return 1
  }
  if (values.out !== undefined) {
    try {
      writeOut(values.out, reading)
    } catch (fault) {
      warn(`--out ${values.out}: not all files were written: ${fault instanceof Error ? fault.message : 'unknown'}`)
      return 1
    }
  }
  const { files, portrait, totalMs, readMs, cardMs, ...rest } = reading
  say({
    ...rest,
    dataGroups: Object.keys(files).filter((name) => name.startsWith('DG')),
    portrait: portrait && { width: portrait.width, height: portrait.height, source: portrait.source },
    totalMs: round(totalMs),
    readMs: round(readMs),
    cardMs: round(cardMs),
  })
  // A card that keeps its zone to itself was opened, not read.
  if (files.DG1) return 0
  warn('the card opened, and did not give its zone (DG1): it was not read')
  return 1
}
