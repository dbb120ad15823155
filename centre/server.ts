import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { plainDate } from '../domain/calendar/plain-date.ts'
import { startCentre } from './start-centre.ts'

// The national centre as a process: says when it is ready, ends cleanly when it is told to.

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    'database-url': { type: 'string' },
    offices: { type: 'string' },
    people: { type: 'string', default: '20000' },
    day: { type: 'string' },
    'samples-out': { type: 'string' },
    'stop-with-stdin': { type: 'boolean', default: false },
  },
})

const Offices = z.array(
  z.object({
    id: z.int(),
    name: z.string(),
    kind: z.string(),
    unitCode: z.string(),
    communes: z.array(z.string()),
    enrolmentCode: z.string(),
  }),
)

if (values.data === undefined || values.offices === undefined) {
  process.stderr.write(
    'usage: server.ts --data DIR --offices FILE.json [--port N] [--database-url URL] [--people N] [--day YYYY-MM-DD] [--samples-out FILE] [--stop-with-stdin]\n',
  )
  process.exit(2)
}

const centre = await startCentre({
  dataFolder: path.resolve(values.data),
  port: Number(values.port),
  databaseUrl: values['database-url'],
  offices: Offices.parse(JSON.parse(readFileSync(values.offices, 'utf8'))),
  people: Number(values.people),
  day: plainDate(values.day ?? new Date().toISOString().slice(0, 10)),
  samplesFile: values['samples-out'],
})

let ending = false
async function end(): Promise<void> {
  if (ending) return
  ending = true
  await centre.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end())
if (values['stop-with-stdin']) {
  process.stdin.resume()
  process.stdin.on('end', () => void end())
}
process.stdout.write(`${JSON.stringify({ ready: true, port: centre.port })}\n`)
