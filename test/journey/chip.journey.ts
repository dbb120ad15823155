import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chipProfileOf } from '../../main/training/training-chip.ts'
import { readTrainingCards } from '../../main/training/training-files.ts'
import { startVirtualReaders, type VirtualReaders, whyNoVirtualReaders } from '../../main/training/virtual-readers.ts'
import * as hand from '../../tools/desk/counter-hand.ts'
import { type LaunchedDesk, launchDesk } from '../../tools/desk/launch-desk.ts'
import { type EmulatedCard, emulateCard } from '../device/chip-card.ts'
import { pictureFailure } from './picture-failure.ts'

// The whole desk in the real Electron, with Debian's PC/SC service and a card of one of the training centre's people.

const why = whyNoVirtualReaders()
if (why !== undefined) process.stderr.write(`skipped: ${why}\n`)

describe.skipIf(why !== undefined)('at the counter', () => {
  let readers: VirtualReaders
  let opened: LaunchedDesk
  let card: EmulatedCard | undefined

  beforeAll(async () => {
    readers = await startVirtualReaders()
    process.env.PCSCLITE_CSOCK_NAME = readers.environment.PCSCLITE_CSOCK_NAME
    opened = await launchDesk({ people: 300 })
    await opened.training.centreReady
  })
  afterAll(async () => {
    await opened?.close()
    await card?.stop()
    await readers?.stop()
    delete process.env.PCSCLITE_CSOCK_NAME
  })

  test('a scanned zone and a card on the reader fill the form, with portrait and verdicts', async () => {
    pictureFailure(() => opened, 'chip')
    const page = await opened.desk()
    page.setDefaultTimeout(40_000)
    await hand.signIn(page, opened.dataFolder, 'lan')
    await hand.newApplication(page, 'C 001')
    const samples = readTrainingCards(path.join(opened.dataFolder, 'samples.json'))
    const sample = samples.find((one) => one.qr !== '' && chipProfileOf(one) !== undefined)
    if (!sample) throw new Error('no sample person has a card')

    await page.keyboard.press('F7')
    await page.locator('#scan-box').fill(sample.mrz)
    await page.getByRole('button', { name: 'Đọc', exact: true }).click()
    await page.getByText('Vùng MRZ của thẻ').waitFor()
    await page.locator('.a-chip').getByText('Đặt thẻ lên đầu đọc.').waitFor()

    card = await emulateCard(readers, chipProfileOf(sample))
    const trust = path.join(opened.dataFolder, 'chip-trust')
    mkdirSync(trust, { recursive: true })
    for (const name of readdirSync(card.trustFolder).filter((one) => one.startsWith('csca.')))
      copyFileSync(path.join(card.trustFolder, name), path.join(trust, `emulated-${name}`))
    const room = page.locator('.a-chip')
    await room.getByText('Đã đọc chip (mở bằng PACE)').waitFor()
    await room.locator('img').waitFor()
    await room.getByText('Chip thật (xác thực chip)').waitFor()
    await room.getByText('Chip thật (xác thực chủ động)').waitFor()
    const words = (await room.textContent()) ?? ''
    // The certificate may come a moment after the card: a signature nobody could check is said to be that, never more.
    expect(words).toMatch(/Chữ ký hợp lệ|Chữ ký: không kiểm tra được/)
    await room.getByRole('button', { name: 'Đọc chip bằng MRZ đã quét' }).click()
    await room.getByText('Chữ ký hợp lệ').waitFor()
    await hand.closeScan(page)
    await page.getByText('Chip của thẻ').waitFor()
    await page.getByText('Chữ ký hợp lệ').waitFor()
    if (process.env.PICTURES) await page.screenshot({ path: path.join(process.env.PICTURES, 'chip-journey.png') })
  })

  test('the devices page shows both readers, simulated, with their driver', async () => {
    const page = await opened.desk()
    await page.getByRole('link', { name: /Thiết bị/ }).click()
    await page.getByText('Virtual PCD 00 00').first().waitFor()
    await page.getByText('Virtual PCD 00 01').first().waitFor()
    if (process.env.PICTURES) await page.screenshot({ path: path.join(process.env.PICTURES, 'chip-devices.png') })
  })
})
