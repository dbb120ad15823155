import { execFileSync } from 'node:child_process'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as hand from '../../tools/desk/counter-hand.ts'
import { type LaunchedDesk, launchDesk } from '../../tools/desk/launch-desk.ts'
import { corePid } from './core-pid.ts'
import { submittedAtTheCentre } from './events-at-the-centre.ts'
import { pictureFailure } from './picture-failure.ts'

let opened: LaunchedDesk
beforeAll(async () => {
  opened = await launchDesk({ people: 1200 })
  await opened.training.centreReady
})
afterAll(() => opened.close())

interface Line {
  readonly state: string
  readonly waitingEvents: number
  readonly waitingApplications: number
}

async function deskPage(): Promise<Page> {
  const page = await opened.desk()
  page.setDefaultTimeout(25_000)
  return page
}

async function waitFor(what: string, look: () => Promise<boolean>, ms = 60_000): Promise<void> {
  const until = Date.now() + ms
  while (Date.now() < until) {
    if (await look()) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`${what}: not within ${ms / 1000} s`)
}

function killCore(): void {
  process.kill(corePid(opened.windows.app.process().pid ?? 0), 'SIGKILL')
}

/** The core comes back by itself; who sat at the desk signs in again and finds the work where it was. */
async function signInAgain(account: string): Promise<Page> {
  const page = await deskPage()
  await page.getByRole('textbox', { name: 'Tài khoản', exact: true }).waitFor({ timeout: 30_000 })
  await hand.signIn(page, opened.dataFolder, account)
  return page
}

/** The chip through the real PC/SC service, where this machine can run one of its own; else why not is said once. */
async function readChip(page: Page, who: string): Promise<void> {
  if (opened.training.noChip === undefined) await hand.readChip(page, who)
  else process.stderr.write(`no chip is read: ${opened.training.noChip}\n`)
}

async function openApplication(page: Page, ticket: string, who: string, kind: string, reason: RegExp): Promise<string> {
  await hand.newApplication(page, ticket)
  await hand.scanCard(page, who)
  await readChip(page, who)
  await hand.closeScan(page)
  await hand.takeFoundPerson(page)
  await hand.chooseKind(page, kind, reason)
  const number = /Hồ sơ (\d+)/.exec((await page.getByRole('heading', { name: /^Hồ sơ \d+/ }).textContent()) ?? '')?.[1]
  return number ?? ''
}

async function restOfTheSteps(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Ảnh khuôn mặt', exact: true }).waitFor()
  await hand.takePortrait(page)
  await hand.finishStep(page, 'Mống mắt')
  await hand.stateNoIrisDevice(page)
  await hand.finishStep(page, 'In, kiểm tra, ký')
}

async function signAndSubmit(page: Page): Promise<void> {
  await hand.printSheet(page)
  await page.getByRole('button', { name: 'Đã ký trên giấy' }).click()
  await page.getByText(/Công dân đã đọc và ký trên phiếu/).waitFor()
  await hand.finishStep(page, 'Thẻ cũ, lệ phí')
  await hand.settleCardAndFee(page)
  await hand.finishStep(page, 'Giấy hẹn')
  await hand.printSlip(page)
  await hand.submit(page)
  await page.getByText('Chờ lãnh đạo duyệt').first().waitFor()
}

test('with the line cut and the core killed in a capture and in an approval, three applications arrive exactly once', async () => {
  pictureFailure(() => opened, 'outage')
  let page = await deskPage()
  await hand.signIn(page, opened.dataFolder, 'lan')
  await waitFor('the residents of the office come down the feed', async () => {
    const { ownResidents, line } = await hand.ask<{ ownResidents: { count: number }; line: Line }>(page, 'line.detail')
    return ownResidents.count > 100 && line.state === 'up' && line.waitingEvents === 0
  })

  // One application is begun while the line is up; then the centre is gone.
  await openApplication(page, 'B001', 'Nguyễn Văn An', 'Cấp đổi', /Đến tuổi đổi thẻ/)
  await opened.training.stopCentre()
  await waitFor('the desk notices', async () => (await hand.ask<Line>(page, 'line.state')).state === 'out')
  await page
    .getByText(/Mất đường truyền từ/)
    .first()
    .waitFor()

  await hand.finishStep(page, 'Nhân dạng')
  await hand.describeMark(page)
  await hand.finishStep(page, 'Thu vân tay')
  await hand.takeAllPrints(page)
  await hand.finishStep(page, 'Ảnh khuôn mặt')
  await restOfTheSteps(page)
  await signAndSubmit(page)

  // The second: searched among the own residents; the core dies while four fingers lie on the glass.
  await page.keyboard.press('Alt+1')
  await openApplication(page, 'B002', 'Trần Thị Dung', 'Cấp đổi', /Khi công dân có yêu cầu/)
  await page.getByText(/Đã lấy từ danh sách dân cư của cơ quan/).waitFor()
  // Her card names a ward that was split: the desk does not choose, it asks.
  await hand.finishStep(page, 'Đối chiếu, giấy tờ')
  await page.getByRole('radio', { name: /Giữ theo/ }).check({ force: true })
  await hand.finishStep(page, 'Nhân dạng')
  await hand.describeMark(page)
  await hand.finishStep(page, 'Thu vân tay')
  await page.keyboard.press('F8')
  await page.waitForTimeout(700)
  killCore()
  page = await signInAgain('lan')
  await page.getByRole('heading', { name: /^Hồ sơ 000002/ }).waitFor()
  await page.getByRole('heading', { name: 'Thu vân tay', exact: true }).waitFor()
  const { marks } = (
    await hand.ask<{ form: { marks: unknown[] } }>(page, 'application.open', { id: await idOf(page, '000002') })
  ).form
  expect(marks).toHaveLength(1)
  await hand.takeAllPrints(page)
  await hand.finishStep(page, 'Ảnh khuôn mặt')
  await restOfTheSteps(page)
  await signAndSubmit(page)

  // The third: a lost card, re-issued on what the centre already holds.
  await page.keyboard.press('Alt+1')
  await openApplication(page, 'B003', 'Lê Quốc Bình', 'Cấp lại', /[Mm]ất thẻ/)
  await hand.finishStep(page, 'Đối chiếu, giấy tờ')
  await page.getByRole('radio', { name: /Giữ theo/ }).check({ force: true })
  await hand.finishStep(page)
  const iris = page.getByRole('heading', { name: 'Mống mắt', exact: true })
  await iris
    .or(page.getByRole('heading', { name: 'In, kiểm tra, ký', exact: true }))
    .first()
    .waitFor()
  if ((await iris.count()) > 0) {
    await hand.stateNoIrisDevice(page)
    await hand.finishStep(page, 'In, kiểm tra, ký')
  }
  await signAndSubmit(page)
  await hand.signOut(page)

  // The leader: the core dies in the very moment of the second approval.
  page = await signInAgain('hung')
  const { password } = hand.accountOf(opened.dataFolder, 'hung')
  await hand.openReview(page)
  await hand.approve(page, password)
  await hand.openReview(page)
  await page.getByRole('button', { name: 'Duyệt…' }).click()
  const dialog = page.getByRole('dialog', { name: /Duyệt hồ sơ/ })
  await dialog.getByLabel('Mật khẩu').fill(password)
  await dialog.getByRole('button', { name: 'Ký duyệt' }).click()
  await page.waitForTimeout(60)
  killCore()
  page = await signInAgain('hung')
  for (;;) {
    const waiting = await countIn(page, 'awaiting-approval')
    if (waiting === 0) break
    await page.keyboard.press('Alt+1')
    await hand.openReview(page)
    await hand.approve(page, password)
    await waitFor(
      'one application less awaits approval',
      async () => (await countIn(page, 'awaiting-approval')) < waiting,
    )
  }
  expect(await countIn(page, 'approved')).toBe(3)
  expect((await hand.ask<Line>(page, 'line.state')).waitingApplications).toBe(3)

  // The line comes back.
  await opened.training.startCentre()
  await hand.ask(page, 'line.try-now')
  await waitFor('all three are receipted and decided', async () => (await countIn(page, 'in-production')) === 3, 90_000)
  await waitFor('nothing waits', async () => (await hand.ask<Line>(page, 'line.state')).waitingEvents === 0)

  const log = await hand.ask<{ intact: boolean; events: number }>(page, 'line.verify-log')
  expect(log.intact).toBe(true)
  const verified = sobo('log verify')
  expect(verified).toMatchObject({ ok: true, value: { intact: true, waiting: 0, events: log.events } })
  const status = sobo('centre status') as {
    value: {
      centre: { offices: { events: number; seq: number; head: string; forks: number }[]; applications: unknown }
    }
  }
  expect(status.value.centre.offices[0]).toMatchObject({
    events: log.events,
    seq: log.events,
    forks: 0,
    head: (verified as { value: { head: string } }).value.head,
  })
  expect(status.value.centre.applications).toEqual({ accepted: 3 })

  // What each chip said, its verdicts and its portrait have come up with the record they belong to.
  const held = await submittedAtTheCentre(opened.dataFolder)
  expect(held.map((record) => record.number)).toEqual(['000001', '000002', '000003'])
  for (const { number, chip, wholeBlobs } of opened.training.noChip === undefined ? held : []) {
    expect(chip, number).toMatchObject({
      access: 'PACE',
      passive: { verdict: 'valid' },
      active: { verdict: 'valid' },
      chip: { verdict: 'valid' },
      disagreements: [],
    })
    expect(wholeBlobs, number).toContain(chip?.portrait)
  }
}, 280_000)

/** The technician's command line, as a process of its own, against the running desk. */
function sobo(command: string): unknown {
  const text = execFileSync(
    process.execPath,
    [path.resolve('main/technician/sobo.ts'), ...command.split(' '), '--data', opened.dataFolder],
    {
      encoding: 'utf8',
      env: { ...process.env, SOBO_PASSWORD: hand.accountOf(opened.dataFolder, 'minh').password },
    },
  )
  return JSON.parse(text)
}

interface BoardView {
  readonly columns: readonly { state: string; count: number; cards: readonly { id: string; number: string }[] }[]
}

async function countIn(page: Page, state: string): Promise<number> {
  const { columns } = await hand.ask<BoardView>(page, 'application.board')
  return columns.find((column) => column.state === state)?.count ?? 0
}

async function idOf(page: Page, number: string): Promise<string> {
  const { columns } = await hand.ask<BoardView>(page, 'application.board')
  return columns.flatMap((column) => column.cards).find((card) => card.number === number)?.id ?? ''
}
