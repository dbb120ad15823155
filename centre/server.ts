import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { findPlainDate } from '../domain/calendar/plain-date.ts'
import { startCentre } from './start-centre.ts'

// The national centre as a process: says when it is ready, ends cleanly when it is told to.

const USAGE = `usage: server.ts --data DIR --offices FILE.json [options]
  --port N              port to listen on, 0 for any free one (default 0)
  --host ADDRESS        address to listen on (default 127.0.0.1)
  --name NAME           name or address stations reach the centre by; may be repeated
  --database-url URL    an outside PostgreSQL; without it one is started in the data folder
  --people N            synthetic people an empty register is filled with (default 20000)
  --day YYYY-MM-DD      legal day of the synthetic people (default today)
  --samples-out FILE    where to write the sample people
  --revoke OFFICE       take the certificate of the office's station away; may be repeated
  --stop-with-stdin     end when stdin closes
`

function refuse(why: string): never {
  process.stderr.write(`${why}\n${USAGE}`)
  process.exit(2)
}

const Offices = z.array(
  z.object({
    id: z.int().check(z.gte(1)),
    name: z.string(),
    kind: z.string(),
    unitCode: z.string(),
    communes: z.array(z.string()),
    enrolmentCode: z.string().check(z.minLength(1)),
  }),
)

function readArguments() {
  try {
    return parseArgs({
      options: {
        data: { type: 'string' },
        port: { type: 'string', default: '0' },
        host: { type: 'string' },
        name: { type: 'string', multiple: true },
        'database-url': { type: 'string' },
        offices: { type: 'string' },
        people: { type: 'string', default: '20000' },
        day: { type: 'string' },
        'samples-out': { type: 'string' },
        revoke: { type: 'string', multiple: true },
        'stop-with-stdin': { type: 'boolean', default: false },
      },
    }).values
  } catch (fault) {
    return refuse(fault instanceof Error ? fault.message : 'arguments')
  }
}

function countOf(name: string, text: string, most: number): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  return count <= most ? count : refuse(`--${name} ${text}: a whole number up to ${most}`)
}

function readOffices(file: string) {
  try {
    return Offices.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (fault) {
    return refuse(`--offices ${file}: ${fault instanceof Error ? fault.message : 'unreadable'}`)
  }
}

const values = readArguments()
const data = values.data ?? refuse('--data is missing')
const offices = readOffices(values.offices ?? refuse('--offices is missing'))
const day = findPlainDate(values.day ?? new Date().toISOString().slice(0, 10))

let ending: Promise<void> | undefined
const starting = startCentre({
  dataFolder: path.resolve(data),
  port: countOf('port', values.port, 65_535),
  host: values.host,
  names: values.name,
  databaseUrl: values['database-url'],
  offices,
  people: countOf('people', values.people, 5_000_000),
  day: day ?? refuse(`--day ${values.day}: not a day of the calendar`),
  samplesFile: values['samples-out'],
  revoke: values.revoke?.map((office) => countOf('revoke', office, 999_999_999)),
})

/** Ends once, also in the middle of a start: a database that is being started is waited for and shut down. */
function end(): void {
  ending ??= starting
    .then((centre) => centre.close())
    .then(
      () => process.exit(0),
      (fault: unknown) => {
        process.stderr.write(`the centre did not end cleanly: ${fault instanceof Error ? fault.message : 'unknown'}\n`)
        process.exit(1)
      },
    )
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, end)
if (values['stop-with-stdin']) {
  process.stdin.resume()
  process.stdin.on('end', end)
}

const centre = await starting
// Whoever watches this process starts it anew, and the next start takes the data up again; a centre without its database
// would only answer 503 for ever.
void centre.databaseGone.then(() => {
  if (ending) return
  process.stderr.write('the database ended by itself; see postgres.log in the data folder\n')
  process.exit(1)
})
if (!ending)
  process.stdout.write(`${JSON.stringify({ ready: true, port: centre.port, authority: centre.authorityFile })}\n`)
