import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { mrzInformation } from '../../domain/travel-document/chip/access-key.ts'
import type { ChipAccessKey, ChipReaders } from '../../main/hardware/chip-reader/chip-reader.ts'
import { type PcscReaders, pcscReaders } from '../../main/hardware/chip-reader/drivers/pcsc/pcsc-readers.ts'
import { readChipTrust } from '../../main/hardware/chip-reader/read-trust.ts'
import { readerNames, readerPorts, type VirtualReaders } from '../../main/training/virtual-readers.ts'

/** A person nobody is: what the test cards say unless a test says otherwise. */
export const holder = {
  personalNumber: '001090012345',
  fullName: 'Nguyễn Văn An',
  dateOfBirth: '1990-03-15',
  sex: 'male',
  ethnicity: 'Kinh',
  religion: 'Không',
  placeOfOrigin: 'Hàng Gai, Hoàn Kiếm, Hà Nội',
  residence: '12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội',
  features: 'Nốt ruồi C:1cm dưới mắt trái',
  expiresOn: '2030-03-15',
  fatherName: 'Nguyễn Văn Bình',
  motherName: 'Trần Thị Cúc',
} as const

export const zoneKey: ChipAccessKey = {
  kind: 'mrz',
  information: mrzInformation({ documentNumber: '090012345', birth: '900315', expiry: '300315' }),
}

export interface EmulatedCard {
  readonly trustFolder: string
  readonly pid: number
  /** Sends an order (a profile, a fault, insert, remove) and waits until it is obeyed. */
  order(what: object): Promise<{ readonly commands: number }>
  stop(): Promise<void>
}

/** Our emulator on a virtual reader, as a process inside the readers' network. */
export async function emulateCard(
  readers: VirtualReaders,
  profile: object = {},
  port: number = readerPorts[0],
): Promise<EmulatedCard> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-chip-'))
  const file = path.join(folder, 'profile.json')
  writeFileSync(file, JSON.stringify({ holder, ...profile }))
  const program = path.resolve(import.meta.dirname, '../../main/hardware/chip-reader/simulator/emulate-chip.ts')
  const args = [program, '--profile', file, '--port', String(port), '--trust-out', folder, '--with-stdin']
  const [command, words] = readers.inside(process.execPath, args)
  const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'inherit'] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const waiting: ((line: { done?: boolean; commands?: number; why?: string }) => void)[] = []
  let inserted: (() => void) | undefined
  const first = new Promise<void>((resolve, reject) => {
    inserted = resolve
    child.once('exit', () => reject(new Error('the emulated card ended')))
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = JSON.parse(line)
    if (said.inserted === true) inserted?.()
    if (said.done !== undefined) waiting.shift()?.(said)
  })
  await first
  return {
    trustFolder: folder,
    pid: child.pid ?? 0,
    order: (what) =>
      new Promise((resolve, reject) => {
        waiting.push((said) =>
          said.done ? resolve({ commands: said.commands ?? 0 }) : reject(new Error(`order refused: ${said.why}`)),
        )
        child.stdin.write(`${JSON.stringify(what)}\n`)
      }),
    async stop() {
      child.stdin.end()
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The product's driver on these readers. */
export const driverOn = (readers: VirtualReaders, notes: string[] = []) => driverAt(readers.socket, notes)

/** The product's driver on the service with this socket. */
export function driverAt(socket: string, notes: string[] = []): PcscReaders {
  return pcscReaders({
    log: { note: (step, detail) => notes.push(JSON.stringify({ step, ...detail })) },
    environment: { PCSCLITE_CSOCK_NAME: socket },
  })
}

/** Waits until the service says this of the reader's card, asked anew each time. */
export async function untilCard(
  driver: PcscReaders,
  card: 'present' | 'absent',
  name: string = readerNames[0],
): Promise<void> {
  const until = performance.now() + 20_000
  for (;;) {
    // A driver that restarts says nothing yet.
    const seen = await driver.lookNow(AbortSignal.timeout(10_000)).catch(() => driver.seen)
    if (seen.readers.find((one) => one.name === name)?.card === card) return
    if (performance.now() > until) throw new Error(`${name} does not say ${card}: ${JSON.stringify(seen)}`)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

export interface AskToRead {
  readonly key?: ChipAccessKey
  readonly trustFolder?: string
  readonly reader?: string
  readonly spendLastTry?: boolean
  readonly signal?: AbortSignal
}

export function readCardOn(driver: ChipReaders, ask: AskToRead = {}) {
  return driver.readDocument(
    {
      key: ask.key ?? zoneKey,
      trust: ask.trustFolder === undefined ? { authorities: [], revocations: [] } : readChipTrust(ask.trustFolder),
      readOn: '2026-11-26',
      spendLastTry: ask.spendLastTry ?? false,
      ...(ask.reader === undefined ? {} : { reader: ask.reader }),
    },
    ask.signal ?? AbortSignal.timeout(60_000),
  )
}
