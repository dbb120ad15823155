import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { StationConfig } from '../../main/station-config.ts'
import * as hand from '../../tools/desk/counter-hand.ts'
import { startPrinterPeer, whyNoPeers } from '../device/start-ipp-printer.ts'
import { openDesk } from './launch-desk.ts'

async function toDevices(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Thiết bị/ }).click()
  await page.getByRole('button', { name: 'In trang thử' }).waitFor()
}

function configOf(dataFolder: string): { file: string; config: StationConfig } {
  const file = path.join(dataFolder, 'station.json')
  return { file, config: StationConfig.parse(JSON.parse(readFileSync(file, 'utf8'))) }
}

const papersOf = (dataFolder: string) =>
  readdirSync(path.join(dataFolder, 'print')).filter((name) => name.endsWith('.pdf'))

test('the desk prints through its IPP printer, says why it has stopped, and goes on', async () => {
  const desk = await openDesk()
  await desk.training.centreReady
  const page = await desk.desk()
  await hand.signIn(page, desk.dataFolder, 'lan')
  await toDevices(page)
  await page.getByRole('button', { name: 'In trang thử' }).click()
  await page.getByText('Đã in xong.').waitFor()
  expect(papersOf(desk.dataFolder)).toHaveLength(1)

  const { config } = configOf(desk.dataFolder)
  if (config.printer?.kind !== 'ipp') throw new Error('the training desk has no IPP printer')
  const admin = config.printer.uri.replace('ipp:', 'http:').replace('/ipp/print', '/admin')
  const order = (body: object) => fetch(admin, { method: 'POST', body: JSON.stringify(body) })
  await order({ troubles: ['media-empty-error'] })
  await page.getByRole('button', { name: 'In trang căn chỉnh phôi' }).click()
  await page.getByText('Máy in đang dừng, chưa in xong:').waitFor()
  await page
    .getByText(/Hết giấy\. Cho giấy vào khay/)
    .first()
    .waitFor()
  await order({ troubles: [] })
  await page.getByText('Đã in xong.').waitFor()
  expect(papersOf(desk.dataFolder)).toHaveLength(2)

  // What nobody can know is asked.
  await order({ pageMs: 3000 })
  await page.getByRole('button', { name: 'In trang thử' }).click()
  await page.getByText('Đang in…').waitFor()
  await order({ forgetJobs: true })
  await page.getByText(/Không rõ tờ so-bo-test đã in ra chưa/).waitFor()
  await page.getByRole('button', { name: 'Giấy đã ra' }).click()
  await page.getByText(/Không rõ tờ/).waitFor({ state: 'detached' })
})

test.skipIf(whyNoPeers() !== undefined)(
  'the technician finds a printer on the network by keyboard, compares its certificate, chooses it and prints a test page',
  async () => {
    const name = `Máy in phòng 103 ${process.pid}`
    const peer = await startPrinterPeer('a4', { announced: { name } })
    onTestFinished(() => peer.stop())
    const desk = await openDesk()
    await desk.training.centreReady
    const page = await desk.desk()
    page.setDefaultTimeout(40_000)
    await hand.signIn(page, desk.dataFolder, 'minh')
    await page.getByRole('link', { name: /Thiết bị/ }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
    await page.keyboard.insertText('Chọn thiết bị')
    await page.getByRole('option', { name: 'Chọn thiết bị' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Tìm máy in và máy quét' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Đang tìm…').waitFor()
    const use = page.getByRole('button', { name: `Dùng in giấy tờ: ${name}` })
    await use.focus()
    await page.keyboard.press('Enter')
    const believe = page.getByRole('button', { name: 'Giống, tin máy này' })
    await believe.focus()
    await page.keyboard.press('Enter')
    await page.getByText('chọn ở trang này').waitFor()
    await page.getByRole('button', { name: 'In trang thử' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByText('Đã in xong.').waitFor()
    expect(peer.printed()).toHaveLength(1)
  },
)

const why = whyNoPeers(['cupsd', 'lpadmin'])

test.skipIf(why !== undefined)(
  'the spooler of the system takes a paper from the shell, and the printer behind it prints it',
  async () => {
    const peer = await startPrinterPeer('a4', { cups: true })
    onTestFinished(() => peer.stop())
    process.env.CUPS_SERVER = peer.cupsSocket
    onTestFinished(() => {
      delete process.env.CUPS_SERVER
    })
    const desk = await openDesk()
    await desk.training.centreReady
    const { file, config } = configOf(desk.dataFolder)
    writeFileSync(file, JSON.stringify({ ...config, printer: { kind: 'spooler', printer: 'Desk' } }))
    await desk.reopen()
    const page = await desk.desk()
    await hand.signIn(page, desk.dataFolder, 'lan')
    await toDevices(page)
    await page.getByRole('button', { name: 'In trang thử' }).click()
    // Its yes is no paper, and the desk does not say so.
    await page.getByText('Đã giao cho bộ in của hệ điều hành').waitFor()
    await expect.poll(() => peer.printed().length).toBe(1)
  },
)
