import { app, BrowserWindow } from 'electron'
import type { WindowKind } from '../../preload/contract/define-contract.ts'
import { ORIGIN } from './own-page.ts'

/** Title and colour until the page paints; the page's own title says the rest. */
const BEFORE_THE_PAGE = { title: 'Sổ Bộ', backgroundColor: '#f6f7f9' } as const

/** One sandboxed window that can show our own page and nothing else; not yet visible. */
export function newWindow(kind: WindowKind, preload: string, place: Electron.Rectangle): BrowserWindow {
  const window = new BrowserWindow({
    ...BEFORE_THE_PAGE,
    ...place,
    minWidth: kind === 'desk' ? 1024 : 640,
    minHeight: kind === 'desk' ? 640 : 480,
    show: false,
    // The applicant's window belongs to the desk: it comes and goes with it, never by its own cross.
    closable: kind === 'desk',
    webPreferences: {
      preload,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      disableBlinkFeatures: 'Auxclick',
      additionalArguments: [`--sobo-window=${kind}`],
    },
  })
  // Hidden, not only folded away: Alt belongs to the desk's own keys.
  window.setMenuBarVisibility(false)
  void window.loadURL(`${ORIGIN}/index.html`)
  return window
}
