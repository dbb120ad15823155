import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'

/** What a clerk does at the desk, by the words on the screen: the walkthrough and the journeys share one hand. */

export interface TrainingAccount {
  readonly account: string
  readonly password: string
  readonly displayName: string
}

export function accountOf(dataFolder: string, name: string): TrainingAccount {
  const text = readFileSync(path.join(dataFolder, 'training-accounts.json'), 'utf8')
  const found = (JSON.parse(text) as TrainingAccount[]).find((one) => one.account === name)
  if (!found) throw new Error(`no training account ${name}`)
  return found
}

export async function signIn(page: Page, dataFolder: string, account: string): Promise<void> {
  const name = page.getByRole('textbox', { name: 'Tài khoản', exact: true })
  await name.waitFor({ timeout: 60_000 })
  await name.fill(account)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(accountOf(dataFolder, account).password)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: /Bàn làm việc/ }).waitFor()
}

/** Signs out by the clerk's menu; the shell then destroys the window, and a new one asks who works here. */
export async function signOut(page: Page): Promise<void> {
  const closed = page.waitForEvent('close')
  await page.evaluate(() => {
    const { sobo } = globalThis as unknown as { sobo: { ask(name: string, request: unknown): Promise<unknown> } }
    void sobo.ask('session.sign-out', {})
  })
  await closed
}

export async function newApplication(page: Page, ticket: string): Promise<void> {
  await page.keyboard.press('F2')
  const dialog = page.getByRole('dialog', { name: 'Hồ sơ mới' })
  await dialog.getByLabel(/Số phiếu/).fill(ticket)
  await dialog.getByRole('button', { name: 'Tiếp nhận' }).click()
  await page.getByRole('heading', { name: /^Hồ sơ \d+/ }).waitFor()
}

/** F7: lays a training card under the scanner and waits until the form was filled from it. */
export async function scanCard(page: Page, who: string): Promise<void> {
  await page.keyboard.press('F7')
  await page.getByRole('button', { name: new RegExp(`Quét mã QR: ${who}`) }).click()
  await page.getByText(/Đã điền \d+ ô/).waitFor()
}

/** In the open F7 dialog: the training card is laid on the chip reader, its zone is scanned, and the chip opens by itself. */
export async function readChip(page: Page, who: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`Đặt lên đầu đọc chip: ${who}`) }).click()
  await page.getByText('Có thẻ trên đầu đọc.').waitFor()
  await page.getByRole('button', { name: new RegExp(`Quét MRZ: ${who}`) }).click()
  await page.getByText(/Đã đọc chip/).waitFor()
}

export async function closeScan(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Xong', exact: true }).click()
}

/** Types into the search of the intake step and waits for the hit. */
export async function lookUp(page: Page, query: string): Promise<void> {
  await page.getByRole('textbox', { name: /Số định danh, số cũ, họ tên/ }).fill(query)
  await page.getByText(/người khớp/).waitFor()
}

/** Opens the hit that is marked and takes the record into the application. */
export async function takeFoundPerson(page: Page): Promise<void> {
  await page.getByText(/người khớp/).waitFor()
  await page.getByRole('textbox', { name: /Số định danh, số cũ, họ tên/ }).press('Enter')
  await page.getByRole('button', { name: 'Dùng người này cho hồ sơ' }).click()
  await page.getByText(/Đã lấy từ/).waitFor()
}

export async function chooseKind(page: Page, kind: string, reason: RegExp): Promise<void> {
  await page.getByRole('radio', { name: kind, exact: true }).check({ force: true })
  await page.getByLabel('Lý do').click()
  await page.getByRole('option', { name: reason }).click()
}

/** A mole three centimetres above and behind the left corner of the mouth. */
export async function describeMark(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Thêm đặc điểm' }).click()
  const choose = async (list: RegExp, option: RegExp) => {
    await page.getByRole('button', { name: list }).click()
    await page.getByRole('option', { name: option }).first().click()
  }
  await choose(/Loại/, /^nốt ruồi$/i)
  await page.getByLabel('Cách (cm)').fill('3')
  await choose(/Hướng/, /^trên sau$/i)
  await choose(/Mốc/, /^mép trái$/i)
  await page.getByText('Nốt ruồi C:3 cm trên sau mép trái').waitFor()
}

/** F8 until all ten fingers are taken, a weak one again as often as the desk asks. */
export async function takeAllPrints(
  page: Page,
  onCapture: (round: number) => Promise<void> = async () => undefined,
): Promise<void> {
  for (let round = 0; round < 12; round++) {
    if ((await page.getByText('Đã xong mười ngón').count()) > 0) return
    await page.getByRole('button', { name: /Thu nhận/ }).waitFor()
    await page.keyboard.press('F8')
    await page.getByRole('button', { name: /Thu nhận/ }).waitFor({ state: 'detached' })
    await onCapture(round)
    await page
      .getByRole('button', { name: /Thu nhận/ })
      .or(page.getByText('Đã xong mười ngón'))
      .first()
      .waitFor({ timeout: 30_000 })
  }
  await page.getByText('Đã xong mười ngón').waitFor()
}

/** F8 takes the shot; it is kept, with a reason where a check does not pass. */
export async function takePortrait(page: Page, onShot: () => Promise<void> = async () => undefined): Promise<void> {
  await page.getByRole('button', { name: /^Chụp/ }).waitFor()
  await page.locator('video').first().waitFor()
  // The camera needs a moment for its first picture and its light.
  await page.waitForTimeout(1_200)
  await page.keyboard.press('F8')
  const keep = page.getByRole('button', { name: 'Dùng ảnh này' })
  await keep.waitFor()
  await onShot()
  await keep.click()
  await page.getByText(/Đã giữ ảnh này/).waitFor()
}

export async function stateNoIrisDevice(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Không có thiết bị' }).check({ force: true })
}

/** Ctrl+Enter finishes the step that is open; the next unfinished one opens. */
export async function finishStep(page: Page, nextStep?: string): Promise<void> {
  await page
    .getByText(/Đã lưu/)
    .first()
    .waitFor()
  await page.keyboard.press('Control+Enter')
  if (nextStep !== undefined) await page.getByRole('heading', { name: nextStep, exact: true }).waitFor()
}

/** The applicant's own window: reads every page, then says "Đúng". */
export async function readAndConfirm(
  applicant: Page,
  onPage: (page: number) => Promise<void> = async () => undefined,
): Promise<void> {
  await applicant.getByText('Thông tin dưới đây có đúng không?').waitFor()
  const next = applicant.getByRole('button', { name: 'Trang sau' })
  for (let page = 1; ; page++) {
    await onPage(page)
    if (await next.isDisabled()) break
    await next.click()
  }
  await applicant.getByRole('button', { name: 'Đúng', exact: true }).click()
  await applicant.getByText('Cảm ơn ông/bà').waitFor()
}

/** F9 prints the enrolment sheet. */
export async function printSheet(page: Page): Promise<void> {
  await page.keyboard.press('F9')
  await page.getByText(/Đã in phiếu lúc/).waitFor()
}

/** F9 prints the appointment slip. */
export async function printSlip(page: Page): Promise<void> {
  await page.keyboard.press('F9')
  await page.getByText(/Đã in lúc/).waitFor()
}

/** Old card taken back; the receipt's number where the law asks for a fee. */
export async function settleCardAndFee(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Đã thu', exact: true }).check({ force: true })
  const receipt = page.getByLabel('Số biên lai')
  if ((await receipt.count()) > 0) await receipt.fill('0012345')
}

/** The whole record to the leader: the summary, then the button that stands focused in it. */
export async function submit(page: Page, onSummary: () => Promise<void> = async () => undefined): Promise<void> {
  await page.getByRole('button', { name: 'Trình duyệt', exact: true }).first().click()
  const dialog = page.getByRole('dialog', { name: /Trình duyệt hồ sơ/ })
  const button = dialog.getByRole('button', { name: 'Trình duyệt', exact: true })
  await button.waitFor()
  await onSummary()
  await button.click()
  await dialog.waitFor({ state: 'detached' })
}

/** The leader opens the oldest application that awaits approval. */
export async function openReview(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Chờ duyệt/ }).click()
  await page
    .getByRole('link', { name: /Hồ sơ|\d{6}/ })
    .or(page.locator('main').getByRole('button', { name: /\d{6}/ }))
    .first()
    .click()
  await page.getByRole('heading', { name: /^Duyệt hồ sơ/ }).waitFor()
}

/** Approves what is shown, with the password again as the second factor. */
export async function approve(
  page: Page,
  password: string,
  onSummary: () => Promise<void> = async () => undefined,
): Promise<void> {
  await page.getByRole('button', { name: 'Duyệt…' }).click()
  const dialog = page.getByRole('dialog', { name: /Duyệt hồ sơ/ })
  await dialog.getByLabel('Mật khẩu').fill(password)
  await onSummary()
  await dialog.getByRole('button', { name: 'Ký duyệt' }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Asks the core through the page's own bridge; for what a journey must know and no screen shows. Throws on a failure. */
export async function ask<T>(page: Page, name: string, request: unknown = {}): Promise<T> {
  const outcome = await page.evaluate(
    async ([asked, body]) => {
      const { sobo } = globalThis as unknown as { sobo: { ask(name: string, request: unknown): Promise<unknown> } }
      return sobo.ask(String(asked), body)
    },
    [name, request] as const,
  )
  const { ok, value, failure } = outcome as { ok: boolean; value: T; failure?: string }
  if (!ok) throw new Error(`${name}: ${failure}`)
  return value
}
