// What Electron costs by itself: two sandboxed windows with an empty page, as many as the desk has.
import { app, BrowserWindow } from 'electron'

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
// No top-level await: 'ready' waits for this file to end.
app.whenReady().then(() => {
  for (const width of [1366, 900]) {
    const window = new BrowserWindow({ width, height: 768, webPreferences: { sandbox: true, contextIsolation: true } })
    void window.loadURL('data:text/html,<!doctype html><title>empty</title><input autofocus>')
  }
})
app.on('window-all-closed', () => app.quit())
