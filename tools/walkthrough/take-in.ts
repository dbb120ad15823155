import * as hand from '../desk/counter-hand.ts'
import type { Walker } from './walker.ts'

/** The person the walk serves: turning 25, with a card that still names the old ward. */
export const APPLICANT = 'Nguyễn Văn An'

/** Before the age of 25 counted by the law of 2023, the reason was the citizen's own wish. */
function reasonOf(law: string): RegExp {
  return law.includes('2014') ? /Khi công dân có yêu cầu/ : /Đến tuổi đổi thẻ/
}

/** Sign-in, a new application, the card, the register, kind and reason, comparison. */
export async function takeIn({ opened, walk }: Walker): Promise<void> {
  const desk = await opened.desk()
  desk.setDefaultTimeout(20_000)
  const { dataFolder } = opened

  await walk.step('the clerk signs in; the board is empty', async () => {
    await hand.signIn(desk, dataFolder, 'lan')
    await desk.getByText(/Chưa có hồ sơ/).waitFor()
    await walk.picture(desk, 'board')
  })
  await walk.step(
    'a new application: its number is given, the register is asked before anything is typed',
    async () => {
      await hand.newApplication(desk, 'A012')
      await walk.picture(desk, 'intake')
    },
  )
  await walk.step("the card's QR is read; every field carries its source", async () => {
    await hand.scanCard(desk, APPLICANT)
    await walk.picture(desk, 'card-read')
  })
  const { noChip } = opened.training
  await walk.step(
    noChip === undefined
      ? "the card's chip is opened with the zone on its back, read and believed"
      : `no chip is read here: ${noChip}`,
    async () => {
      if (noChip === undefined) {
        await hand.readChip(desk, APPLICANT)
        await walk.picture(desk, 'chip-read')
        await desk.locator('.a-chip').scrollIntoViewIfNeeded()
        await walk.picture(desk, 'chip-verdicts')
      }
      await hand.closeScan(desk)
    },
  )
  await walk.step('the person is found in the population database, masked until opened for this dossier', async () => {
    await desk.getByText(/người khớp/).waitFor()
    await walk.picture(desk, 'look-up')
    await desk.getByRole('textbox', { name: /Số định danh, số cũ, họ tên/ }).press('Enter')
    await desk.getByRole('button', { name: 'Dùng người này cho hồ sơ' }).waitFor()
    await walk.picture(desk, 'look-up-opened')
    await desk.getByRole('button', { name: 'Dùng người này cho hồ sơ' }).click()
    await desk.getByText(/Đã lấy từ/).waitFor()
  })
  await walk.step('kind and reason by the rules of the day', async () => {
    const law = await desk.evaluate(async () => {
      const { sobo } = globalThis as unknown as {
        sobo: { ask(name: string, request: unknown): Promise<{ value: { regime: { law: string } } }> }
      }
      return (await sobo.ask('session.state', {})).value.regime.law
    })
    await hand.chooseKind(desk, 'Cấp đổi', reasonOf(law))
    await walk.picture(desk, 'kind-and-reason')
    walk.note({ law })
  })
  await walk.step('what the card says against what the register says: a renamed ward is no difference', async () => {
    await desk
      .getByRole('button', { name: /2 Đối chiếu/ })
      .or(desk.getByRole('link', { name: /Đối chiếu, giấy tờ/ }))
      .first()
      .click()
    await desk.getByRole('heading', { name: 'Đối chiếu, giấy tờ', exact: true }).waitFor()
    await walk.picture(desk, 'comparison')
    await desk.getByText('Nơi thường trú').first().scrollIntoViewIfNeeded()
    await walk.picture(desk, 'comparison-places')
    await hand.finishStep(desk, 'Nhân dạng')
  })
}
