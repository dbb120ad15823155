import { DeviceError } from '../../../device-error.ts'
import { type HostCall, serveHost } from '../../../host/index.ts'
import { type ChipReadersSeen, type ChipReading, ChipReadRequest } from '../../chip-reader.ts'

// The process that touches PC/SC. It may block, crash or be killed at any moment; the desk goes on and starts another.

const AWAY: ChipReadersSeen = { service: 'away', readers: [] }

/** The binding needs the PC/SC library of the system; a desk without one has no chip readers, and is none the worse for it. */
async function findPcsc() {
  try {
    const [watching, reading] = await Promise.all([import('./watch-readers.ts'), import('./read-card.ts')])
    return { ...watching, ...reading }
  } catch (fault) {
    process.stderr.write(`${fault instanceof Error ? fault.name : 'Error'}: no PC/SC library\n`)
    return undefined
  }
}

const pcsc = await findPcsc()

async function read(request: unknown, call: HostCall): Promise<ChipReading> {
  const asked = ChipReadRequest.parse(request)
  if (!pcsc) {
    return {
      ok: false,
      failure: 'no-service',
      step: 'connect',
      detail: 'no PC/SC library',
      statusWord: null,
      triesLeft: null,
    }
  }
  const reading = await pcsc.readCard(asked, call.signal, (progress) => call.progress(progress))
  if (call.signal.aborted) throw new DeviceError('cancelled', 'read', 'chip-reader')
  // A call that never came back holds a thread and the card's handle for good: only another process is free of them. An orderly exit would
  // wait for that very call.
  if (!reading.ok && reading.failure === 'reader-silent') setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50)
  return reading
}

async function watch(_request: unknown, call: HostCall): Promise<ChipReadersSeen> {
  if (pcsc) await pcsc.watchReaders(call.signal, (seen) => call.progress(seen))
  else await new Promise((resolve) => call.signal.addEventListener('abort', resolve, { once: true }))
  return AWAY
}

serveHost({ watch, look: async () => pcsc?.lookAtReaders() ?? AWAY, read })
