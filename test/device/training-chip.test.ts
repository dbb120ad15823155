import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ChipProfile } from '../../main/hardware/chip-reader/simulator/chip-profile.ts'
import { chipProfileOf, layTrainingCard, startTrainingChip } from '../../main/training/training-chip.ts'
import { readerNames, whyNoVirtualReaders } from '../../main/training/virtual-readers.ts'
import { driverAt, readCardOn, untilCard } from './chip-card.ts'

const why = whyNoVirtualReaders()
if (why !== undefined) process.stderr.write(`skipped: ${why}\n`)

const sample = {
  story: 'Đổi thẻ',
  label: 'Nguyễn Văn An, 1990',
  qr: '001090012345||Nguyễn Văn An|15031990|Nam|12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội|20042021',
  mrz: 'IDVNM0900123450001090012345<<1\n9003152M3003150VNM<<<<<<<<<<<2\nNGUYEN<<VAN<AN<<<<<<<<<<<<<<<<',
}

test('a sample person becomes a card the emulator understands, with the marks of the name', () => {
  const profile = ChipProfile.parse(chipProfileOf(sample))
  expect(profile.holder).toMatchObject({
    personalNumber: '001090012345',
    fullName: 'Nguyễn Văn An',
    dateOfBirth: '1990-03-15',
    expiresOn: '2030-03-15',
    issuedOn: '2021-04-20',
  })
  expect(profile.mrz).toEqual(sample.mrz.split('\n'))
  expect(chipProfileOf({ ...sample, mrz: '' })).toBeUndefined()
})

test('where no card can be laid on a reader the training desk is told why, and that there is none', async () => {
  expect(await layTrainingCard(undefined, sample)).toBe(false)
  expect(await layTrainingCard('/tmp/no-such-orders', sample)).toBe(false)
  const before = process.env.PCSCLITE_CSOCK_NAME
  process.env.PCSCLITE_CSOCK_NAME = '/run/pcscd/pcscd.comm'
  onTestFinished(() => {
    if (before === undefined) delete process.env.PCSCLITE_CSOCK_NAME
    else process.env.PCSCLITE_CSOCK_NAME = before
  })
  expect(await startTrainingChip('/tmp/nothing-is-written')).toEqual({
    absent: expect.stringContaining('/run/pcscd/pcscd.comm'),
  })
})

test.skipIf(why !== undefined)('a training desk lays a card of its people on a reader of its own', async () => {
  const trust = mkdtempSync(path.join(tmpdir(), 'so-bo-trust-'))
  const chip = await startTrainingChip(trust)
  if ('absent' in chip) throw new Error(chip.absent)
  const driver = driverAt(chip.serviceSocket)
  onTestFinished(async () => {
    await driver.stop()
    await chip.stop()
    rmSync(trust, { recursive: true, force: true })
  })
  await expect.poll(() => readdirSync(trust).sort(), { timeout: 15_000 }).toEqual(['csca.cer', 'csca.crl'])
  await expect.poll(() => layTrainingCard(chip.ordersSocket, sample), { timeout: 10_000 }).toBe(true)
  await untilCard(driver, 'present', readerNames[0])
  const read = await readCardOn(driver, { trustFolder: trust })
  expect(read).toMatchObject({
    ok: true,
    passiveAuthentication: { verdict: 'valid' },
    fields: { fullName: 'Nguyễn Văn An' },
  })
  expect(await layTrainingCard(chip.ordersSocket, null)).toBe(true)
  await untilCard(driver, 'absent', readerNames[0])
})
