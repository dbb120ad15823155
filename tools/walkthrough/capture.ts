import * as hand from '../desk/counter-hand.ts'
import type { Walker } from './walker.ts'

/** Marks, ten fingers through the scanner, the portrait from the camera, the iris or its reason. */
export async function capture({ opened, walk }: Walker): Promise<void> {
  const desk = await opened.desk()
  await walk.step('a distinguishing mark, in the official wording', async () => {
    await hand.describeMark(desk)
    await walk.picture(desk, 'marks')
    await hand.finishStep(desk, 'Thu vân tay')
  })
  await walk.step('ten fingers by four, four and two, with the live picture of the glass', async () => {
    await walk.picture(desk, 'fingerprints-begin')
    await hand.takeAllPrints(desk, async (round) => {
      if (round !== 1) return
      await desk.waitForTimeout(1_000)
      await walk.picture(desk, 'fingerprints-live')
    })
    await walk.picture(desk, 'fingerprints-done')
    await hand.finishStep(desk, 'Ảnh khuôn mặt')
  })
  await walk.step('the portrait, checked while it is looked at', async () => {
    await desk.waitForTimeout(1_500)
    await walk.picture(desk, 'portrait-live')
    await hand.takePortrait(desk, () => walk.picture(desk, 'portrait-shot'))
    await walk.picture(desk, 'portrait-kept')
    await hand.finishStep(desk)
  })
  await walk.step(
    'the iris: no device here, so the reason is stated (rules of 2024), or the law does not ask',
    async () => {
      const asked = desk.getByRole('heading', { name: 'Mống mắt', exact: true })
      await asked
        .or(desk.getByRole('heading', { name: 'In, kiểm tra, ký', exact: true }))
        .first()
        .waitFor()
      if ((await asked.count()) === 0) return
      await hand.stateNoIrisDevice(desk)
      await walk.picture(desk, 'iris')
      await hand.finishStep(desk, 'In, kiểm tra, ký')
    },
  )
}
