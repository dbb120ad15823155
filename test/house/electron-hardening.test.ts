import { expect, test } from 'vitest'
import { filesOfTheHouse, isCode, read } from './source-files.ts'

/** The official checklist of Electron, as far as it can be read in the source; `hardening.journey.ts` tries the rest in a window. */
const shell = filesOfTheHouse().filter((file) => isCode(file) && /^(main\/shell|preload)\//.test(file))
const text = withoutComments(shell.map(read).join('\n'))
const windows = filesOfTheHouse()
  .filter((file) => isCode(file) && /^(main|preload|renderer)\//.test(file))
  .map((file) => withoutComments(read(file)))
  .join('\n')

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1')
}

/** Settings that loosen a page; each pattern is its own proof below. */
const LOOSENINGS: readonly (readonly [string, RegExp])[] = [
  ['1 remote content', /loadURL\(\s*['"`](https?|ftp|data):/],
  ['2 Node in pages', /nodeIntegration\w*:\s*true/],
  ['3 no isolation', /contextIsolation:\s*false/],
  ['4 no sandbox', /sandbox:\s*false/],
  ['6 no web security', /webSecurity:\s*false/],
  ['7 loose content policy', /'unsafe-(inline|eval|hashes)'/],
  ['8 insecure content', /allowRunningInsecureContent/],
  ['9 experimental features', /experimentalFeatures/],
  ['10 blink features', /enableBlinkFeatures/],
  ['11 popups', /allowpopups|<webview|webviewTag:\s*true/],
  ['15 external programs', /openExternal|shell\.openPath|showItemInFolder/],
  ['18 file scheme', /loadFile\(|['"`]file:\/\//],
  ['20 the whole of IPC handed over', /exposeInMainWorld\([^)]*ipcRenderer/],
  ['a remote module', /@electron\/remote|enableRemoteModule/],
  ['plain-text key store', /setUsePlainTextEncryption/],
]

const loosened = (source: string) => LOOSENINGS.filter(([, pattern]) => pattern.test(source)).map(([name]) => name)

test('nothing in the shell, the preload or a window loosens a page', () => {
  expect(loosened(windows)).toEqual([])
})

test('the rules find what they are there for', () => {
  const planted = [
    "window.loadURL('https://example.invalid')",
    'webPreferences: { nodeIntegrationInWorker: true }',
    'contextIsolation: false',
    'sandbox: false',
    'webSecurity: false',
    "script-src 'self' 'unsafe-eval'",
    'allowRunningInsecureContent: true',
    'experimentalFeatures: true',
    "enableBlinkFeatures: 'X'",
    'webviewTag: true',
    'shell.openExternal(url)',
    "window.loadFile('index.html')",
    "contextBridge.exposeInMainWorld('ipc', ipcRenderer)",
    "import remote from '@electron/remote'",
    'safeStorage.setUsePlainTextEncryption(true)',
  ]
  expect(planted.map((line) => loosened(line))).toEqual(LOOSENINGS.map(([name]) => [name]))
})

test('1, 18: one place loads a page, and it is our own', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the source text itself is looked for.
  expect([...text.matchAll(/loadURL\(([^)]*)\)/g)].map((match) => match[1])).toEqual(['`${ORIGIN}/index.html`'])
})

test('2, 3, 4, 6, 12: the one window that is made says no to everything it can', () => {
  expect(text.match(/new (BrowserWindow|BrowserView|WebContentsView)\(/g)).toHaveLength(1)
  for (const setting of [
    'nodeIntegration: false',
    'nodeIntegrationInWorker: false',
    'nodeIntegrationInSubFrames: false',
    'contextIsolation: true',
    'sandbox: true',
    'webSecurity: true',
    'webviewTag: false',
    'devTools: !app.isPackaged',
  ]) {
    expect(text).toContain(setting)
  }
  expect(text).toContain('app.enableSandbox()')
})

test('5: every permission handler is set', () => {
  for (const handler of ['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler'])
    expect(text.split(handler)).toHaveLength(2)
})

test('12 to 14: webviews, navigation and new windows are stopped for every page there is', () => {
  expect(text).toContain("app.on('web-contents-created'")
  for (const event of ['will-attach-webview', 'will-navigate', 'will-redirect', 'will-frame-navigate'])
    expect(text).toContain(`contents.on('${event}'`)
  expect(text).toContain("setWindowOpenHandler(() => ({ action: 'deny' }))")
})

test('16: the declared Electron is a supported line', () => {
  const about = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
  expect(Number(about.devDependencies.electron?.split('.')[0])).toBeGreaterThanOrEqual(45)
})

test('17, 20: one IPC handler, which checks its sender, and one object in the page', () => {
  expect(text.match(/ipcMain\.\w+\(/g)).toEqual(['ipcMain.handle('])
  expect(read('main/shell/window-bridge.ts')).toContain('event.sender.mainFrame')
  expect(text.match(/exposeInMainWorld\(/g)).toHaveLength(1)
  expect(text.match(/ipcRenderer\.\w+\(/g)?.sort()).toEqual([
    'ipcRenderer.invoke(',
    'ipcRenderer.off(',
    'ipcRenderer.on(',
  ])
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
