import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ChipProfile } from '../../main/hardware/chip-reader/simulator/chip-profile.ts'
import { freePort } from '../../main/training/free-port.ts'
import { chipProfileOf, layTrainingCard, startEmulatedChip } from '../../main/training/training-chip.ts'

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

test('where no virtual reader listens the training desk is told that there is none', async () => {
  expect(await layTrainingCard(undefined, sample)).toBe(false)
  const trust = mkdtempSync(path.join(tmpdir(), 'so-bo-trust-'))
  const port = await freePort()
  const emulator = startEmulatedChip(port, trust)
  onTestFinished(async () => {
    await emulator.stop()
    rmSync(trust, { recursive: true, force: true })
  })
  await emulator.ready
  expect(readdirSync(trust).sort()).toEqual(['csca.cer', 'csca.crl'])
  expect(await layTrainingCard(port, sample)).toBe(false)
  expect(await layTrainingCard(port, null)).toBe(true)
})
