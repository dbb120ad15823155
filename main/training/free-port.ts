import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

function isFree(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}

/** A port of loopback nobody listens on now. */
export async function freePort(): Promise<number> {
  const port = await isFree(0)
  if (port === undefined) throw new Error('no port of 127.0.0.1 is free')
  return port
}

/** A free one of a range, as scanners' services have to take it; from anywhere in it, so that two desks that start together do not meet. */
export async function freePortIn(from: number, to: number): Promise<number> {
  const count = to - from + 1
  const first = randomInt(count)
  for (let i = 0; i < count; i++) {
    const port = from + ((first + i) % count)
    if ((await isFree(port)) !== undefined) return port
  }
  throw new Error(`no port from ${from} to ${to} is free`)
}
