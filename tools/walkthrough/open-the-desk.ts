import { waitUntilEnrolled } from '../desk/wait-until-enrolled.ts'
import type { Walker } from './walker.ts'

/** The program opens while its centre still starts; then the station is accepted and asks who works here. */
export async function openTheDesk({ opened, walk }: Walker): Promise<void> {
  await walk.step('the desk opens, with or without its centre', async () => {
    const desk = await opened.desk()
    await desk.locator('#window > *').first().waitFor()
    await walk.picture(desk, 'desk-opens')
    walk.note({
      electron: await opened.windows.app.evaluate(() => process.versions.electron),
      chromium: await opened.windows.app.evaluate(() => process.versions.chrome),
      node: process.versions.node,
    })
  })
  await walk.step('the centre accepts the station', async () => {
    const desk = await opened.desk()
    await opened.training.centreReady
    await waitUntilEnrolled(desk)
    await desk.locator('input').first().waitFor()
    await walk.picture(desk, 'sign-in')
    await walk.picture(await opened.applicant(), 'applicant-waits')
  })
}
