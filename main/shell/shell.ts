import { app, dialog } from 'electron'
import { NOTICE_CHANNEL } from '../../preload/contract/bridge.ts'
import { type CoreProcess, coreProcess } from './core-process.ts'
import { guardNavigation, guardPermissions, refuseDebugging } from './guard.ts'
import { keyWords } from './key-words.ts'
import { launchOptions, programVersion } from './launch-options.ts'
import { registerOwnScheme, serveOwnScheme } from './own-scheme.ts'
import { openStoreKey, StoreKeyUnusable } from './store-key.ts'
import { answerWindows } from './window-bridge.ts'
import { deskWindows } from './windows.ts'

// The Electron main process: windows, navigation guard, keys, the core's life; nothing else. Readable as a list.

const options = launchOptions()
app.setPath('userData', `${options.dataFolder}/window`)
// The sandbox of the operating system for every page; root, who has none, must say --no-sandbox on the command line.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerOwnScheme()
guardNavigation()
let core: CoreProcess | undefined

if (refuseDebugging(app.isPackaged) || !app.requestSingleInstanceLock()) app.exit(0)
else void app.whenReady().then(openDesk)

async function openDesk(): Promise<void> {
  const windows = deskWindows(options.preload, () => app.quit())
  app.on('second-instance', () => windows.focus())
  guardPermissions((contents) => windows.kindOf(contents) === 'desk')
  serveOwnScheme(options)
  const storeKey = await openStoreKey(options.dataFolder, options.training).catch(explain)
  if (!storeKey) return app.exit(2)
  core = coreProcess(
    options.node,
    options.coreEntry,
    {
      kind: 'start',
      dataFolder: options.dataFolder,
      training: options.training,
      legalDay: options.legalDay,
      storeKey: storeKey.key,
      newKey: storeKey.isNew,
      version: programVersion(),
    },
    {
      onState: (state, code) =>
        windows.send(['desk', 'applicant'], NOTICE_CHANNEL, 'core-state', { state, code: code ?? null }),
      onNotice: (to, topic, body) => windows.send(to, NOTICE_CHANNEL, topic, body),
      onOrder: (order) => (order === 'lock-desk' ? windows.lockDesk() : app.quit()),
    },
  )
  answerWindows(windows, core)
  windows.open()
}

/** Before there is a window there is only a plain box; it says what to do and where the data are: untouched. */
function explain(fault: unknown): undefined {
  if (!(fault instanceof StoreKeyUnusable)) throw fault
  dialog.showErrorBox('Sổ Bộ', keyWords[fault.trouble])
  return undefined
}

app.on('window-all-closed', () => app.quit())
let ended = false
app.on('before-quit', (event) => {
  if (ended || !core) return
  event.preventDefault()
  void core.stop().finally(() => {
    ended = true
    app.quit()
  })
})
