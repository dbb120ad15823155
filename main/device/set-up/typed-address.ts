import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { isNearAddress, ownNetworks } from '../../hardware/index.ts'

/** `host`, `host:port`, `[v6]:port`: what stands on the sticker of a printer. */
const BARE = /^(?:[\p{L}\p{N}][\p{L}\p{N}.-]*|\[[0-9a-f:]+\])(?::\d{1,5})?$/iu

function read(text: string, schemes: readonly string[], whole: (host: string) => string): URL | undefined {
  const typed = text.trim()
  const url = URL.parse(BARE.test(typed) ? whole(typed) : typed)
  if (!url || !schemes.includes(url.protocol) || url.hostname === '') return undefined
  // A name or password in an address would be kept and shown; nothing here asks for either.
  return url.username === '' && url.password === '' && url.hash === '' ? url : undefined
}

/** A printer's address as a person types it: `192.0.2.7`, `may-in.local`, `ipp://…`, `ipps://…`. Without a path the usual one of IPP Everywhere (PWG 5100.14) is meant. */
export function readPrinterAddress(text: string): URL | undefined {
  const url = read(text, ['ipp:', 'ipps:'], (host) => `ipp://${host}/ipp/print`)
  if (url && (url.pathname === '' || url.pathname === '/')) url.pathname = '/ipp/print'
  return url
}

/** A scanner's: `192.0.2.7`, or the whole root of its eSCL resources. */
export function readScannerAddress(text: string): URL | undefined {
  const url = read(text, ['http:', 'https:'], (host) => `http://${host}/eSCL/`)
  if (url && url.pathname === '/') url.pathname = '/eSCL/'
  return url
}

/**
 * Whether the address leads into this office: private, or in one of this computer's own networks. A name counts by every address it
 * stands for. `unknown`: the name stands for none.
 */
export async function whereIs(url: URL): Promise<'near' | 'far' | 'unknown'> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const networks = ownNetworks(networkInterfaces(), false)
  if (isIP(host) !== 0) return isNearAddress(host, networks) ? 'near' : 'far'
  try {
    const found = await lookup(host, { all: true })
    return found.every(({ address }) => isNearAddress(address, networks)) ? 'near' : 'far'
  } catch {
    // Whatever the resolver says: there is no address to reach.
    return 'unknown'
  }
}
