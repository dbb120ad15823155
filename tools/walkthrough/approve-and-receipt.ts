import type { Page } from 'playwright-core'
import * as hand from '../desk/counter-hand.ts'
import type { Walker } from './walker.ts'

const RECEIPT_WITHIN_MS = 60_000

interface Seen {
  readonly state: string
  readonly receipt: unknown
  readonly trail: readonly { step: string; at: string; event: unknown }[]
  readonly number: string
}

/** The application as the core tells it, asked by the page itself. */
async function applicationOf(page: Page): Promise<Seen | undefined> {
  return page.evaluate(async () => {
    const { sobo } = globalThis as unknown as {
      sobo: {
        ask(
          name: string,
          request: unknown,
        ): Promise<{ value: { columns: { cards: { id: string }[] }[] } & Record<string, unknown> }>
      }
    }
    const board = await sobo.ask('application.board', {})
    const card = board.value.columns.flatMap((column) => column.cards)[0]
    if (!card) return undefined
    const { state, receipt, trail, number } = (await sobo.ask('application.open', { id: card.id })).value
    return { state, receipt, trail, number } as never
  })
}

/** Another person approves; then the line, the receipt and the centre's decision. */
export async function approveAndReceipt({ opened, walk }: Walker): Promise<void> {
  let desk = await opened.desk()
  const { dataFolder } = opened
  await walk.step('the leader signs in: another person, the same desk', async () => {
    await hand.signIn(desk, dataFolder, 'hung')
    await walk.picture(desk, 'leader-board')
  })
  await walk.step('review: what changed, what was overridden, the captures and papers', async () => {
    await hand.openReview(desk)
    await desk.waitForTimeout(2_000)
    await walk.picture(desk, 'review')
  })
  await walk.step('the leader approves with the password again; the signature covers exactly this record', async () => {
    await hand.approve(desk, hand.accountOf(dataFolder, 'hung').password, () => walk.picture(desk, 'approve'))
    await walk.picture(desk, 'approved')
  })
  await walk.step("the centre's signed receipt turns it green, and its decision comes down the feed", async () => {
    const until = Date.now() + RECEIPT_WITHIN_MS
    let seen = await applicationOf(desk)
    while (seen?.state !== 'in-production' && seen?.state !== 'returned-by-centre' && Date.now() < until) {
      await desk.waitForTimeout(500)
      seen = await applicationOf(desk)
    }
    if (!seen?.receipt || seen.state !== 'in-production')
      throw new Error(`the application is ${seen?.state ?? 'gone'} after a minute`)
    walk.note({ application: seen })
    await desk.keyboard.press('Alt+1')
    await desk.getByText('Đang sản xuất thẻ').first().waitFor()
    await walk.picture(desk, 'board-receipted')
    await desk.getByRole('link', { name: /Đang sản xuất thẻ/ }).click()
    await desk.waitForTimeout(600)
    await walk.picture(desk, 'list-in-production')
  })
  await walk.step('the line and the devices', async () => {
    await desk.getByRole('link', { name: /Đường truyền/ }).click()
    await desk.getByRole('heading', { name: 'Đường truyền', exact: true }).waitFor()
    await desk.waitForTimeout(800)
    await walk.picture(desk, 'line')
    await desk.getByRole('link', { name: /Thiết bị/ }).click()
    await desk.getByRole('heading', { name: 'Thiết bị', exact: true }).waitFor()
    await desk.waitForTimeout(800)
    await walk.picture(desk, 'devices')
    const log = await desk.evaluate(async () => {
      const { sobo } = globalThis as unknown as {
        sobo: { ask(name: string, request: unknown): Promise<{ value: unknown }> }
      }
      return (await sobo.ask('line.verify-log', {})).value
    })
    // The key the receipt's signature is checked with: whoever holds the file can do it.
    const { receiptKey } = await hand.ask<{ receiptKey: string }>(desk, 'line.detail')
    walk.note({ log, receiptKey })
  })
  await walk.step('the desk is locked: the window is destroyed, the drafts are safe', async () => {
    const closed = desk.waitForEvent('close')
    // The window may be gone before the key is up again: that is what is wanted.
    await Promise.all([closed, desk.keyboard.press('F12').catch((fault: Error) => ifStillThere(desk, fault))])
    desk = await opened.desk()
    await desk.getByLabel('Mật khẩu', { exact: true }).waitFor()
    await walk.picture(desk, 'locked')
  })
}

/** A key that could not be finished on a page that is gone is no fault; on a page that stands it is. */
function ifStillThere(page: Page, fault: Error): void {
  if (!page.isClosed()) throw fault
}
