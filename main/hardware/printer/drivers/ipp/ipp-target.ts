import { existsSync } from 'node:fs'

/** Where cupsd of Debian listens. */
const CUPS_SOCKET = '/run/cups/cups.sock'
const IPP_PORT = 631

/** Where one printer is reached, and by which name it knows itself. */
export interface IppTarget {
  /** `printer-uri` of every request. */
  readonly printerUri: string
  readonly path: string
  readonly tls: boolean
  readonly place: { readonly socket: string } | { readonly host: string; readonly port: number }
  /** PEM of the authority that signs an ipps printer's certificate; without it the system's own list counts. */
  readonly authority?: string
  /** SHA-256 of the one certificate that is believed, 64 hexadecimal digits: a printer's own, which no authority has signed. */
  readonly pin?: string
}

/** As `station.json` names a printer: by its address, or as a queue of this machine's CUPS. */
export type IppAddress =
  | { readonly uri: string; readonly authority?: string; readonly pin?: string }
  | { readonly queue: string; readonly socket?: string | undefined; readonly port?: number | undefined }

/**
 * `ipp://host[:port]/path` and `ipps://…` (RFC 3510, RFC 7472), or a CUPS queue over its socket, else over port 631.
 * Throws `RangeError` for an address that is neither.
 */
export function ippTarget(address: IppAddress): IppTarget {
  if ('queue' in address) {
    if (!/^[\w.-]{1,127}$/.test(address.queue))
      throw new RangeError('a CUPS queue has a name of letters, digits, _ . -')
    const path = `/printers/${address.queue}`
    const socket = address.socket ?? (address.port === undefined && existsSync(CUPS_SOCKET) ? CUPS_SOCKET : undefined)
    return {
      printerUri: `ipp://localhost${path}`,
      path,
      tls: false,
      place: socket === undefined ? { host: 'localhost', port: address.port ?? IPP_PORT } : { socket },
    }
  }
  const url = URL.canParse(address.uri) ? new URL(address.uri) : undefined
  if (!url || !['ipp:', 'ipps:'].includes(url.protocol) || url.hostname === '')
    throw new RangeError('a printer is named as ipp://host/path or ipps://host/path')
  return {
    printerUri: address.uri,
    path: `${url.pathname === '' ? '/' : url.pathname}${url.search}`,
    tls: url.protocol === 'ipps:',
    // A literal IPv6 address stands in brackets in an address, but not at the socket.
    place: {
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port === '' ? IPP_PORT : Number(url.port),
    },
    ...(address.authority === undefined ? {} : { authority: address.authority }),
    ...(address.pin === undefined ? {} : { pin: address.pin }),
  }
}
