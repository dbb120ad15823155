import { type BrowserWindow, powerMonitor, screen, type WebContents } from 'electron'
import type { WindowKind as AnyWindow } from '../../preload/contract/define-contract.ts'
import { keepOnlyEditKeys } from './edit-menu.ts'
import { newWindow } from './new-window.ts'
import { restartWait } from './restart-wait.ts'

/** The windows people sit at. */
type WindowKind = Exclude<AnyWindow, 'paper'>

/** The applicant's window on a machine with one screen: beside the desk's corner, behind it. */
const APPLICANT_SIZE = { width: 900, height: 640 }

export interface DeskWindows {
  open(): void
  /** Locking destroys the desk's page and everything in its memory; a new one begins at the sign-in. */
  lockDesk(): void
  focus(): void
  kindOf(contents: WebContents | null): WindowKind | undefined
  send(windows: readonly AnyWindow[], channel: string, ...words: unknown[]): void
}

export interface WindowListeners {
  /** A page has been loaded: it has heard nothing yet. */
  readonly onLoaded: (kind: WindowKind) => void
  /** The clerk has closed the desk. */
  readonly onClosed: () => void
}

function secondScreen(): Electron.Display | undefined {
  const primary = screen.getPrimaryDisplay()
  return screen.getAllDisplays().find((display) => display.id !== primary.id)
}

export function deskWindows(preload: string, listeners: WindowListeners): DeskWindows {
  const windows: { desk?: BrowserWindow; applicant?: BrowserWindow } = {}
  const wait = { desk: restartWait(), applicant: restartWait() }
  keepOnlyEditKeys()

  /** A page whose process died is replaced by a new one; drafts lie in the core. */
  function replaceWhenItDies(kind: WindowKind, window: BrowserWindow): void {
    const startedAt = Date.now()
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return
      process.stderr.write(`the ${kind} window's page ended: ${reason}\n`)
      setTimeout(
        () => {
          if (windows[kind] === window) replace(kind)
        },
        wait[kind].after(Date.now() - startedAt),
      )
    })
  }

  function openWindow(kind: WindowKind, place: Electron.Rectangle): BrowserWindow {
    const window = newWindow(kind, preload, place)
    windows[kind] = window
    window.webContents.on('did-finish-load', () => listeners.onLoaded(kind))
    replaceWhenItDies(kind, window)
    return window
  }

  function openDesk(): void {
    const desk = openWindow('desk', screen.getPrimaryDisplay().workArea)
    desk.once('ready-to-show', () => {
      desk.maximize()
      desk.show()
    })
    desk.on('closed', () => {
      if (windows.desk === desk) listeners.onClosed()
    })
  }

  function openApplicant(): void {
    const { workArea } = screen.getPrimaryDisplay()
    const applicant = openWindow('applicant', {
      ...APPLICANT_SIZE,
      x: workArea.x + Math.max(0, workArea.width - APPLICANT_SIZE.width),
      y: workArea.y + Math.max(0, workArea.height - APPLICANT_SIZE.height),
    })
    // Not every system hides the cross: the window comes and goes with the desk alone.
    applicant.on('close', (event) => event.preventDefault())
    applicant.once('ready-to-show', () => {
      applicant.showInactive()
      placeApplicant()
    })
  }

  /** To the second screen whenever there is one; on a single screen the desk stays in front. */
  function placeApplicant(): void {
    const applicant = windows.applicant
    if (!applicant || applicant.isDestroyed()) return
    const second = secondScreen()
    applicant.setFullScreen(false)
    if (second) {
      applicant.setBounds(second.bounds)
      applicant.setFullScreen(true)
    } else windows.desk?.moveTop()
  }

  /** The new window stands before the old one goes: the program does not end in between. */
  function replace(kind: WindowKind): void {
    const old = windows[kind]
    if (kind === 'desk') openDesk()
    else openApplicant()
    old?.destroy()
  }

  return {
    open() {
      openApplicant()
      openDesk()
      screen.on('display-added', placeApplicant)
      screen.on('display-removed', placeApplicant)
      // A locked PC leaves the applicant's screen lit: nothing may stay on it.
      powerMonitor.on('lock-screen', () => windows.applicant?.hide())
      powerMonitor.on('unlock-screen', () => windows.applicant?.showInactive())
    },
    lockDesk: () => replace('desk'),
    focus() {
      const { desk } = windows
      if (desk?.isMinimized()) desk.restore()
      desk?.focus()
    },
    kindOf(contents) {
      if (!contents) return undefined
      for (const kind of ['desk', 'applicant'] as const) {
        const window = windows[kind]
        if (window && !window.isDestroyed() && window.webContents === contents) return kind
      }
      return undefined
    },
    send(kinds, channel, ...words) {
      for (const kind of kinds) {
        const window = kind === 'paper' ? undefined : windows[kind]
        if (window && !window.isDestroyed()) window.webContents.send(channel, ...words)
      }
    },
  }
}
