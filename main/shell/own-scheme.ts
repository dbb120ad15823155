import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol, session } from 'electron'
import { isOwnContent } from './own-page.ts'
import { CONTENT_SECURITY_POLICY, findServedFile, policyOf } from './served-file.ts'

/** Must run before 'ready'. */
export function registerOwnScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'sobo',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/** Serves the windows' folder as `sobo://desk/…` and stops every request that leads elsewhere. */
export function serveOwnScheme(windowFolder: string): void {
  const folder = path.resolve(windowFolder)
  const headers = {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  }
  protocol.handle('sobo', async (request) => {
    const served = findServedFile(request.url, folder)
    if (!served || request.method !== 'GET') return new Response(null, { status: 404, headers })
    try {
      const content = new Uint8Array(await readFile(served.file))
      return new Response(content, {
        headers: { ...headers, 'content-security-policy': policyOf(served.file), 'content-type': served.mediaType },
      })
    } catch {
      // A file that is not there is an answer, not a fault.
      return new Response(null, { status: 404, headers })
    }
  })
  // Nothing of this program ever asks for another origin; whatever tries is stopped before it leaves.
  session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwnContent(details.url) && !details.url.startsWith('devtools:') })
  })
}
