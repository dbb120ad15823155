import type { TLSSocket } from 'node:tls'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findCurrentStation } from './enrolment/index.ts'
import type { CentreStore } from './store/index.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without a client certificate. */
    open?: boolean
  }
  interface FastifyRequest {
    /** Office of the client certificate; 0 where the route is open. */
    callerOffice: number
  }
}

interface Caller {
  readonly office: number
  readonly serial: string
}

/** Who the handshake proved: office of the name `office-<n>.station-<s>`, serial of the certificate; undefined where it proved nobody. */
function findCaller(request: FastifyRequest): Caller | undefined {
  const { socket } = request.raw
  if (!isTls(socket) || !socket.authorized) return undefined
  const certificate = socket.getPeerCertificate()
  const office = /^office-([1-9]\d{0,8})\.station-[a-z0-9-]+$/.exec(String(certificate.subject?.CN ?? ''))?.[1]
  return office === undefined ? undefined : { office: Number(office), serial: certificate.serialNumber.toLowerCase() }
}

function isTls(socket: object): socket is TLSSocket {
  return 'authorized' in socket && 'getPeerCertificate' in socket
}

/** DER drops leading zeros of a serial number, Node keeps pairs of digits: compared as numbers. */
const isSameSerial = (one: string, other: string) => BigInt(`0x${one}`) === BigInt(`0x${other}`)

/**
 * Before anything is read of a request: the certificate must be of our authority, of the station that writes now, not revoked,
 * and its office the one in the path. Only routes marked open answer without.
 */
export function admitCallers(server: FastifyInstance, store: CentreStore): void {
  server.decorateRequest('callerOffice', 0)
  server.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.open) return
    const caller = findCaller(request)
    if (!caller) return reply.code(401).send({ refused: 'no-certificate' })
    const { params } = request
    const asked = typeof params === 'object' && params !== null && 'office' in params ? params.office : undefined
    if (asked !== undefined && asked !== String(caller.office))
      return reply.code(403).send({ refused: 'not-your-office' })
    const station = await findCurrentStation(store.pool, caller.office)
    if (!station || station.revoked || !isSameSerial(station.serial, caller.serial))
      return reply.code(403).send({ refused: 'certificate-not-current' })
    request.callerOffice = caller.office
  })
}
