import { existsSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..', '..')

/** The Electron that set-up found: the official one where it could be downloaded, else the test runtime. */
export function getElectron(): string {
  const candidates = [
    process.env.SOBO_ELECTRON,
    path.join(ROOT, 'node_modules', 'electron', 'dist', 'electron'),
    path.join(ROOT, '.runtime', 'electron', 'electron'),
  ]
  const found = candidates.find((one) => one !== undefined && existsSync(one))
  if (found === undefined) throw new Error('no Electron here yet: run npm test or npm start once, they fetch it')
  return found
}
