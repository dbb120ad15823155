import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mrzInformation } from '../../domain/travel-document/chip/access-key.ts'
import type { ChipDocument, ChipReaders } from '../../main/hardware/chip-reader/chip-reader.ts'
import type { PcscReaders } from '../../main/hardware/chip-reader/drivers/pcsc/pcsc-readers.ts'
import { chipCurves } from '../../main/hardware/chip-reader/simulator/chip-curve.ts'
import {
  readerNames,
  readerPorts,
  startVirtualReaders,
  type VirtualReaders,
  whyNoVirtualReaders,
} from '../../main/training/virtual-readers.ts'
import { driverOn, type EmulatedCard, emulateCard, holder, readCardOn, untilCard } from './chip-card.ts'

// The driver that ships, through Debian's PC/SC service and vpcd, on cards of our emulator.

const run = promisify(execFile)
const why = whyNoVirtualReaders()
if (why !== undefined) process.stderr.write(`skipped: ${why}\n`)

async function readWhole(driver: ChipReaders, ask: Parameters<typeof readCardOn>[1]): Promise<ChipDocument> {
  const reading = await readCardOn(driver, ask)
  if (!reading.ok) throw new Error(`not read: ${JSON.stringify(reading)}`)
  return reading
}

describe.skipIf(why !== undefined)('a chip card on a reader', () => {
  let readers: VirtualReaders
  let driver: PcscReaders
  let card: EmulatedCard

  beforeAll(async () => {
    readers = await startVirtualReaders()
    driver = driverOn(readers)
    card = await emulateCard(readers, { can: '012345', canTries: 3 })
    await untilCard(driver, 'present')
  })
  afterAll(async () => {
    await driver?.stop()
    await card?.stop()
    await readers?.stop()
  })

  /** Puts another card on the reader. */
  async function change(profile: object): Promise<void> {
    await card.order({ remove: true })
    await untilCard(driver, 'absent')
    await card.order({ profile: { holder, ...profile }, insert: true })
    await untilCard(driver, 'present')
  }

  test('a whole card is read, believed and understood', async () => {
    const read = await readWhole(driver, { trustFolder: card.trustFolder })
    expect(read).toMatchObject({ access: 'PACE', cipher: 'AES-128', curve: 'brainpoolP256r1', fellBack: null })
    expect(read.passiveAuthentication).toMatchObject({ verdict: 'valid', reason: null, detail: 'not-revoked' })
    expect(read.activeAuthentication.verdict).toBe('valid')
    expect(read.chipAuthentication.verdict).toBe('valid')
    expect(read.fields).toMatchObject({
      personalNumber: holder.personalNumber,
      fullName: holder.fullName,
      dateOfBirth: holder.dateOfBirth,
      residence: holder.residence,
      fatherName: holder.fatherName,
      motherName: holder.motherName,
      expiresOn: holder.expiresOn,
    })
    expect(Object.keys(read.files).filter((name) => name.startsWith('DG'))).toEqual(
      expect.arrayContaining(['DG1', 'DG2', 'DG11', 'DG12', 'DG13', 'DG14', 'DG15']),
    )
    expect(read.closed).toEqual(['DG3'])
    expect(read.unreadable).toEqual([])
    expect(read.portrait).toMatchObject({ width: 360, height: 480, source: 'jpeg' })
    expect(read.apdus).toBeGreaterThan(20)
    expect(read.steps.map((step) => step.name)).toEqual(expect.arrayContaining(['PACE', 'DG2', 'chip authentication']))
  })

  test('the number on the front opens it as well; nothing before it is opened shows a data group', async () => {
    const read = await readWhole(driver, { key: { kind: 'can', number: '012345' } })
    expect(read.access).toBe('PACE')
    expect(read.passiveAuthentication).toMatchObject({ verdict: 'cannot-be-checked', reason: 'no-anchors' })
    const select = [
      '-s',
      '00a4040c07a0000002471001',
      '-s',
      '00a4020c020101',
      '-s',
      '00b0810000',
      '-s',
      '0088000008000102030405060700',
    ]
    const { stdout } = await run('opensc-tool', ['-r', '0', ...select], { env: readers.environment })
    const words = [...stdout.matchAll(/SW1=0x(..), SW2=0x(..)/g)].map(([, one, two]) => `${one}${two}`)
    expect(words).toEqual(['9000', '6982', '6982', '6982'])
  })

  test('other terminals see the reader and the card', async () => {
    const list = await run('opensc-tool', ['-l'], { env: readers.environment })
    expect(list.stdout).toMatch(/0\s+Yes\s+Virtual PCD 00 00/)
    const scan = await run('pcsc_scan', ['-r'], { env: readers.environment })
    expect(scan.stdout).toContain('Virtual PCD 00 01')
    const access = ['-s', '00a4000c02011c', '-s', '00b0000000']
    const { stdout } = await run('opensc-tool', ['-r', '0', ...access], { env: readers.environment })
    expect(stdout).toContain('31 14 30 12 06 0A 04 00 7F 00 07 02 02 04 02 02')
  })

  test('a wrong access number is counted, and the last try is left to a person', async () => {
    const wrong = { key: { kind: 'can', number: '999999' } } as const
    expect(await readCardOn(driver, wrong)).toMatchObject({ ok: false, failure: 'wrong-access-key', triesLeft: 2 })
    expect(await readCardOn(driver, wrong)).toMatchObject({ ok: false, failure: 'wrong-access-key', triesLeft: 1 })
    const left = await readCardOn(driver, wrong)
    expect(left).toMatchObject({ ok: false, failure: 'access-key-blocked', triesLeft: 1 })
    const right = { kind: 'can', number: '012345' } as const
    expect(await readCardOn(driver, { key: right })).toMatchObject({ failure: 'access-key-blocked', triesLeft: 1 })
    expect((await readWhole(driver, { key: right, spendLastTry: true })).access).toBe('PACE')
  })

  test.each(
    Object.keys(chipCurves).flatMap((curve, i) => [
      { curve, cipher: ['3DES', 'AES-128', 'AES-192', 'AES-256'][i % 4] },
    ]),
  )('PACE, secure messaging and chip authentication with $cipher on $curve', async ({ curve, cipher }) => {
    await change({ pace: [{ cipher, curve }], chipAuthentication: { cipher, curve } })
    const read = await readWhole(driver, { trustFolder: card.trustFolder })
    expect(read).toMatchObject({ access: 'PACE', cipher, curve })
    expect(read.chipAuthentication.verdict).toBe('valid')
    expect(read.passiveAuthentication.verdict).toBe('valid')
  })

  test('a card without PACE is opened the older way, and that is said', async () => {
    await change({ pace: [] })
    const read = await readWhole(driver, { trustFolder: card.trustFolder })
    expect(read).toMatchObject({ access: 'BAC', cipher: '3DES', fellBack: 'the card has no EF.CardAccess' })
    expect(read.passiveAuthentication.verdict).toBe('valid')
    expect(await readCardOn(driver, { key: { kind: 'can', number: '012345' } })).toMatchObject({
      ok: false,
      failure: 'unsupported',
    })
  })

  test.each(['rsa-pkcs1', 'rsa-pss', 'ecdsa-p384'])(
    'a security object signed with %s is believed',
    async (signature) => {
      await change({ signature, portrait: 'jpeg2000', activeAuthentication: 'ecdsa', chipAuthentication: null })
      const read = await readWhole(driver, { trustFolder: card.trustFolder })
      expect(read.passiveAuthentication.verdict).toBe('valid')
      expect(read.activeAuthentication.verdict).toBe('valid')
      expect(read.chipAuthentication.verdict).toBe('cannot-be-checked')
      expect(read.portrait).toMatchObject({ source: 'jpeg2000', width: 360, height: 480 })
    },
  )

  test.each([
    ['expired', 'signer-not-valid-at-signing'],
    ['revoked', 'signer-revoked'],
    ['forger', 'signer-not-issued-by-authority'],
  ])('a card of a signer that is %s is not believed', async (signer, reason) => {
    await change({ signer })
    const read = await readWhole(driver, { trustFolder: card.trustFolder })
    expect(read.passiveAuthentication).toMatchObject({ verdict: 'invalid', reason })
  })

  test('a card of an issuer nobody here knows is neither believed nor called forged', async () => {
    await change({ signer: 'stranger' })
    const read = await readWhole(driver, { trustFolder: card.trustFolder })
    expect(read.passiveAuthentication).toMatchObject({ verdict: 'cannot-be-checked', reason: 'issuer-unknown' })
  })

  test('a data group changed after the signature is found out', async () => {
    const before = await readWhole(driver, {})
    const forged = Buffer.from(before.files.DG13 ?? [])
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1
    await change({ forged: { DG13: forged.toString('hex') } })
    const read = await readWhole(driver, { trustFolder: card.trustFolder })
    expect(read.passiveAuthentication).toMatchObject({
      verdict: 'invalid',
      reason: 'group-differs',
      detail: expect.stringContaining('DG13'),
    })
  })

  test('the copy of a card proves neither key, and its fields and portrait are read all the same', async () => {
    await change({ clone: true })
    const copy = await readWhole(driver, { trustFolder: card.trustFolder })
    expect(copy.chipAuthentication.verdict).toBe('invalid')
    expect(copy.activeAuthentication.verdict).toBe('invalid')
    expect(copy.fields).toMatchObject({ personalNumber: holder.personalNumber, fullName: holder.fullName })
    expect(copy.portrait).toMatchObject({ width: 360, height: 480 })
    await change({ clone: true, chipAuthentication: null })
    expect((await readWhole(driver, {})).activeAuthentication.verdict).toBe('invalid')
  })

  test('extended length takes a fraction of the commands, where the card says that it takes them', async () => {
    await change({ extendedLength: false })
    const short = await readWhole(driver, { trustFolder: card.trustFolder })
    await change({ extendedLength: true })
    const extended = await readWhole(driver, { trustFolder: card.trustFolder })
    expect(extended.passiveAuthentication.verdict).toBe('valid')
    expect(extended.files.DG2).toHaveLength(short.files.DG2?.length ?? 0)
    expect(extended.apdus).toBeLessThan(short.apdus * 0.7)
  })

  test.each(['refused', 'drop-the-channel', 'cut', 'without-status'])(
    'a card or reader whose long reads are %s is read whole in short ones',
    async (longReads) => {
      await change({ longReads })
      const read = await readWhole(driver, { trustFolder: card.trustFolder })
      expect(read.passiveAuthentication.verdict).toBe('valid')
      expect(read.portrait).toMatchObject({ width: 360, height: 480 })
      const again = read.steps.some((step) => step.name === 'connect again for short reads')
      // A card that says so in clear is reset under the same connection; only an answer that is broken begins a new reading.
      expect(again).toBe(longReads === 'cut' || longReads === 'without-status')
    },
  )

  test('two readers hold two cards, and each is read by its name', async () => {
    await change({})
    const second = await emulateCard(
      readers,
      { holder: { ...holder, personalNumber: '001190054321', fullName: 'Lê Thị Bé', sex: 'female' } },
      readerPorts[1],
    )
    await untilCard(driver, 'present', readerNames[1])
    const information = mrzInformation({ documentNumber: '190054321', birth: '900315', expiry: '300315' })
    const key = { kind: 'mrz', information } as const
    const read = await readCardOn(driver, { reader: readerNames[1], key })
    const first = await readWhole(driver, { reader: readerNames[0] })
    expect(first.fields.fullName).toBe(holder.fullName)
    expect(read.ok ? read.fields.fullName : read).toBe('Lê Thị Bé')
    await second.stop()
    await untilCard(driver, 'absent', readerNames[1])
    expect(await readCardOn(driver, { reader: readerNames[1] })).toMatchObject({ ok: false, failure: 'no-card' })
    expect(await readCardOn(driver, { reader: 'no such reader' })).toMatchObject({ ok: false, failure: 'no-reader' })
  })

  test('the technician reads a card from the command line, to files', async () => {
    await change({ can: '012345' })
    const out = mkdtempSync(path.join(tmpdir(), 'so-bo-read-'))
    const sobo = path.resolve(import.meta.dirname, '../../main/technician/sobo.ts')
    const key = ['--document-number', '001090012345', '--birth', '900315', '--expiry', '300315']
    const { stdout } = await run(
      process.execPath,
      [sobo, 'chip', 'read', ...key, '--trust', card.trustFolder, '--out', out],
      {
        env: readers.environment,
      },
    )
    const said = JSON.parse(stdout)
    expect(said).toMatchObject({
      access: 'PACE',
      cipher: 'AES-128',
      passiveAuthentication: { verdict: 'valid' },
      activeAuthentication: { verdict: 'valid' },
      chipAuthentication: { verdict: 'valid' },
      fields: { fullName: holder.fullName },
    })
    expect(said.dataGroups).toContain('DG13')
    expect(readFileSync(path.join(out, 'DG1.bin')).subarray(5).toString()).toContain('IDVNM')
    expect(readFileSync(path.join(out, 'portrait.jpg')).subarray(0, 2).toString('hex')).toBe('ffd8')
    rmSync(out, { recursive: true })
    const wrong = run(process.execPath, [sobo, 'chip', 'read', '--can', '000000'], { env: readers.environment })
    await expect(wrong).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('"ok": false'),
      stderr: expect.stringMatching(/the chip does not open.*\nstopped at: PACE: mutual authentication, status 6300/),
    })
    const other = run(process.execPath, [sobo, 'chip', 'read', '--can', '000000', '--reader', 'Omnikey'], {
      env: readers.environment,
    })
    await expect(other).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`readers here: ${readerNames.join(', ')}`),
    })
    await card.order({ fault: { kind: 'tear-out', at: 9 } })
    const torn = run(process.execPath, [sobo, 'chip', 'read', ...key], { env: readers.environment })
    await expect(torn).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/the card was taken away.*\nstopped at: /),
    })
  })
})
