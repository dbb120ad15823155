import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { TLSSocket } from 'node:tls'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { pino } from 'pino'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import { parseUnitFile } from '../domain/unit/unit-row.ts'
import { unitTable } from '../domain/unit/unit-table.ts'
import { openAuthority } from './authority/index.ts'
import { blobFiles, registerBlobs } from './blob/index.ts'
import { findCurrentStation, type Office, putOffice, registerEnrolment } from './enrolment/index.ts'
import { registerFeed } from './feed/index.ts'
import { countByState, examiner } from './identity-card/index.ts'
import { registerInbox } from './inbox/index.ts'
import { countPersons, registerPopulation, seedPopulation } from './population/index.ts'
import { databaseVersion, listOfficeStatus } from './status-store.ts'
import { type EmbeddedPostgres, openCentreStore, startEmbeddedPostgres } from './store/index.ts'

export interface CentreOptions {
  readonly dataFolder: string
  /** 0 for any free one. */
  readonly port: number
  /** An outside PostgreSQL; without it the embedded one is started. */
  readonly databaseUrl?: string | undefined
  readonly offices: readonly Office[]
  readonly people: number
  readonly day: PlainDate
  readonly samplesFile?: string | undefined
}

export interface Centre {
  readonly port: number
  /** PEM of the authority, for those who have to believe it. */
  readonly authority: string
  readonly postgresPid: number | undefined
  close(): Promise<void>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without a client certificate. */
    open?: boolean
  }
}

const UNITS = path.resolve(import.meta.dirname, '..', 'resources', 'reference', 'units', 'units.json')

/** Office of the client certificate, by its name `office-<n>.station-<s>`; undefined where the handshake proved nothing. */
function certifiedOffice(request: FastifyRequest): { office: number; serial: string } | undefined {
  const socket = request.raw.socket as TLSSocket
  if (!socket.authorized) return undefined
  const certificate = socket.getPeerCertificate()
  const office = /^office-(\d+)\.station-[a-z0-9-]+$/.exec(String(certificate.subject?.CN ?? ''))?.[1]
  return office === undefined ? undefined : { office: Number(office), serial: certificate.serialNumber.toLowerCase() }
}

const officeOf = (request: unknown): number => certifiedOffice(request as FastifyRequest)?.office ?? 0

/** Starts the centre; a start that fails half-way leaves no database running. */
export async function startCentre(options: CentreOptions): Promise<Centre> {
  const embedded =
    options.databaseUrl === undefined
      ? await startEmbeddedPostgres(path.join(options.dataFolder, 'postgres'))
      : undefined
  try {
    return await openCentre(options, embedded)
  } catch (fault) {
    await embedded?.stop()
    throw fault
  }
}

/** The national centre, readable as a list of what it answers. */
async function openCentre(options: CentreOptions, embedded: EmbeddedPostgres | undefined): Promise<Centre> {
  const log = pino({ base: null, level: 'info' }, pino.destination(2))
  const at = (name: string) => path.join(options.dataFolder, name)
  const authority = await openAuthority(options.dataFolder)
  const units = unitTable(parseUnitFile(readFileSync(UNITS, 'utf8')))
  const onFault = (cause: unknown) =>
    log.error({ error: cause instanceof Error ? cause.name : 'unknown', code: (cause as { code?: string }).code })
  const store = await openCentreStore(options.databaseUrl ?? embedded?.url ?? '', onFault)
  for (const office of options.offices) await putOffice(store, office)
  await seedPopulation({
    store,
    units,
    day: options.day,
    people: options.people,
    offices: options.offices,
    samplesFile: options.samplesFile,
  })

  const files = blobFiles(at('blobs'))
  const examination = examiner({ store, files, blobKey: authority.blobKey }, onFault)
  const server: FastifyInstance = fastify({
    https: {
      key: authority.server.key,
      cert: authority.server.certificate,
      ca: authority.certificate,
      requestCert: true,
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
    },
    bodyLimit: 1_048_576,
    logger: false,
    forceCloseConnections: true,
  }) as unknown as FastifyInstance

  server.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.open) return
    const caller = certifiedOffice(request)
    if (!caller) return reply.code(401).send({ refused: 'no-certificate' })
    const asked = (request.params as { office?: string } | null)?.office
    if (asked !== undefined && Number(asked) !== caller.office)
      return reply.code(403).send({ refused: 'not-your-office' })
    const station = await findCurrentStation(store.pool, caller.office)
    if (!station || station.revoked || station.serial.toLowerCase() !== caller.serial)
      return reply.code(403).send({ refused: 'certificate-not-current' })
  })
  server.setErrorHandler((fault: Error & { statusCode?: number }, _request, reply) => {
    const status = fault.statusCode ?? 500
    if (status >= 500) onFault(fault)
    return reply
      .code(status >= 500 ? 503 : status)
      .header('retry-after', '5')
      .send({ refused: status >= 500 ? 'fault' : 'malformed' })
  })

  server.get('/health', { config: { open: true } }, () => ({ ok: true }))
  registerEnrolment(server, store, authority)
  registerInbox(server, store, authority, (office) => void examination.look(office))
  registerBlobs(server, store, authority, files, officeOf, (office) => void examination.look(office))
  registerFeed(server, store, authority)
  registerPopulation(server, store, units, officeOf)
  server.get('/status', async () => ({
    time: new Date().toISOString(),
    database: await databaseVersion(store),
    embedded: embedded !== undefined,
    people: await countPersons(store),
    offices: await listOfficeStatus(store),
    applications: await countByState(store),
  }))

  await server.listen({ host: '127.0.0.1', port: options.port })
  // What a kill left half done is taken up again.
  for (const office of options.offices) void examination.look(office.id)
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    authority: authority.certificate,
    postgresPid: embedded?.pid,
    async close() {
      await server.close()
      await examination.idle()
      await store.close()
      await embedded?.stop()
    },
  }
}
