import { Menu } from 'electron'

/**
 * Electron's default menu brings reload, close and the developer tools; ours is never shown and carries nothing but the edit
 * and zoom keys.
 */
export function keepOnlyEditKeys(): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: 'Sửa',
        submenu: [
          { role: 'undo' },
          { role: 'redo' },
          { role: 'cut' },
          { role: 'copy' },
          { role: 'paste' },
          { role: 'selectAll' },
        ],
      },
      { label: 'Xem', submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }] },
    ]),
  )
}
