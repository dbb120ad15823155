import type { NetworkService } from './gather-services.ts'

/** A printer that announced itself. */
export interface FoundPrinter {
  /** As it calls itself on the network. */
  readonly name: string
  readonly model: string
  /** Where it stands, in the words of whoever set it up. */
  readonly place: string
  readonly address: string
  /** `ipps://` first where it has both. */
  readonly uris: readonly string[]
  /** It says that it prints PDF, on two sides, in colour; what it does not say is false. */
  readonly pdf: boolean
  readonly twoSided: boolean
  readonly colour: boolean
  readonly uuid: string
}

export interface FoundScanner {
  readonly name: string
  readonly place: string
  readonly address: string
  /** For `esclScanner`: `http://192.0.2.7/eSCL/`. */
  readonly url: string
  readonly feeder: boolean
  readonly uuid: string
}

/** Announced, but its address is not in the network it was heard in, or it did not say where it is. */
export interface StrayDevice {
  readonly name: string
  readonly address: string
}

export interface FoundDevices {
  readonly printers: readonly FoundPrinter[]
  readonly scanners: readonly FoundScanner[]
  readonly strays: readonly StrayDevice[]
}

const PRINTER_PORT = 631
/** Of a path: letters that need no escape; no step upwards. */
const RESOURCE = /^(?!.*\.\.)[A-Za-z0-9][\w.~%+-]*(?:\/[\w.~%+-]+)*$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function resourceOf(service: NetworkService, key: string, usual?: string): string | undefined {
  const said = (service.text?.get(key) ?? usual ?? '').replace(/^\/+|\/+$/g, '')
  return said.length <= 120 && RESOURCE.test(said) ? said : undefined
}

const says = (service: NetworkService, key: string) => service.text?.get(key) ?? ''
const yes = (service: NetworkService, key: string) => /^t/i.test(says(service, key))
const uuidOf = (service: NetworkService) => {
  const said = says(service, 'uuid').replace(/^urn:uuid:/i, '')
  return UUID.test(said) ? said.toLowerCase() : ''
}

function printerUri(service: NetworkService, address: string): string | undefined {
  // Bonjour Printing 1.2.1 §9.2.1: `rp` is the path, without its first slash. A printer that does not say it is not guessed at.
  const path = resourceOf(service, 'rp')
  if (path === undefined) return undefined
  const port = service.port === PRINTER_PORT || service.port === undefined ? '' : `:${service.port}`
  return `${service.type === '_ipps' ? 'ipps' : 'ipp'}://${address}${port}/${path}`
}

function printerOf(service: NetworkService, address: string, uri: string): FoundPrinter {
  return {
    name: service.instance,
    model: says(service, 'ty'),
    place: says(service, 'note'),
    address,
    uris: [uri],
    pdf: says(service, 'pdl').toLowerCase().split(',').includes('application/pdf'),
    twoSided: yes(service, 'duplex'),
    colour: yes(service, 'color'),
    uuid: uuidOf(service),
  }
}

function scannerOf(service: NetworkService, address: string): FoundScanner | undefined {
  // Mopria eSCL: `rs` is the root of the resources, and `eSCL` where it is left out.
  const path = resourceOf(service, 'rs', 'eSCL')
  if (path === undefined) return undefined
  const scheme = service.type === '_uscans' ? 'https' : 'http'
  return {
    name: says(service, 'ty') === '' ? service.instance : says(service, 'ty'),
    place: says(service, 'note'),
    address,
    url: `${scheme}://${address}:${service.port}/${path}/`,
    feeder: says(service, 'is').toLowerCase().split(',').includes('adf'),
    uuid: uuidOf(service),
  }
}

/**
 * Printers and scanners out of the services of one network, one entry a device. `holds` says whether an address lies in that network:
 * whoever announces an address elsewhere wants papers sent elsewhere, and is listed as a stray.
 */
export function foundDevices(services: readonly NetworkService[], holds: (address: string) => boolean): FoundDevices {
  const printers = new Map<string, FoundPrinter>()
  const scanners = new Map<string, FoundScanner>()
  const strays = new Map<string, StrayDevice>()
  for (const service of services) {
    if (service.port === undefined || service.text === undefined || service.addresses.length === 0) continue
    const address = service.addresses.find(holds)
    if (address === undefined) {
      strays.set(service.instance, { name: service.instance, address: service.addresses[0] ?? '' })
      continue
    }
    const key = `${service.instance} ${address}`
    if (service.type === '_ipp' || service.type === '_ipps') {
      const uri = printerUri(service, address)
      if (uri === undefined) continue
      const known = printers.get(key) ?? printerOf(service, address, uri)
      // The encrypted way stands first, in whatever order they were heard.
      const uris = [...new Set([...known.uris, uri])].sort((a, b) => b.indexOf(':') - a.indexOf(':'))
      printers.set(key, { ...known, uris })
    } else {
      const scanner = scannerOf(service, address)
      const before = scanners.get(key)
      // Its certificate is its own, and nobody here knows it: the open way is the one that works.
      if (scanner && (!before || before.url.startsWith('https:'))) scanners.set(key, scanner)
    }
  }
  return { printers: [...printers.values()], scanners: [...scanners.values()], strays: [...strays.values()] }
}
