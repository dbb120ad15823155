import { createServer, type IncomingMessage } from 'node:http'
import { parseArgs } from 'node:util'
import { announce } from '../../discovery/simulator/announce.ts'
import { IppMalformed } from '../drivers/ipp/decode-ipp.ts'
import { answerIpp } from './answer-ipp.ts'
import { SimulatedPrinter, type SimulatedTrouble } from './simulated-printer.ts'

// A whole IPP printer as a process: the other side of the protocol the driver speaks, with faults on request (POST /admin/…).
// `--card` makes it a card printer with a coupler: a job that says `encode-card` is suspended with its card until Resume-Job.

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    folder: { type: 'string' },
    card: { type: 'boolean', default: false },
    /** Name under which it is found on this computer's loopback; without it nobody finds it. */
    announce: { type: 'string' },
    'page-ms': { type: 'string', default: '150' },
  },
})

/** 'cut-answer': does what it is asked and hangs up; 'cut-request': hangs up before it does anything. */
type Fault = 'cut-answer' | 'cut-request' | 'garbage' | 'oversized' | 'silent' | 'http-503'
interface Order {
  readonly name?: Fault | null
  /** Which operation the fault waits for; any without it. */
  readonly operation?: number
  readonly troubles?: readonly SimulatedTrouble[]
  readonly jamNext?: boolean
  readonly pageMs?: number
  readonly load?: readonly string[]
  readonly write?: { readonly serial: string; readonly content: string }
  readonly forgetJobs?: boolean
  readonly nextId?: number
}

const MOST_BYTES = 64 << 20
const folder = values.folder
if (folder === undefined) {
  process.stderr.write('usage: ipp-simulator.ts --folder DIR [--port N] [--card] [--page-ms N] [--announce NAME]\n')
  process.exit(2)
}
const printer = new SimulatedPrinter(folder, Number(values['page-ms']))
let fault: { readonly name: Fault; readonly operation?: number } | undefined
let service = { uri: '', card: values.card, startedAt: Date.now() }

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    bytes += (part as Buffer).length
    if (bytes > MOST_BYTES) throw new RangeError('too much')
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

function obey(order: Order): object {
  if (order.name !== undefined)
    fault =
      order.name === null
        ? undefined
        : { name: order.name, ...(order.operation === undefined ? {} : { operation: order.operation }) }
  if (order.troubles) {
    printer.troubles.clear()
    for (const trouble of order.troubles) printer.troubles.add(trouble)
  }
  if (order.jamNext !== undefined) printer.jamNext = order.jamNext
  if (order.pageMs !== undefined) printer.pageMs = order.pageMs
  if (order.load) printer.cards.hopper.push(...order.load)
  if (order.write && printer.cards.atCoupler.includes(order.write.serial))
    printer.chips.set(order.write.serial, order.write.content)
  if (order.forgetJobs) printer.forgetJobs()
  if (order.nextId !== undefined) printer.nextId = order.nextId
  return {
    cards: printer.cards,
    chips: Object.fromEntries(printer.chips),
    jobs: [...printer.jobs.values()].map(({ document, ...job }) => ({ ...job, bytes: document?.length ?? 0 })),
  }
}

/** The fault that this request meets, once. */
function takeFault(body: Buffer): Fault | undefined {
  if (!fault || (fault.operation !== undefined && body.length > 4 && body.readUInt16BE(2) !== fault.operation)) return
  const { name } = fault
  fault = undefined
  return name
}

const server = createServer((request, response) => {
  void (async () => {
    const body = await bodyOf(request)
    if (request.url === '/admin') {
      response.end(JSON.stringify(obey(JSON.parse(body.toString('utf8')) as Order)))
      return
    }
    if (request.method !== 'POST' || request.headers['content-type'] !== 'application/ipp') {
      response.writeHead(request.method === 'POST' ? 400 : 405).end()
      return
    }
    const met = takeFault(body)
    if (met === 'cut-request') request.socket.destroy()
    else if (met === 'http-503') response.writeHead(503).end()
    else if (met === 'silent') return
    else {
      const answer = answerIpp(body, printer, service)
      if (met === 'cut-answer') request.socket.destroy()
      else {
        response.writeHead(200, { 'content-type': 'application/ipp' })
        response.end(
          met === 'garbage' ? answer.map((byte) => byte ^ 0x5a) : met === 'oversized' ? Buffer.alloc(3 << 20) : answer,
        )
      }
    }
  })().catch((cause: unknown) => {
    if (!(cause instanceof IppMalformed || cause instanceof RangeError || cause instanceof SyntaxError))
      process.stderr.write(`${cause instanceof Error ? cause.stack : cause}\n`)
    if (!response.headersSent) response.writeHead(400)
    response.end()
  })
})
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  service = { ...service, uri: `ipp://127.0.0.1:${port}/ipp/print` }
  if (values.announce !== undefined) {
    const text = ['txtvers=1', 'rp=ipp/print', 'ty=Máy in Sổ Bộ', 'note=Tập huấn', 'pdl=application/pdf', 'Duplex=T']
    announce({ type: '_ipp', instance: values.announce, port, text }, (cause) =>
      process.stderr.write(`not announced: ${cause.message}\n`),
    )
  }
  process.stdout.write(`${JSON.stringify({ ready: true, port, uri: service.uri })}\n`)
})
// Whoever started it ends it by closing its standard input.
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
