import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { app, dialog, safeStorage, session } from 'electron'
import { NOTICE_CHANNEL } from '../../preload/contract/bridge.ts'
import { type CoreProcess, coreProcess } from './core-process.ts'
import { guardNavigation, guardPermissions, refuseDebugging } from './guard.ts'
import { launchOptions, programVersion } from './launch-options.ts'
import { registerOwnScheme, serveOwnScheme } from './own-scheme.ts'
import { printPaper } from './print-paper.ts'
import { startTroubleOf, startWords } from './start-words.ts'
import { openStoreKey } from './store-key.ts'
import { answerWindows } from './window-bridge.ts'
import { deskWindows } from './windows.ts'

// The Electron main process: windows, navigation guard, keys, the core's life; nothing else. Readable as a list.

const options = launchOptions()
let core: CoreProcess | undefined
try {
  // The windows' own folder lies below the data, which nobody else of this machine may read.
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 })
  app.setPath('userData', path.join(options.dataFolder, 'window'))
} catch (fault) {
  stop(fault)
}
// The sandbox of the operating system for every page; root, who has none, must say --no-sandbox on the command line.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerOwnScheme()
guardNavigation()

if (refuseDebugging(app.isPackaged) || !app.requestSingleInstanceLock()) app.exit(0)
else app.whenReady().then(openDesk).catch(stop)

async function openDesk(): Promise<void> {
  const windows = deskWindows(options.preload, {
    // What the core said before the page was there would be lost: it hears the last word again.
    onLoaded: (kind) => windows.send([kind], NOTICE_CHANNEL, 'core-state', core?.state),
    onClosed: () => app.quit(),
  })
  app.on('second-instance', () => windows.focus())
  guardPermissions((contents) => windows.kindOf(contents) === 'desk')
  serveOwnScheme(options.windowFolder)
  const storeKey = await openStoreKey(options.dataFolder, options.training, safeStorage)
  core = coreProcess(
    {
      node: options.node,
      entry: options.coreEntry,
      compileCache: path.join(options.dataFolder, 'window', 'compile-cache'),
    },
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
      onState: (state) => windows.send(['desk', 'applicant'], NOTICE_CHANNEL, 'core-state', state),
      onNotice: (to, topic, body) => windows.send(to, NOTICE_CHANNEL, topic, body),
      onHandOver: (paper) => printPaper(options.preload, paper),
      onOrder: (order) => (order === 'lock-desk' ? windows.lockDesk() : app.quit()),
    },
  )
  answerWindows(windows, core)
  windows.open()
}

/** Before there is a window there is only a plain box; it says what to do and where the data are: untouched. */
function stop(fault: unknown): void {
  const words = startWords[startTroubleOf(fault)]
  process.stderr.write(`${words}\n${fault instanceof Error ? (fault.stack ?? fault.message) : ''}\n`)
  dialog.showErrorBox('Sổ Bộ', `${words}\n\n${options.dataFolder}`)
  app.exit(2)
}

app.on('window-all-closed', () => app.quit())
let ended = false
app.on('before-quit', (event) => {
  if (ended || !core) return
  event.preventDefault()
  void core.stop().finally(() => {
    ended = true
    session.defaultSession.flushStorageData()
    // Not quit(): the applicant's window cannot be closed, and must not hold the program open.
    app.exit(0)
  })
})
