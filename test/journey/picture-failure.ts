import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { onTestFailed } from 'vitest'
import type { LaunchedDesk } from '../../tools/desk/launch-desk.ts'

const FOLDER = path.resolve(import.meta.dirname, '..', '..', '.runtime', 'failed-journeys')

/** When this test fails, each window is pictured as it stood: `.runtime/failed-journeys/<name>-<n>.png`. */
export function pictureFailure(opened: () => LaunchedDesk, name: string): void {
  onTestFailed(async () => {
    mkdirSync(FOLDER, { recursive: true })
    for (const [i, page] of opened().windows.app.windows().entries()) {
      // A window that is gone has no picture; the failure itself is told all the same.
      await page.screenshot({ path: path.join(FOLDER, `${name}-${i + 1}.png`) }).catch(() => undefined)
    }
  })
}
