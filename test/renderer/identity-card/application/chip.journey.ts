import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChipFinding } from '../../../../domain/identity-card/application.ts'
import { portraitPicture } from '../../../../main/hardware/chip-reader/simulator/portrait-picture.ts'
import { faultsOf } from '../../../look-over/accessibility-faults.ts'
import { buildDesk } from '../../desk-double/build-desk.ts'
import { type ServedDesk, serveDesk } from '../../desk-double/open-desk.ts'
import { CounterDouble } from './counter-double.ts'
import { foundCaptures, usualForm } from './counter-drafts.ts'
import { openCounter } from './open-counter.ts'

// What the clerk sees of a chip: the card lies down, the dialog opens, the fields fill, a suspicion is said.

let folder: string
let served: ServedDesk
let browser: Browser
let jpeg: Uint8Array

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'chip-screens-'))
  await buildDesk(folder)
  served = await serveDesk(folder)
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--lang=vi'] })
  jpeg = (await portraitPicture('jpeg')).bytes
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
  await rm(folder, { recursive: true })
})

const finding: ChipFinding = {
  at: '2026-11-26T09:00:00.000Z',
  access: 'PACE',
  fellBack: null,
  passive: { verdict: 'invalid', reason: 'group-differs' },
  active: { verdict: 'valid', reason: null },
  chip: { verdict: 'cannot-be-checked', reason: 'not-possible' },
  disagreements: [
    {
      field: 'fullName',
      values: [
        { source: 'chip-zone', value: 'NGUYEN VAN AN' },
        { source: 'chip-details', value: 'Nguyễn Văn Bình' },
      ],
    },
  ],
  closed: ['DG3', 'DG11'],
  portrait: null,
}
const lies = { service: 'up', readers: [{ name: 'Virtual PCD 00 00', card: 'present' }], reading: null }

/** A counter whose core has this on its reader; `asked` gathers what the window asks of it. */
async function opened(language: 'vi' | 'en', zoneAtHand: boolean, failure?: { failure: string; detail?: object }) {
  const counter = new CounterDouble({ form: usualForm(), captures: foundCaptures() })
  const asked: Record<string, unknown>[] = []
  const answer = async (name: string, request: Record<string, unknown>) => {
    if (name === 'application.chip-readers') return { now: lies, zoneAtHand, holderAtHand: true }
    if (name !== 'application.read-chip') return undefined
    asked.push(request)
    if (failure) return failure
    const view = await counter.answer('application.open', { id: 'a1' })
    const filled = ['fullName', 'dateOfBirth', 'sex']
    return { view, filled, conflicts: [], uncertain: [], finding, unreadable: ['DG12'], portrait: jpeg }
  }
  const { page, complaints } = await openCounter(browser, served.address, counter, { language, answer })
  page.setDefaultTimeout(40_000)
  await page.waitForSelector('.a-head h1')
  const tell = (body: unknown) =>
    page.evaluate(
      ([topic, what]) => (Reflect.get(window, 'tell') as (topic: unknown, body: unknown) => void)(topic, what),
      ['chip', body] as const,
    )
  return { page, complaints, asked, tell }
}

describe.each(['vi', 'en'] as const)('in %s', (language) => {
  test('a card laid on the reader opens the dialog and is read by itself where the zone is known', async () => {
    const { page, complaints, asked, tell } = await opened(language, true)
    await tell(lies)
    const room = page.locator('.a-chip')
    await room.locator('.a-chip-read').waitFor()
    expect(asked).toEqual([{ id: 'a1', key: { by: 'scanned-zone' }, reader: 'Virtual PCD 00 00', spendLastTry: false }])
    const words = await room.textContent()
    expect(words).toContain(language === 'vi' ? 'Nghi giả mạo' : 'Suspected forgery')
    expect(words).toContain(language === 'vi' ? 'Chữ ký không hợp lệ' : 'Signature invalid')
    // The chip proves a key that no valid signature vouches for: it is not called genuine.
    expect(words).not.toContain(language === 'vi' ? 'Chip thật' : 'Genuine chip')
    expect(words).toContain(language === 'vi' ? 'Chip giữ đúng khóa' : 'The chip holds its key')
    expect(words).toContain(language === 'vi' ? 'Vân tay trong chip (DG3)' : 'The fingerprints in the chip (DG3)')
    expect(words).toContain(language === 'vi' ? 'Chip không mở cho đọc: DG11.' : 'The chip did not open to us: DG11.')
    expect(words).toContain('Nguyễn Văn Bình')
    expect(words).toContain('DG12')
    const shown = room.locator('img')
    await expect.poll(() => shown.evaluate((img) => Reflect.get(img, 'naturalWidth'))).toBe(360)
    expect(await faultsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    if (process.env.PICTURES) await page.screenshot({ path: path.join(process.env.PICTURES, `chip-${language}.png`) })
    await page.context().close()
  })

  test('the day the card ends opens it; the last try of the six digits is asked for by name', async () => {
    const failure = { failure: 'chip-access-key-blocked', detail: { step: 'PACE', tries: 1 } }
    const { page, asked } = await opened(language, false, failure)
    await page.keyboard.press('F7')
    const room = page.locator('.a-chip')
    await room.getByRole('textbox').nth(0).fill('15032030')
    await room.getByRole('button').nth(0).click()
    await expect.poll(() => asked.length).toBe(1)
    expect(asked[0]).toMatchObject({ key: { by: 'form', expiresOn: '2030-03-15' }, spendLastTry: false })
    await room.getByRole('textbox').nth(1).fill('012345')
    await room.getByRole('button', { name: language === 'vi' ? 'Dùng lần thử cuối' : 'Use the last try' }).click()
    await expect.poll(() => asked.length).toBe(2)
    expect(asked[1]).toMatchObject({ key: { by: 'can', number: '012345' }, spendLastTry: true })
    await page.context().close()
  })
})
