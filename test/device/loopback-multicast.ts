import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** An abstract socket: whoever holds it has it alone on this machine, and it is free when its holder dies. */
const NAME = '\0so-bo-loopback-multicast'
const LONGEST_MS = 120_000

/**
 * The loopback has one multicast group for everybody: two responders of avahi there take each other's names for a conflict and rename
 * themselves for ever. Gives back how to let go.
 */
export async function takeLoopbackMulticast(): Promise<() => Promise<void>> {
  const until = Date.now() + LONGEST_MS
  for (;;) {
    const server = createServer()
    const mine = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen({ path: NAME }, () => resolve(true))
    })
    if (mine) return () => new Promise((resolve) => server.close(() => resolve()))
    if (Date.now() > until) throw new Error('another test holds the multicast of the loopback')
    await pause(200)
  }
}
