import { onTestFinished } from 'vitest'
import { type DeskOptions, type LaunchedDesk, launchDesk } from '../../tools/desk/launch-desk.ts'

/** A desk that ends with the test that opened it. In `beforeAll` use `launchDesk` of tools/desk and close it in `afterAll`. */
export async function openDesk(options: DeskOptions = {}): Promise<LaunchedDesk> {
  const desk = await launchDesk(options)
  onTestFinished(() => desk.close())
  return desk
}
