import { expect, test } from 'vitest'
import { filesOfTheHouse, isCode, read } from './source-files.ts'

/** The official checklist of Electron, as far as it can be read in the source; the rest is tried in a running window. */
const shell = filesOfTheHouse().filter((file) => isCode(file) && /^(main\/shell|preload)\//.test(file))
const text = shell.map(read).join('\n')
const windows = read('main/shell/windows.ts')
const guard = read('main/shell/guard.ts')
const scheme = read('main/shell/own-scheme.ts')

test('1 and 18: only our own scheme is loaded, never http or file', () => {
  expect([...text.matchAll(/loadURL\(([^)]*)\)/g)].map((match) => match[1])).toEqual([
    '`${ORIGIN}/index.html`',
    '`${ORIGIN}/index.html`',
  ])
  expect(text).not.toMatch(/loadFile\(|['"`](https?|file):\/\//)
})

test('2, 3, 4, 6: no Node in pages, isolated, sandboxed, web security on', () => {
  for (const setting of [
    'nodeIntegration: false',
    'nodeIntegrationInWorker: false',
    'nodeIntegrationInSubFrames: false',
    'contextIsolation: true',
    'sandbox: true',
    'webSecurity: true',
  ]) {
    expect(windows).toContain(setting)
  }
  expect(text.match(/new BrowserWindow\(/g)).toHaveLength(1)
  expect(read('main/shell/shell.ts')).toContain('app.enableSandbox()')
})

test('5: every permission handler is set', () => {
  for (const handler of ['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler'])
    expect(guard).toContain(handler)
})

test('7: the content policy allows nothing by default, no inline script, no eval', () => {
  expect(scheme).toContain("default-src 'none'")
  expect(scheme).not.toMatch(/unsafe-inline|unsafe-eval/)
})

test('8 to 11: none of the loosening settings is used', () => {
  expect(text).not.toMatch(/allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|allowpopups|<webview/)
})

test('12 to 15: webviews, navigation, new windows and external links are refused', () => {
  for (const event of [
    'will-attach-webview',
    'will-navigate',
    'will-redirect',
    'will-frame-navigate',
    'setWindowOpenHandler',
  ])
    expect(guard).toContain(event)
  expect(text).not.toMatch(/openExternal|shell\.openPath/)
})

test('16: the declared Electron is a supported line', () => {
  const about = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
  expect(Number(about.devDependencies.electron?.split('.')[0])).toBeGreaterThanOrEqual(45)
})

test('17 and 20: one IPC handler that checks the sender; the page gets two functions and no event object', () => {
  expect(text.match(/ipcMain\.(handle|on)\(/g)).toHaveLength(1)
  expect(read('main/shell/window-bridge.ts')).toContain('event.sender.mainFrame')
  expect(text.match(/exposeInMainWorld\(/g)).toHaveLength(1)
})

test('19: a release burns the fuses', () => {
  const builder = read('electron-builder.yml')
  for (const fuse of [
    'runAsNode: false',
    'enableNodeOptionsEnvironmentVariable: false',
    'enableNodeCliInspectArguments: false',
    'onlyLoadAppFromAsar: true',
    'enableCookieEncryption: true',
    'grantFileProtocolExtraPrivileges: false',
  ]) {
    expect(builder).toContain(fuse)
  }
})
