import * as z from 'zod/mini'
import { DeviceError } from '../device-error.ts'
import { deviceHost, type HostLog, type HostState } from '../host/index.ts'
import {
  type DocumentScanner,
  type DocumentScanners,
  MOST_PAGES,
  ScanAbilities,
  ScanProgress,
} from './document-scanner.ts'

export interface ScannerPlace {
  readonly driver: 'escl' | 'sane'
  /** eSCL: `http://192.0.2.7/eSCL/`; SANE: the device's name there. */
  readonly address: string
  readonly simulated: boolean
}

export interface DocumentScannersParts {
  /** Read anew at each look: the technician may add one. The first is the one a clerk is offered first. */
  readonly places: readonly ScannerPlace[]
  readonly log: HostLog
}

const ABILITIES_MS = 25_000
/** A full feeder of two-sided pages at 600 dpi. */
const SCAN_MS = 30 * 60_000
/** A scanner that did not answer is not asked again with every look at the page. */
const LOOK_AGAIN_MS = 15_000
/** Pages come faster than they are filed for a moment only; beyond this the one who takes them is stuck. */
const MOST_WAITING_BYTES = 256 * 1024 * 1024

const fault = (failure: DeviceError['failure'], step: string) => new DeviceError(failure, step, 'document-scanner')

export interface OpenDocumentScanners extends DocumentScanners {
  readonly host: () => HostState
  /** Asks a scanner that is not (yet) one of the places what it can; throws `DeviceError`. */
  probe(place: ScannerPlace): Promise<DocumentScanner>
}

/** Document scanners the technician has named, each through the one host that may die at any time. */
export function openDocumentScanners(parts: DocumentScannersParts): OpenDocumentScanners {
  const host = deviceHost({
    name: 'scan',
    device: 'document-scanner',
    module: new URL('./scan-host.ts', import.meta.url),
    // A page is decoded where a book is split; nothing else here is large.
    limits: { heapMb: 768, rssMb: 1_200, hangMs: 20_000 },
    log: parts.log,
  })
  let known: readonly DocumentScanner[] = []
  let troubles: { id: string; failure: string; step: string }[] = []
  let looking: Promise<void> | undefined
  let lookedAt = Number.NEGATIVE_INFINITY
  let busy = false

  async function* scan(place: ScannerPlace, ...[request, signal]: Parameters<DocumentScanner['scan']>) {
    // One carriage, one feeder: a second job would wait in the scanner, unseen.
    if (busy) throw fault('busy', 'start')
    busy = true
    const waiting: ScanProgress[] = []
    let pages = 0
    let held = 0
    let wake: () => void = () => undefined
    let over = false
    const stop = new AbortController()
    const running = host
      .ask(
        'scan',
        { place: { driver: place.driver, address: place.address }, scan: request },
        {
          reply: z.object({}),
          ms: SCAN_MS,
          signal: AbortSignal.any([signal, stop.signal]),
          onProgress(body) {
            const progress = ScanProgress.parse(body)
            if (progress.kind === 'page') {
              pages += 1
              held += progress.content.length
            }
            // A book has two pages in a picture.
            if (pages > MOST_PAGES * 2) throw new Error('more pages than any feeder holds')
            if (held > MOST_WAITING_BYTES) throw new Error('pages nobody takes')
            waiting.push(progress)
            wake()
          },
        },
      )
      .finally(() => {
        over = true
        wake()
      })
    // It is awaited below; until then a failure must not count as unheard.
    running.catch(() => undefined)
    try {
      while (!over || waiting.length > 0) {
        const next = waiting.shift()
        if (next?.kind === 'page') held -= next.content.length
        if (next) yield next
        else
          await new Promise<void>((resolve) => {
            wake = resolve
            if (over || waiting.length > 0) resolve()
          })
      }
      await running
    } finally {
      stop.abort()
      busy = false
    }
  }

  async function ask(place: ScannerPlace): Promise<DocumentScanner> {
    const abilities = await host.ask(
      'abilities',
      { driver: place.driver, address: place.address },
      { reply: ScanAbilities, ms: ABILITIES_MS },
    )
    return {
      id: `${place.driver}:${place.address}`,
      simulated: place.simulated,
      abilities,
      scan: (request, signal) => scan(place, request, signal),
    }
  }

  async function look(): Promise<void> {
    lookedAt = performance.now()
    const { places } = parts
    const answers = await Promise.allSettled(places.map(ask))
    known = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    troubles = answers.flatMap((one, i) => {
      const place = places[i]
      if (one.status === 'fulfilled' || !place) return []
      if (!(one.reason instanceof DeviceError)) throw one.reason
      return [{ id: `${place.driver}:${place.address}`, failure: one.reason.failure, step: one.reason.step }]
    })
  }

  async function lookAgain(): Promise<void> {
    looking ??= look().finally(() => {
      looking = undefined
    })
    await looking
  }

  return {
    async find() {
      const due = known.length < parts.places.length && performance.now() - lookedAt > LOOK_AGAIN_MS
      if (due) await lookAgain()
      return known
    },
    troubles: () => troubles,
    lookAgain,
    probe: ask,
    close: () => host.stop(),
    host: () => host.state,
  }
}
