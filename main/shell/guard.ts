import { app, session, type WebContents } from 'electron'
import { ORIGIN } from './own-scheme.ts'

/** True for our own pages only: exact scheme and host, not a prefix. */
export function isOwnPage(url: string): boolean {
  try {
    const parsed = new URL(url)
    return parsed.protocol === 'sobo:' && parsed.host === 'desk'
  } catch {
    return false
  }
}

/**
 * Everything a page may ask of Electron is answered no, but for one thing: the desk's own page may open the camera, picture
 * only, because a portrait has to be taken.
 */
export function guardPermissions(isDesk: (contents: WebContents | null) => boolean): void {
  const { defaultSession } = session
  const isCamera = (contents: WebContents | null, permission: string, origin: string, wantsSound: boolean) =>
    permission === 'media' && !wantsSound && origin === `${ORIGIN}/` && isDesk(contents)
  defaultSession.setPermissionRequestHandler((contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    answer(
      isCamera(
        contents,
        permission,
        details.requestingUrl.replace(/^(sobo:\/\/desk\/).*$/, '$1'),
        kinds.includes('audio'),
      ),
    )
  })
  defaultSession.setPermissionCheckHandler((contents, permission, origin, details) =>
    isCamera(contents, permission, origin.endsWith('/') ? origin : `${origin}/`, details.mediaType === 'audio'),
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

/** A release refuses to be inspected; the switches are Chromium's own and would open every page. */
export function refuseDebugging(isPackaged: boolean): boolean {
  if (!isPackaged) return false
  return ['inspect', 'inspect-brk', 'remote-debugging-port', 'remote-debugging-pipe', 'js-flags'].some((name) =>
    app.commandLine.hasSwitch(name),
  )
}
