import { readFileSync } from 'node:fs'
import path from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { PlainDate } from '../domain/calendar/plain-date.ts'
import { parseUnitFile } from '../domain/unit/unit-row.ts'
import { unitTable } from '../domain/unit/unit-table.ts'
import { admitCallers } from './admit-caller.ts'
import { type Authority, openAuthority } from './authority/index.ts'
import { blobFiles, registerBlobs, sweepParked } from './blob/index.ts'
import { type Office, putOffice, registerEnrolment, revokeStation } from './enrolment/index.ts'
import { registerFeed } from './feed/index.ts'
import { printRegister } from './fingerprint/index.ts'
import { countByState, examiner, findFoldedIn } from './identity-card/index.ts'
import { registerInbox } from './inbox/index.ts'
import { countPersons, registerPopulation, seedPopulation } from './population/index.ts'
import { databaseVersion, listOfficeStatus } from './status-store.ts'
import { type EmbeddedPostgres, openCentreStore, startEmbeddedPostgres } from './store/index.ts'

export interface CentreOptions {
  readonly dataFolder: string
  /** 0 for any free one. */
  readonly port: number
  /** Address to listen on; loopback without it. */
  readonly host?: string | undefined
  /** Names and addresses stations reach the centre by, besides loopback. */
  readonly names?: readonly string[] | undefined
  /** An outside PostgreSQL; without it the embedded one is started. */
  readonly databaseUrl?: string | undefined
  readonly offices: readonly Office[]
  readonly people: number
  readonly day: PlainDate
  readonly samplesFile?: string | undefined
  /** Offices whose station loses its certificate at this start. */
  readonly revoke?: readonly number[] | undefined
}

export interface Centre {
  readonly port: number
  /** PEM of the authority, for those who have to believe it, and where it lies. */
  readonly authority: string
  readonly authorityFile: string
  /** How to reach the database, for those who look at it: tests and technicians of the centre. */
  readonly databaseUrl: string
  readonly postgresPid: number | undefined
  /** Resolves when the embedded database has ended; never for an outside one, which comes back by itself. */
  readonly databaseGone: Promise<void>
  close(): Promise<void>
}

const UNITS = path.resolve(import.meta.dirname, '..', 'resources', 'reference', 'units', 'units.json')
/** A request that has not come in whole by then is a dead line or somebody holding the door. */
const REQUEST_MS = 120_000

/** Starts the centre; a start that fails half-way leaves no database running. */
export async function startCentre(options: CentreOptions): Promise<Centre> {
  const authority = await openAuthority(options.dataFolder, options.names)
  const embedded =
    options.databaseUrl === undefined
      ? await startEmbeddedPostgres(path.join(options.dataFolder, 'postgres'))
      : undefined
  try {
    return await openCentre(options, authority, embedded)
  } catch (fault) {
    await embedded?.stop()
    throw fault
  }
}

function httpsServer(authority: Authority, onFault: (cause: unknown) => void): FastifyInstance {
  const server = fastify({
    https: {
      key: authority.server.key,
      cert: authority.server.certificate,
      ca: authority.certificate,
      requestCert: true,
      // The hook refuses by name who has none; enrolment and health are asked without one.
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
    },
    bodyLimit: 65_536,
    requestTimeout: REQUEST_MS,
    logger: false,
    forceCloseConnections: true,
  })
  server.setErrorHandler((fault: Error & { statusCode?: number }, _request, reply) => {
    const status = fault.statusCode ?? 500
    if (status < 500) {
      if (status === 413) reply.header('retry-after', '0')
      return reply.code(status).send({ refused: 'malformed' })
    }
    onFault(fault)
    return reply.code(503).header('retry-after', '5').send({ refused: 'fault' })
  })
  return server
}

/** What may be told of a fault: its kind and code. Messages of a database quote people. */
function wordsOf(cause: unknown): { error: string; code?: string; at?: string } {
  if (!(cause instanceof Error)) return { error: 'unknown' }
  const at = cause.stack?.split('\n').find((line) => line.includes('/centre/'))
  return {
    error: cause.name,
    ...('code' in cause && typeof cause.code === 'string' ? { code: cause.code } : {}),
    ...(at === undefined ? {} : { at: at.trim() }),
  }
}

/** The national centre, readable as a list of what it answers. */
async function openCentre(
  options: CentreOptions,
  authority: Authority,
  embedded: EmbeddedPostgres | undefined,
): Promise<Centre> {
  const log = pino(
    { base: null, level: process.env.SOBO_CENTRE_LOG ?? 'info', timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )
  const onFault = (cause: unknown) => log.error(wordsOf(cause), 'fault')
  const units = unitTable(parseUnitFile(readFileSync(UNITS, 'utf8')))
  const databaseUrl = options.databaseUrl ?? embedded?.url ?? ''
  const store = await openCentreStore(databaseUrl, onFault)
  try {
    for (const office of options.offices) await putOffice(store, office)
    for (const office of options.revoke ?? [])
      log.warn({ office, serial: await revokeStation(store, office) }, 'certificate revoked')
    await seedPopulation({ store, units, ...options })

    const files = blobFiles(path.join(options.dataFolder, 'blobs'))
    const swept = await sweepParked(store, files)
    if (swept > 0) log.info({ swept }, 'unfinished uploads thrown away')
    const prints = printRegister(store, authority.templateKey, onFault, path.join(options.dataFolder, 'prints.index'))
    const examination = examiner({ store, files, blobKey: authority.blobKey, prints }, onFault)
    const look = (office: number) => void examination.look(office)
    const server = httpsServer(authority, onFault)

    admitCallers(server, store)
    server.get('/health', { config: { open: true } }, () => ({ ok: true }))
    registerEnrolment(server, store, authority)
    registerInbox(server, store, authority, look)
    registerBlobs(server, store, authority, files, look)
    registerFeed(server, store, authority, (office) => findFoldedIn(store, office))
    registerPopulation(server, { store, units, referenceKey: authority.referenceKey })
    server.get('/status', async () => ({
      time: new Date().toISOString(),
      database: await databaseVersion(store),
      embedded: embedded !== undefined,
      people: await countPersons(store),
      offices: await listOfficeStatus(store),
      applications: await countByState(store),
    }))

    await server.listen({ host: options.host ?? '127.0.0.1', port: options.port })
    void prints.size().then((people) => log.info({ people: people ?? 'not compared' }, 'prints at hand'))
    // What a kill left half done is taken up again.
    for (const office of options.offices) look(office.id)
    const address = server.server.address()
    const port = typeof address === 'object' && address ? address.port : options.port
    log.info({ port, offices: options.offices.length, embedded: embedded !== undefined }, 'the centre answers')
    return {
      port,
      authority: authority.certificate,
      authorityFile: path.join(options.dataFolder, 'authority.pem'),
      databaseUrl,
      postgresPid: embedded?.pid,
      databaseGone: embedded?.gone ?? new Promise(() => undefined),
      async close() {
        await server.close()
        await examination.close()
        await prints.close()
        await store.close()
        await embedded?.stop()
      },
    }
  } catch (fault) {
    await store.close()
    throw fault
  }
}
