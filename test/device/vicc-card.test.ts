import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PcscReaders } from '../../main/hardware/chip-reader/drivers/pcsc/pcsc-readers.ts'
import { ChipProfile } from '../../main/hardware/chip-reader/simulator/chip-profile.ts'
import type { ChipContents } from '../../main/hardware/chip-reader/simulator/emulated-chip.ts'
import { personalise } from '../../main/hardware/chip-reader/simulator/personalise.ts'
import { testIssuer } from '../../main/hardware/chip-reader/simulator/test-issuer.ts'
import {
  readerPorts,
  startVirtualReaders,
  type VirtualReaders,
  whyNoVirtualReaders,
} from '../../main/training/virtual-readers.ts'
import { driverOn, holder, readCardOn, untilCard } from './chip-card.ts'

// A card that was not written here: Debian's vicc with our files on it, read by the driver that ships.

const VICC = '/usr/lib/python3/site-packages/virtualsmartcard'
const why =
  whyNoVirtualReaders() ?? (existsSync(VICC) ? undefined : 'the foreign card needs the package vsmartcard-vpicc')
if (why !== undefined) process.stderr.write(`skipped: ${why}\n`)

/** What vicc can be: files behind BAC. It refuses chip and active authentication outside of secure messaging, as no card may. */
const profile = { holder, pace: [], chipAuthentication: null, activeAuthentication: 'none', fingerprints: false }

describe.skipIf(why !== undefined)('the card emulator of Debian', () => {
  let readers: VirtualReaders
  let driver: PcscReaders
  let card: ChildProcess
  let contents: ChipContents
  let folder: string
  let warnings = ''

  beforeAll(async () => {
    const issuer = await testIssuer()
    contents = await personalise(ChipProfile.parse(profile), issuer)
    folder = mkdtempSync(path.join(tmpdir(), 'so-bo-vicc-'))
    const files = [...contents.files].map(([id, bytes]) => {
      if (!Buffer.isBuffer(bytes)) throw new Error('a file without an end')
      return [id.toString(16).padStart(4, '0').toUpperCase(), bytes.toString('hex')] as const
    })
    writeFileSync(path.join(folder, 'files.json'), JSON.stringify(Object.fromEntries(files)))
    writeFileSync(path.join(folder, 'csca.cer'), issuer.root)
    readers = await startVirtualReaders()
    driver = driverOn(readers)
    const program = path.join(import.meta.dirname, 'vicc-card.py')
    const [command, args] = readers.inside('/usr/bin/python3', [
      program,
      path.join(folder, 'files.json'),
      String(readerPorts[0]),
    ])
    card = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    card.stderr?.on('data', (text) => {
      warnings += String(text)
    })
    await untilCard(driver, 'present')
  })
  afterAll(async () => {
    card?.kill('SIGTERM')
    await driver?.stop()
    await readers?.stop()
    if (folder) rmSync(folder, { recursive: true, force: true })
  })

  test('is opened with BAC and read to the byte through secure messaging', async () => {
    const read = await readCardOn(driver, { trustFolder: folder })
    if (!read.ok) throw new Error(`${JSON.stringify(read)} ${warnings}`)
    expect(read).toMatchObject({ access: 'BAC', cipher: '3DES' })
    for (const [id, bytes] of contents.files) {
      const name = id === 0x011e ? 'EF.COM' : id === 0x011d ? 'EF.SOD' : `DG${id & 0x1f}`
      expect(Buffer.compare(Buffer.from(read.files[name] ?? []), bytes as Buffer), name).toBe(0)
    }
    expect(read.passiveAuthentication.verdict).toBe('valid')
    expect(read.fields.fullName).toBe(holder.fullName)
    expect(read.activeAuthentication.verdict).toBe('cannot-be-checked')
    expect(read.chipAuthentication.verdict).toBe('cannot-be-checked')
    expect(warnings).not.toContain('has the package changed')
  })

  test('refuses a wrong zone as a real card does', async () => {
    const key = { kind: 'mrz', information: '090012345090031523003151' } as const
    const read = await readCardOn(driver, { key })
    expect(read).toMatchObject({ ok: false, failure: 'wrong-access-key', step: 'BAC: external authenticate' })
  })
})
