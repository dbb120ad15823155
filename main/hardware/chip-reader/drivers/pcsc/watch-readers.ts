import {
  Context,
  SCARD_STATE_CHANGED,
  SCARD_STATE_EXCLUSIVE,
  SCARD_STATE_INUSE,
  SCARD_STATE_MUTE,
  SCARD_STATE_PRESENT,
} from 'smartcard'
import type { ChipReaderSeen, ChipReadersSeen } from '../../chip-reader.ts'
import { PcscFault, pcscTrouble } from './pcsc-trouble.ts'

const LOOK_AGAIN_MS = 700
const SERVICE_AGAIN_MS = 2_000

function cardIn(state: number): ChipReaderSeen['card'] {
  if ((state & SCARD_STATE_PRESENT) === 0) return 'absent'
  if ((state & SCARD_STATE_MUTE) !== 0) return 'mute'
  return (state & (SCARD_STATE_EXCLUSIVE | SCARD_STATE_INUSE)) !== 0 ? 'in-use' : 'present'
}

const rest = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done, { once: true })
  })

/**
 * Tells what stands on the desk whenever it changes, until it is aborted. The service may be away at first, or come and go; each time a
 * context is made anew, because the old one knows nothing of a reader that was plugged in again.
 */
export async function watchReaders(signal: AbortSignal, tell: (seen: ChipReadersSeen) => void): Promise<void> {
  let told = ''
  const say = (seen: ChipReadersSeen) => {
    const now = JSON.stringify(seen)
    if (now !== told) tell(seen)
    told = now
  }
  while (!signal.aborted) {
    try {
      await watchService(signal, say)
    } catch {
      // Whatever ended the context: the answer to the desk is the same, and so is the cure.
      say({ service: 'away', readers: [] })
      await rest(SERVICE_AGAIN_MS, signal)
    }
  }
}

/** What the service says of the readers this moment. */
export function readersNow(context: InstanceType<typeof Context>): ChipReadersSeen & { service: 'up' } {
  return {
    service: 'up',
    readers: context.listReaders().map(({ name, state, atr }) => ({
      name,
      card: cardIn(state),
      atr: atr === null ? null : atr.toString('hex').toUpperCase(),
    })),
  }
}

/** Asks once; a service that does not answer is away. */
export function lookAtReaders(): ChipReadersSeen {
  try {
    const context = new Context()
    try {
      return readersNow(context)
    } finally {
      context.close()
    }
  } catch {
    return { service: 'away', readers: [] }
  }
}

async function watchService(signal: AbortSignal, say: (seen: ChipReadersSeen) => void): Promise<void> {
  const context = new Context()
  try {
    while (!signal.aborted) {
      const readers = context.listReaders()
      say(readersNow(context))
      if (readers.length === 0) {
        await rest(LOOK_AGAIN_MS, signal)
        continue
      }
      const known = readers.map(({ name, state, atr }) => ({
        name,
        state: state & ~SCARD_STATE_CHANGED,
        changed: false,
        atr,
      }))
      // Returns at once when a card comes or goes; by its time, so that a new reader is seen.
      await context.waitForChange(known, LOOK_AGAIN_MS)
    }
  } finally {
    context.close()
  }
}

/** The reader of that name, or the first that holds a card. */
export function cardReaderNamed(name: string | undefined): string {
  let context: InstanceType<typeof Context>
  try {
    context = new Context()
  } catch (cause) {
    throw new PcscFault(pcscTrouble(cause), 'find a reader', { cause })
  }
  try {
    const readers = context.listReaders()
    if (name !== undefined) {
      if (readers.some((reader) => reader.name === name)) return name
      throw new PcscFault('no-reader', 'find a reader')
    }
    const held = readers.find(({ state }) => cardIn(state) === 'present')
    if (!held) throw new PcscFault(readers.length === 0 ? 'no-reader' : 'no-card', 'find a card')
    return held.name
  } catch (cause) {
    throw cause instanceof PcscFault ? cause : new PcscFault(pcscTrouble(cause), 'find a reader', { cause })
  } finally {
    context.close()
  }
}
