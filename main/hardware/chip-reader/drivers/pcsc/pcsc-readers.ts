import { deviceHost, type HostLog, type HostState } from '../../../host/index.ts'
import { ChipProgress, type ChipReaders, ChipReadersSeen, ChipReading } from '../../chip-reader.ts'

export interface PcscReadersOptions {
  readonly log: HostLog
  readonly onState?: (state: HostState) => void
  readonly environment?: Readonly<Record<string, string>>
}

/** The port, and what the device board shows of its driver. */
export interface PcscReaders extends ChipReaders {
  host(): HostState
  /** Asks the service anew. */
  lookNow(signal: AbortSignal): Promise<ChipReadersSeen>
}

const LOOK_MS = 10_000
/** The slowest whole read: a large portrait over a slow contactless chip. */
const READ_MS = 120_000
const WATCH_AGAIN_MS = 500
const NOTHING: ChipReadersSeen = { service: 'away', readers: [] }

/** Chip readers through PC/SC, in a process that may be killed: the binding is known to block for good. */
export function pcscReaders(options: PcscReadersOptions): PcscReaders {
  const host = deviceHost({
    name: 'pcsc',
    device: 'chip-reader',
    module: new URL('./pcsc-host.ts', import.meta.url),
    keepUp: true,
    limits: { heapMb: 256, rssMb: 512 },
    // Each reader that waits for its card holds a thread.
    environment: { UV_THREADPOOL_SIZE: '16', ...options.environment },
    log: options.log,
    ...(options.onState ? { onState: options.onState } : {}),
  })
  /** Learnt the hard way, by a host that had to be killed. */
  const silentInLongReads = new Set<string>()
  const listeners = new Set<(seen: ChipReadersSeen) => void>()
  const stopping = new AbortController()
  let seen = NOTHING

  function see(now: ChipReadersSeen): void {
    seen = now
    for (const tell of listeners) tell(now)
  }

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await host.ask(
          'watch',
          {},
          {
            reply: ChipReadersSeen,
            ms: null,
            signal: stopping.signal,
            onProgress: (body) => see(ChipReadersSeen.parse(body)),
          },
        )
      } catch {
        // The host died or was stopped: nothing is known of the readers until the next one looks.
        if (seen !== NOTHING) see(NOTHING)
      }
      await new Promise((resolve) => setTimeout(resolve, WATCH_AGAIN_MS))
    }
  }
  const watching = watch()

  return {
    get seen() {
      return seen
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async readDocument(request, signal, onProgress) {
      const asked = { ...request, shortReads: request.shortReads ?? [...silentInLongReads] }
      const reading = await host.ask('read', asked, {
        reply: ChipReading,
        ms: READ_MS,
        signal,
        onProgress: (body) => onProgress?.(ChipProgress.parse(body)),
      })
      if (!reading.ok && reading.silentInLongRead !== undefined) silentInLongReads.add(reading.silentInLongRead)
      return reading
    },
    host: () => host.state,
    lookNow: (signal) => host.ask('look', {}, { reply: ChipReadersSeen, ms: LOOK_MS, signal }),
    async stop() {
      stopping.abort()
      await host.stop()
      await watching
    },
  }
}
