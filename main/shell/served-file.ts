import path from 'node:path'
import { isOwnPage } from './own-page.ts'

/** Scripts that run WebAssembly: the thread that looks for a face, and nothing else. */
const COMPILES_WEBASSEMBLY = /\/assets\/face-worker-[\w-]+\.js$/

/** No remote content, no inline script, no eval; workers (the paper's renderer) come from the package itself. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/**
 * The policy a file is served with. A worker lives under the policy of its own script: compiling WebAssembly is allowed to one worker
 * and stays refused to every page.
 */
export function policyOf(file: string): string {
  if (!COMPILES_WEBASSEMBLY.test(file.replaceAll('\\', '/'))) return CONTENT_SECURITY_POLICY
  return CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
}

/** What is served at all; a file of another kind is not there. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  // Weights of the models.
  '.bin': 'application/octet-stream',
}

export interface ServedFile {
  readonly file: string
  readonly mediaType: string
}

/** The file a request names inside the folder (absolute); undefined where it leads out of it or is of no kind we serve. */
export function findServedFile(url: string, folder: string): ServedFile | undefined {
  if (!isOwnPage(url)) return undefined
  let name: string
  try {
    name = decodeURIComponent(new URL(url).pathname)
  } catch {
    return undefined
  }
  // Windows reads a backslash as a separator and a colon as a drive or a stream.
  if (/[\0\\:]/.test(name)) return undefined
  const file = path.resolve(folder, `.${name === '/' ? '/index.html' : name}`)
  const mediaType = MEDIA_TYPES[path.extname(file)]
  return mediaType && file.startsWith(folder + path.sep) ? { file, mediaType } : undefined
}
