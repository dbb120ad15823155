import { copyFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { at } from './set-up/places.mjs'

/**
 * What the portrait's checks read when a camera is first shown: three models of faces and the program that runs them. The package's other
 * models (hands, bodies, age, identity) are not wanted here and stay behind.
 */
const FACE_FILES = [
  ...['blazeface', 'facemesh', 'iris'].flatMap((model) =>
    ['json', 'bin'].map((kind) => `@vladmandic/human/models/${model}.${kind}`),
  ),
  // Every Chromium we run in has SIMD; threads would need pages isolated across origins.
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
]

/** Copies them to `face/` beside the window's page. */
export function copyFaceFiles(windowFolder) {
  const folder = path.join(windowFolder, 'face')
  mkdirSync(folder, { recursive: true })
  for (const file of FACE_FILES)
    copyFileSync(at('node_modules', ...file.split('/')), path.join(folder, path.basename(file)))
}
