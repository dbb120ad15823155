import { BrowserWindow, Menu, screen, type WebContents } from 'electron'
import type { WindowKind } from '../../preload/contract/define-contract.ts'
import { ORIGIN } from './own-scheme.ts'

const WIDTH = 1366
const HEIGHT = 768

export interface DeskWindows {
  open(): void
  /** Locking destroys the desk's page and everything in its memory; a new one begins at the sign-in. */
  lockDesk(): void
  focus(): void
  kindOf(contents: WebContents | null): WindowKind | undefined
  send(windows: readonly WindowKind[], channel: string, ...words: unknown[]): void
}

function newWindow(kind: WindowKind, preload: string, place: Electron.Rectangle | undefined): BrowserWindow {
  const window = new BrowserWindow({
    ...(place ?? { width: WIDTH, height: HEIGHT }),
    minWidth: 800,
    minHeight: 500,
    show: false,
    title: 'Sổ Bộ',
    backgroundColor: '#f6f7f9',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      disableBlinkFeatures: 'Auxclick',
      additionalArguments: [`--sobo-window=${kind}`],
    },
  })
  window.once('ready-to-show', () => (kind === 'applicant' ? window.showInactive() : window.show()))
  return window
}

/** Zoom and the edit keys stay; reload, close and the developer tools of Electron's default menu are gone. */
function keepOnlyEditKeys(): void {
  const edit: Electron.MenuItemConstructorOptions[] = [
    { role: 'undo' },
    { role: 'redo' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ]
  const view: Electron.MenuItemConstructorOptions[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: 'Sửa', submenu: edit },
      { label: 'Xem', submenu: view },
    ]),
  )
}

export function deskWindows(preload: string, onClosed: () => void): DeskWindows {
  let desk: BrowserWindow | undefined
  let applicant: BrowserWindow | undefined
  let locking = false
  keepOnlyEditKeys()

  function openDesk(): void {
    desk = newWindow('desk', preload, desk && !desk.isDestroyed() ? desk.getBounds() : undefined)
    desk.on('closed', () => {
      if (!locking) onClosed()
    })
    void desk.loadURL(`${ORIGIN}/index.html`)
  }

  function openApplicant(): void {
    const primary = screen.getPrimaryDisplay()
    const second = screen.getAllDisplays().find((display) => display.id !== primary.id)
    applicant = newWindow('applicant', preload, second?.bounds)
    if (second) applicant.setFullScreen(true)
    void applicant.loadURL(`${ORIGIN}/index.html`)
  }

  return {
    open() {
      openDesk()
      openApplicant()
    },
    lockDesk() {
      const old = desk
      locking = true
      openDesk()
      old?.destroy()
      locking = false
    },
    focus() {
      if (desk?.isMinimized()) desk.restore()
      desk?.focus()
    },
    kindOf(contents) {
      if (contents && contents === desk?.webContents) return 'desk'
      if (contents && applicant && !applicant.isDestroyed() && contents === applicant.webContents) return 'applicant'
      return undefined
    },
    send(windows, channel, ...words) {
      const targets = { desk, applicant }
      for (const kind of windows) {
        const window = targets[kind]
        if (window && !window.isDestroyed()) window.webContents.send(channel, ...words)
      }
    },
  }
}
