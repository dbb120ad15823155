import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedDesk, launchDesk } from '../../tools/desk/launch-desk.ts'
import { corePid } from './core-pid.ts'

let opened: LaunchedDesk
beforeAll(async () => {
  opened = await launchDesk()
})
afterAll(() => opened?.close())

/** Ends the page's process as a fault in it would. */
const crash = (kind: string) =>
  opened.windows.app.evaluate(async ({ webContents }, wanted) => {
    for (const contents of webContents.getAllWebContents())
      if ((await contents.executeJavaScript('globalThis.sobo?.window')) === wanted) {
        contents.forcefullyCrashRenderer()
        return
      }
    throw new Error(`no ${wanted} window`)
  }, kind)

test('a window whose page dies comes back by itself, and the other stays', async () => {
  for (const kind of ['desk', 'applicant'] as const) {
    const other = await opened.windows.window(kind === 'desk' ? 'applicant' : 'desk')
    const before = await opened.windows.window(kind)
    const gone = before.waitForEvent('crash')
    await crash(kind)
    await gone
    const after = await opened.windows.window(kind)
    expect(after).not.toBe(before)
    expect(await after.evaluate(() => location.origin)).toBe('sobo://desk')
    expect(other.isClosed()).toBe(false)
  }
})

test('the applicant’s window cannot be closed by itself', async () => {
  const applicant = await opened.applicant()
  await opened.windows.app.evaluate(async ({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if ((await window.webContents.executeJavaScript('globalThis.sobo?.window')) === 'applicant') window.close()
  })
  await applicant.waitForTimeout(500)
  expect(applicant.isClosed()).toBe(false)
})

test('what a clerk prefers is there again after the program was closed', async () => {
  const desk = await opened.desk()
  await desk.evaluate(() => localStorage.setItem('so-bo.journey', 'kept'))
  await opened.reopen()
  const again = await opened.desk()
  expect(await again.evaluate(() => localStorage.getItem('so-bo.journey'))).toBe('kept')
})

test('a core that is killed is there again, and the window is told both times', async () => {
  const desk = await opened.desk()
  // The program was opened again just now: its first core must be up, or its "up" is heard too.
  await desk.getByRole('textbox', { name: 'Tài khoản', exact: true }).waitFor()
  await desk.evaluate(() => {
    const heard = globalThis as unknown as {
      sobo: { onNotice(topic: string, listener: (body: { state: string }) => void): void }
      states: string[]
    }
    heard.states = []
    heard.sobo.onNotice('core-state', ({ state }) => heard.states.push(state))
  })
  process.kill(corePid(opened.windows.app.process().pid ?? 0), 'SIGKILL')
  await expect
    .poll(() => desk.evaluate(() => (globalThis as unknown as { states: string[] }).states))
    .toEqual(['down', 'up'])
})

test('closing the desk ends the program, with its core and the applicant’s window', async () => {
  await opened.desk()
  const core = corePid(opened.windows.app.process().pid ?? 0)
  const ended = opened.windows.app.waitForEvent('close')
  await opened.windows.app.evaluate(async ({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if ((await window.webContents.executeJavaScript('globalThis.sobo?.window')) === 'desk')
        setTimeout(() => window.close())
  })
  await ended
  expect(() => process.kill(core, 0)).toThrow('ESRCH')
})
