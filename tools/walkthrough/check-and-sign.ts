import path from 'node:path'
import * as hand from '../desk/counter-hand.ts'
import type { Walker } from './walker.ts'

/** The sheet on paper, the applicant's own window, card, fee and slip, and the record to the leader. */
export async function checkAndSign({ opened, walk }: Walker): Promise<void> {
  const desk = await opened.desk()
  const applicant = await opened.applicant()
  const printFolder = path.join(opened.dataFolder, 'print')

  await walk.step('the enrolment sheet is shown as the paper itself, and printed', async () => {
    await desk.locator('canvas').first().waitFor()
    await desk.waitForTimeout(1_500)
    await walk.picture(desk, 'sheet-preview')
    await hand.printSheet(desk)
    await walk.picture(desk, 'sheet-printed')
  })
  await walk.step('the applicant reads the record on their own window, page by page, and confirms', async () => {
    await desk.getByRole('button', { name: 'Cho công dân xem' }).click()
    await hand.readAndConfirm(applicant, (page) => walk.picture(applicant, `applicant-reads-${page}`))
    await walk.picture(applicant, 'applicant-confirmed')
    await desk.getByText(/Công dân xác nhận đúng trên màn hình/).waitFor()
    await walk.picture(desk, 'confirmed')
    await hand.finishStep(desk, 'Thẻ cũ, lệ phí')
  })
  await walk.step('the old card and the fee of the day', async () => {
    await hand.settleCardAndFee(desk)
    await walk.picture(desk, 'fee')
    await hand.finishStep(desk, 'Giấy hẹn')
  })
  await walk.step('the appointment slip, due by the holiday calendar', async () => {
    await desk.locator('canvas').first().waitFor()
    await desk.waitForTimeout(1_200)
    await hand.printSlip(desk)
    await walk.picture(desk, 'slip')
    walk.note({ papersPrinted: walk.keepPapers(printFolder) })
  })
  await walk.step('the clerk submits: a summary first, with what the leader will see', async () => {
    await hand.submit(desk, () => walk.picture(desk, 'submit-summary'))
    await desk.getByText('Chờ lãnh đạo duyệt').first().waitFor()
    await walk.picture(desk, 'submitted')
    await hand.signOut(desk)
  })
}
