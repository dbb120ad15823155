import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language } from '../../renderer/app/text.ts'
import * as hand from '../../tools/desk/counter-hand.ts'
import { type LaunchedDesk, launchDesk } from '../../tools/desk/launch-desk.ts'
import { waitUntilEnrolled } from '../../tools/desk/wait-until-enrolled.ts'
import { allTexts } from '../renderer/text-files.ts'
import { type KeyboardHand, keyboardHand } from './keyboard-hand.ts'
import { pictureFailure } from './picture-failure.ts'

let opened: LaunchedDesk
beforeAll(async () => {
  opened = await launchDesk()
  await opened.training.centreReady
})
afterAll(() => opened?.close())

interface Sample {
  readonly story: string
  readonly qr: string
}

/** What a code scanner would type of this person's card. */
function cardOf(story: string): string {
  const samples = JSON.parse(readFileSync(path.join(opened.dataFolder, 'samples.json'), 'utf8')) as Sample[]
  const found = samples.find((one) => one.story === story)
  if (!found) throw new Error(`no sample person ${story}: ${samples.map((one) => one.story).join(', ')}`)
  return found.qr
}

function deskPage(): Promise<Page> {
  return opened.desk()
}

async function signIn(page: Page, keys: KeyboardHand, t: (key: string) => string, account: string): Promise<void> {
  await page.getByRole('textbox', { name: t('sign-in.account'), exact: true }).waitFor()
  await keys.tabTo('textbox', t('sign-in.account'))
  await keys.type(account)
  await keys.press('Tab')
  await keys.type(hand.accountOf(opened.dataFolder, account).password)
  await keys.press('Enter')
  await page.getByRole('link', { name: t('rail.board') }).waitFor()
}

/** Both languages of the whole window, told by the key that every clerk has: Ctrl+K. */
async function speak(page: Page, keys: KeyboardHand, language: Language): Promise<void> {
  if ((await page.evaluate(() => document.documentElement.lang)) === language) return
  await keys.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await keys.type('english tieng viet')
  await keys.press('Enter')
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
}

async function waitForHeading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name, exact: true }).waitFor()
}

/** Waits until everything typed is with the core, then finishes the step. */
async function finish(page: Page, keys: KeyboardHand, next?: string): Promise<void> {
  await page.waitForTimeout(400)
  await keys.press('Control+Enter')
  if (next !== undefined) await waitForHeading(page, next)
}

test.each([
  { language: 'vi', story: 'exchange-renamed-place', reason: 'Đến tuổi đổi thẻ' },
  { language: 'en', story: 'lives-elsewhere', reason: 'request' },
] as const)(
  'one application from the ticket to the card in production by keyboard alone ($language)',
  async ({ language, story, reason }) => {
    pictureFailure(() => opened, `keyboard-${language}`)
    const texts = allTexts(language)
    const t = (key: string) => {
      const found = texts[key]
      if (found === undefined) throw new Error(`no text ${key}`)
      return found
    }
    let page = await deskPage()
    let keys = keyboardHand(page)
    await waitUntilEnrolled(page)
    await signIn(page, keys, (key) => allTexts(language === 'en' ? 'vi' : language)[key] ?? key, 'lan')
    await speak(page, keys, language)

    await keys.press('F2')
    await page.getByRole('dialog').waitFor()
    await keys.type('P7')
    await keys.press('Enter')
    await page.getByRole('heading', { name: /^\D+ \d{6}/ }).waitFor()

    await keys.press('F7')
    await page.getByRole('dialog').waitFor()
    await keys.type(cardOf(story))
    await keys.press('Enter')
    await page.getByRole('dialog').getByRole('status').first().waitFor()
    await keys.tabTo('button', t('application.code.done'))
    await keys.press('Enter')

    await page.getByText('••••').first().waitFor()
    await keys.tabTo('textbox', t('look-up.field'))
    await keys.press('Enter')
    await page.getByRole('button', { name: t('look-up.use') }).waitFor()
    await keys.tabTo('button', t('look-up.use'))
    await keys.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await keys.tabTo('radio', '')
    await keys.choose(t('kind.exchange'))
    await keys.tabTo('button', t('field.reason'))
    await keys.select(reason)
    await finish(page, keys)
    await keys.press('Control+Enter')
    await waitForHeading(page, t('application.step.marks'))

    await keys.tabTo('button', t('application.marks.add'))
    await keys.press('Enter')
    for (const [list, option] of [
      ['application.marks.kind', 'nốt ruồi'],
      ['application.marks.direction', 'trên sau'],
      ['application.marks.landmark', 'mép trái'],
    ] as const) {
      await keys.tabTo('button', t(list))
      await keys.select(option)
    }
    await keys.tabTo('textbox', t('application.marks.distance'))
    await keys.type('3')
    await keys.press('Enter')
    await finish(page, keys, t('application.step.fingerprints'))

    const start = page.getByRole('button', { name: new RegExp(`^${t('application.prints.start')}( F8)?$`) })
    const done = page.getByText(t('application.prints.done'))
    for (let round = 0; round < 12 && (await done.count()) === 0; round++) {
      await start.waitFor()
      await keys.press('F8')
      await start.waitFor({ state: 'detached' })
      await start.or(done).first().waitFor()
    }
    await finish(page, keys, t('application.step.portrait'))

    await page.locator('video').first().waitFor()
    // The camera needs a moment for its first picture and its light.
    await page.waitForTimeout(1_500)
    await keys.press('F8')
    await page.getByRole('button', { name: t('application.portrait.keep') }).waitFor()
    await keys.tabTo('button', t('application.portrait.keep'))
    await keys.press('Enter')
    await page.getByRole('button', { name: t('application.portrait.keep') }).waitFor({ state: 'detached' })
    await finish(page, keys, t('application.step.iris'))
    await keys.tabTo('radio', '')
    await keys.choose(t('application.iris.reason.no-device'))
    await finish(page, keys, t('application.step.confirmation'))

    await keys.press('F9')
    await page.getByText(t('application.print.sent')).first().waitFor()
    await keys.tabTo('button', t('application.confirm.show'))
    await keys.press('Enter')
    const applicant = await opened.applicant()
    const reader = keyboardHand(applicant)
    await applicant.getByText(t('applicant.question')).waitFor()
    const yes = applicant.getByRole('button', { name: t('applicant.right'), exact: true })
    for (let pages = 0; pages < 20 && (await yes.isDisabled()); pages++) await reader.press('PageDown')
    await reader.tabTo('button', t('applicant.right'))
    await reader.press('Enter')
    await applicant.getByText(t('applicant.confirmed')).waitFor()
    await finish(page, keys, t('application.step.fee'))

    await keys.tabTo('radio', '')
    await keys.choose(t('application.old-card.yes'))
    if ((await page.getByRole('textbox', { name: t('field.receiptNumber') }).count()) > 0) {
      await keys.tabTo('textbox', t('field.receiptNumber'))
      await keys.type('0012345')
      await keys.press('Enter')
    }
    await finish(page, keys, t('application.step.slip'))
    await keys.press('F9')
    await page.getByText(t('application.slip.printed').replace(/\{.*/, '')).first().waitFor()
    await keys.tabTo('button', t('application.submit'))
    await keys.press('Enter')
    const summary = page.getByRole('dialog')
    await summary.getByRole('button', { name: t('application.submit'), exact: true }).waitFor()
    await keys.tabTo('button', t('application.submit'))
    await keys.press('Enter')
    await summary.waitFor({ state: 'detached' })
    await page.getByText(t('state.awaiting-approval')).first().waitFor()

    const left = page.waitForEvent('close')
    await keys.press('Control+k')
    await keys.type(t('menu.sign-out'))
    // The window may be gone before the key is up again: that is what is wanted.
    await Promise.all([left, keys.press('Enter').catch((fault: Error) => whileItStands(page, fault))])

    page = await deskPage()
    keys = keyboardHand(page)
    await signIn(page, keys, t, 'hung')
    await keys.tabTo('link', t('state.awaiting-approval'))
    await keys.press('Enter')
    await waitForHeading(page, t('state.awaiting-approval'))
    await keys.tabTo('link', '0000')
    await keys.press('Enter')
    await page.getByRole('button', { name: t('review.approve-do') }).waitFor()
    await keys.tabTo('button', t('review.approve-do'))
    await keys.press('Enter')
    await page.getByRole('dialog').waitFor()
    await keys.tabTo('textbox', t('sign-in.password'))
    await keys.type(hand.accountOf(opened.dataFolder, 'hung').password)
    await keys.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect
      .poll(
        async () =>
          (await hand.ask<Board>(page, 'application.board')).columns.find((one) => one.state === 'in-production')
            ?.count,
        {
          timeout: 60_000,
        },
      )
      .toBe(language === 'vi' ? 1 : 2)
    const gone = page.waitForEvent('close')
    await Promise.all([gone, keys.press('F12').catch((fault: Error) => whileItStands(page, fault))])
  },
  280_000,
)

interface Board {
  readonly columns: readonly { readonly state: string; readonly count: number }[]
}

function whileItStands(page: Page, fault: Error): void {
  if (!page.isClosed()) throw fault
}
