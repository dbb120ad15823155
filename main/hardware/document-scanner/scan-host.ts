import * as z from 'zod/mini'
import { serveHost } from '../host/index.ts'
import { type ScanDriver, ScanRequest } from './document-scanner.ts'
import { esclScanner } from './drivers/escl/escl-scanner.ts'
import { saneScanner } from './drivers/sane/sane-scanner.ts'
import { splitPages } from './split-pages.ts'

// The process that speaks with document scanners and handles their pictures.

const Place = z.object({ driver: z.enum(['escl', 'sane']), address: z.string() })
const drivers = new Map<string, ScanDriver>()

function driverOf({ driver, address }: z.infer<typeof Place>): ScanDriver {
  const key = `${driver}:${address}`
  const known = drivers.get(key) ?? (driver === 'escl' ? esclScanner(address) : saneScanner(address))
  drivers.set(key, known)
  return known
}

serveHost({
  abilities: (request, { signal }) => driverOf(Place.parse(request)).abilities(signal),
  scan: async (request, call) => {
    const { place, scan } = z.object({ place: Place, scan: ScanRequest }).parse(request)
    const pages = driverOf(place).scan(scan, call.signal)
    for await (const progress of scan.spread ? splitPages(pages) : pages) call.progress(progress)
    return {}
  },
})
