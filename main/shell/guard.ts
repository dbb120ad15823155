import { app, session, type WebContents } from 'electron'
import { isOwnPage } from './own-page.ts'

/** Switches of Chromium and Node that would open every page, or take its walls down. */
const FORBIDDEN_IN_A_RELEASE = [
  'inspect',
  'inspect-brk',
  'inspect-port',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'js-flags',
  'no-sandbox',
  'disable-web-security',
  'load-extension',
] as const

/**
 * Everything a page may ask of Electron is answered no, but for two things of the desk's own page: the camera, picture only,
 * because a portrait has to be taken; and writing plain text to the clipboard, for the report to the technician.
 */
export function guardPermissions(isDesk: (contents: WebContents | null) => boolean): void {
  const { defaultSession } = session
  const mayDesk = (contents: WebContents | null, page: string, permission: string, wantsSound: boolean) =>
    isDesk(contents) &&
    isOwnPage(page) &&
    (permission === 'clipboard-sanitized-write' || (permission === 'media' && !wantsSound))
  defaultSession.setPermissionRequestHandler((contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    answer(details.isMainFrame && mayDesk(contents, details.requestingUrl, permission, kinds.includes('audio')))
  })
  defaultSession.setPermissionCheckHandler((contents, permission, origin, details) =>
    mayDesk(contents, origin, permission, details.mediaType === 'audio'),
  )
  defaultSession.setDevicePermissionHandler(() => false)
}

/** No page leads anywhere: no navigation, no new window, no webview. */
export function guardNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    const stop = (event: { preventDefault(): void }, url: string) => {
      if (!isOwnPage(url)) event.preventDefault()
    }
    contents.on('will-navigate', (event) => stop(event, event.url))
    contents.on('will-redirect', (event) => stop(event, event.url))
    contents.on('will-frame-navigate', (event) => stop(event, event.url))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** A release refuses to be inspected or to run without its walls. */
export function refuseDebugging(isPackaged: boolean): boolean {
  return isPackaged && FORBIDDEN_IN_A_RELEASE.some((name) => app.commandLine.hasSwitch(name))
}
