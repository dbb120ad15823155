import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { copyFaceFiles } from './face-files.mjs'
import { at, root } from './set-up/places.mjs'

const quiet = { configFile: false, root, logLevel: 'warn', clearScreen: false }

/** One file for a process that cannot load our modules one by one: Electron's own Node and the sandboxed preload. */
function bundle(entry, outDir, fileName, format, target) {
  return build({
    ...quiet,
    build: {
      outDir: at('dist', outDir),
      emptyOutDir: true,
      target,
      minify: false,
      ssr: at(entry),
      rolldownOptions: { external: ['electron'], output: { format, entryFileNames: fileName } },
    },
    ssr: { noExternal: true, external: ['electron'] },
  })
}

await bundle('main/shell/shell.ts', 'shell', 'shell.js', 'es', 'node20')
await bundle('preload/preload.ts', 'preload', 'preload.cjs', 'cjs', 'node20')
await build({
  ...quiet,
  root: at('renderer'),
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: at('dist', 'renderer'),
    emptyOutDir: true,
    // The test runtime is Chromium 130; the shipped one is newer.
    target: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
})
copyFaceFiles(at('dist', 'renderer'))
