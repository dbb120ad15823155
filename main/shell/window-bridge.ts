import { ipcMain } from 'electron'
import { ASK_CHANNEL } from '../../preload/contract/bridge.ts'
import type { CoreProcess } from './core-process.ts'
import { isOwnPage } from './own-page.ts'
import type { DeskWindows } from './windows.ts'

/**
 * The one IPC handler: the sender must be the main frame of one of our two windows showing our own page. The shell stamps the
 * kind of window; what a page says of itself is not believed.
 */
export function answerWindows(windows: DeskWindows, core: CoreProcess): void {
  ipcMain.handle(ASK_CHANNEL, async (event, name: unknown, request: unknown) => {
    const kind = windows.kindOf(event.sender)
    const frame = event.senderFrame
    if (!kind || !frame || frame !== event.sender.mainFrame || !isOwnPage(frame.url))
      return { ok: false, failure: 'wrong-window' }
    if (typeof name !== 'string') return { ok: false, failure: 'wrong-shape' }
    return core.ask(kind, name, request)
  })
}
