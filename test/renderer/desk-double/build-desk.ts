import path from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Plugin } from 'vite'
import { copyFaceFiles } from '../../../tools/face-files.mjs'

const root = path.resolve(import.meta.dirname, '../../..')

/** Screens that are not in the tree: a page that says so, for the time they are being written. */
function missingScreens(): Plugin {
  return {
    name: 'missing-screens',
    enforce: 'pre',
    resolveId(source, importer) {
      const byRoute = importer !== undefined && /app\/(application-route|second-screen)\.tsx$/.test(importer)
      return byRoute && /identity-card\/application|\.\.\/applicant/.test(source) ? '\0missing' : undefined
    },
    load(id) {
      if (id !== '\0missing') return undefined
      return 'export const ApplicationScreen = () => null; export const ApplicantWindow = () => null;'
    },
  }
}

/** Builds the window as the product does, into a folder of its own. */
export async function buildDesk(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: path.join(root, 'renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [...(process.env.WITHOUT_APPLICATION === '1' ? [missingScreens()] : []), react()],
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'chrome130', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  })
  copyFaceFiles(outDir)
}
