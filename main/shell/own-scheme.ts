import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol, session } from 'electron'
import type { LaunchOptions } from './launch-options.ts'

export const ORIGIN = 'sobo://desk'

/** No remote content, no inline script, no eval; workers (the paper's renderer) come from the package itself. */
const CONTENT_SECURITY_POLICY = [
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
}

/** Must run before 'ready'. */
export function registerOwnScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'sobo',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/** The file a request names inside the folder, or undefined where it leads out of it. */
export function fileOf(url: string, folder: string): string | undefined {
  let asked: URL
  try {
    asked = new URL(url)
  } catch {
    return undefined
  }
  if (asked.protocol !== 'sobo:' || asked.host !== 'desk') return undefined
  let name: string
  try {
    name = decodeURIComponent(asked.pathname)
  } catch {
    return undefined
  }
  if (name.includes('\0') || name.includes('\\')) return undefined
  const file = path.resolve(folder, `.${name === '/' ? '/index.html' : name}`)
  return file.startsWith(folder + path.sep) ? file : undefined
}

export function serveOwnScheme(options: LaunchOptions): void {
  const headers = {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  }
  protocol.handle('sobo', async (request) => {
    const file = fileOf(request.url, path.resolve(options.windowFolder))
    const mediaType = file && MEDIA_TYPES[path.extname(file)]
    if (!file || !mediaType || request.method !== 'GET') return new Response(null, { status: 404, headers })
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers: { ...headers, 'content-type': mediaType } })
    } catch {
      // A file that is not there is an answer, not a fault.
      return new Response(null, { status: 404, headers })
    }
  })
  // Nothing of this program ever asks for another origin; whatever tries is stopped before it leaves.
  session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
    const allowed =
      details.url.startsWith(`${ORIGIN}/`) ||
      details.url.startsWith('blob:sobo://desk') ||
      details.url.startsWith('data:') ||
      details.url.startsWith('devtools:')
    answer({ cancel: !allowed })
  })
}
