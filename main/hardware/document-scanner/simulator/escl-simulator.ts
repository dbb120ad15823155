import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { announce } from '../../discovery/simulator/announce.ts'
import { pageOf, readJob, type SimulatedJob } from './escl-job.ts'
import { capabilities, status } from './escl-words.ts'

// A whole eSCL scanner as a process: an A3 glass and a duplex feeder, with faults on request. The other side of the protocol.

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    pages: { type: 'string', default: '3' },
    /** Name under which it is found on this computer's loopback; without it nobody finds it. */
    announce: { type: 'string' },
  },
})

const faults = [
  'busy',
  'busy-for-questions',
  'one-page-only',
  'page-busy',
  'early-end',
  'conflict',
  'jam',
  // The specification's word, and the one scanners in use are known by to SANE.
  'hatch-open',
  'door-open',
  'stopped',
  'truncated-image',
  'cut',
  'short-length',
  'long-length',
  'endless-body',
  'oversized-page',
  'slow-drip',
  'silence',
  'text-page',
  'no-xml',
  'bomb-xml',
  'huge-xml',
  'deep-xml',
  'no-location',
  'location-elsewhere',
  'never-empty',
  'aborted',
  'crash',
] as const
export type ScannerFault = (typeof faults)[number]

interface RunningJob extends SimulatedJob {
  readonly path: string
  sent: number
  state: 'Processing' | 'Completed' | 'Canceled' | 'Aborted'
}

let fault: { readonly name: ScannerFault; left: number; readonly atPage: number } | undefined
let inFeeder = Number(values.pages)
let refill = inFeeder
let jammed = false
let pageMs = 0
let next = 1
const jobs: RunningJob[] = []

function takeFault(page: number, ...names: readonly ScannerFault[]): ScannerFault | undefined {
  if (!fault || !names.includes(fault.name) || page < fault.atPage) return undefined
  const { name } = fault
  fault.left -= 1
  if (fault.left <= 0) fault = undefined
  return name
}

const running = () => jobs.find((job) => job.state === 'Processing')

function adfState(): string {
  if (jammed) return 'ScannerAdfJam'
  if (fault?.name === 'hatch-open') return 'ScannerAdfHatchOpen'
  if (fault?.name === 'door-open') return 'ScannerAdfDoorOpen'
  return inFeeder > 0 ? 'ScannerAdfLoaded' : 'ScannerAdfEmpty'
}

function answerStatus(response: ServerResponse): void {
  if (takeFault(0, 'busy-for-questions')) return void response.writeHead(503, { 'retry-after': '0' }).end()
  const state = fault?.name === 'stopped' ? 'Stopped' : running() ? 'Processing' : 'Idle'
  const told = jobs.slice(-5).map((job) => ({ uri: job.path, state: job.state, pages: job.sent }))
  response.writeHead(200, { 'content-type': 'text/xml' }).end(status({ state, adf: adfState(), jobs: told }))
}

function answerCapabilities(response: ServerResponse): void {
  if (takeFault(0, 'busy-for-questions')) return void response.writeHead(503, { 'retry-after': '0' }).end()
  const name = takeFault(0, 'no-xml', 'bomb-xml', 'huge-xml', 'deep-xml')
  const entity = (n: number) => `<!ENTITY l${n} "${`&l${n - 1};`.repeat(10)}">`
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">${Array.from({ length: 12 }, (_, i) => entity(i + 1)).join('')}]><ScannerCapabilities>&l12;</ScannerCapabilities>`
  const bodies: Partial<Record<ScannerFault, string>> = {
    'no-xml': '<html><body>It works!</body>',
    'bomb-xml': bomb,
    'huge-xml': `<ScannerCapabilities>${'<a>x</a>'.repeat(400_000)}</ScannerCapabilities>`,
    'deep-xml': '<a>'.repeat(20_000) + '</a>'.repeat(20_000),
  }
  response.writeHead(200, { 'content-type': 'text/xml' }).end((name && bodies[name]) ?? capabilities())
}

function startJob(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const name = takeFault(0, 'busy', 'conflict', 'no-location', 'location-elsewhere')
  if (name === 'busy' || running()) return void response.writeHead(503).end()
  const asked = readJob(body)
  if (name === 'conflict' || !asked || (asked.feeder && adfState() !== 'ScannerAdfLoaded'))
    return void response.writeHead(409).end()
  const path = `/eSCL/ScanJobs/${next++}`
  jobs.push({ ...asked, path, sent: 0, state: 'Processing' })
  const host = name === 'location-elsewhere' ? 'evil.invalid:9' : (request.headers.host ?? '127.0.0.1')
  const location = `http://${host}${path}`
  response.writeHead(201, name === 'no-location' ? {} : { location }).end()
}

function pagesLeft(job: RunningJob): number {
  if (!job.feeder) return job.sent === 0 ? 1 : 0
  return job.duplex ? inFeeder * 2 - (job.sent % 2) : inFeeder
}

async function sendPage(job: RunningJob, response: ServerResponse): Promise<void> {
  if (pagesLeft(job) === 0 && fault?.name !== 'never-empty') {
    job.state = 'Completed'
    // The next applicant's papers are laid in; else a training desk could scan once only.
    if (job.feeder) inFeeder = refill
    return void response.writeHead(404).end()
  }
  const page = job.sent + 1
  const name = takeFault(
    page,
    ...([
      'page-busy',
      'early-end',
      'jam',
      'truncated-image',
      'cut',
      'short-length',
      'long-length',
      'endless-body',
      'oversized-page',
    ] as const),
    ...(['slow-drip', 'silence', 'text-page', 'aborted', 'crash'] as const),
  )
  if (name === 'crash') process.exit(70)
  if (name === 'page-busy') return void response.writeHead(503).end()
  // As some feeders do while they pull the next sheet: no page, but the job goes on.
  if (name === 'early-end') return void response.writeHead(404).end()
  if (name === 'silence') return
  if (name === 'jam') jammed = true
  if (name === 'jam' || name === 'aborted') {
    job.state = 'Aborted'
    return void response.writeHead(name === 'jam' ? 409 : 404).end()
  }
  await pause(pageMs)
  if (job.state !== 'Processing') return void response.destroy()
  const whole = job.format === 'application/pdf' ? Math.max(1, pagesLeft(job)) : 1
  const content = Buffer.from(await pageOf(job, fault?.name === 'never-empty' ? 1 + (page % 3) : page, whole))
  job.sent += whole
  if (!job.feeder) job.state = 'Completed'
  if (job.feeder && fault?.name !== 'never-empty')
    inFeeder -= job.duplex ? Math.floor(job.sent / 2) - Math.floor((job.sent - whole) / 2) : whole
  if (response.destroyed) return
  const type = { 'content-type': job.format }
  const half = content.subarray(0, Math.floor(content.length / 2))
  if (name === 'text-page') return void response.writeHead(200, type).end('Scanner warming up, please wait')
  if (name === 'truncated-image')
    return void response.writeHead(200, { ...type, 'content-length': half.length }).end(half)
  if (name === 'cut' || name === 'long-length') {
    response.writeHead(200, { ...type, 'content-length': content.length + (name === 'cut' ? 0 : 5_000) })
    return void response.write(name === 'cut' ? half : content, () => response.socket?.destroy())
  }
  if (name === 'short-length') {
    // Node's own server would not send what it did not announce: the words go out by hand.
    response.socket?.write(`HTTP/1.1 200 OK\r\nContent-Type: ${job.format}\r\nContent-Length: ${half.length}\r\n\r\n`)
    return void response.socket?.end(content)
  }
  if (name === 'oversized-page')
    return void response.writeHead(200, type).end(Buffer.concat([half, Buffer.alloc(30_000_000, 0x20)]))
  if (name === 'endless-body' || name === 'slow-drip') {
    response.writeHead(200, type).write(half)
    while (!response.destroyed) {
      response.write(name === 'slow-drip' ? ' ' : Buffer.alloc(1_000_000))
      await pause(name === 'slow-drip' ? 500 : 5)
    }
    return
  }
  response.writeHead(200, { ...type, 'content-length': content.length }).end(content)
}

/** Control of the simulation: which fault for how many times from which page, how many papers lie in the feeder, how slow it is. */
function control(body: Buffer, response: ServerResponse): void {
  const order = JSON.parse(body.toString('utf8')) as {
    fault?: string | null
    count?: number
    atPage?: number
    pages?: number
    pageMs?: number
  }
  const name = faults.find((one) => one === order.fault)
  if (order.fault !== undefined) {
    fault = name ? { name, left: order.count ?? 1, atPage: order.atPage ?? 0 } : undefined
    jammed = false
    for (const job of jobs) if (job.state === 'Processing') job.state = 'Canceled'
  }
  if (order.pages !== undefined) {
    inFeeder = order.pages
    refill = order.pages
  }
  pageMs = order.pageMs ?? pageMs
  const told = { ok: true, jobs: jobs.map(({ path, state, sent }) => ({ path, state, sent })), inFeeder }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told))
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const body = Buffer.concat(parts)
  const path = request.url ?? ''
  if (request.method === 'POST' && path === '/admin') return control(body, response)
  if (request.method === 'GET' && path === '/eSCL/ScannerCapabilities') return answerCapabilities(response)
  if (request.method === 'GET' && path === '/eSCL/ScannerStatus') return answerStatus(response)
  if (request.method === 'POST' && path === '/eSCL/ScanJobs') return startJob(request, body, response)
  const job = jobs.find((one) => path.startsWith(`${one.path}/`) || path === one.path)
  if (!job) return void response.writeHead(404).end()
  if (request.method === 'DELETE') {
    if (job.state === 'Processing') job.state = 'Canceled'
    return void response.writeHead(200).end()
  }
  // As scanners do that hold one page on their glass and call every further question an error.
  if (fault?.name === 'one-page-only' && job.sent > 0) return void response.writeHead(500).end()
  if (job.state !== 'Processing' || !path.endsWith('/NextDocument')) return void response.writeHead(404).end()
  await sendPage(job, response)
}

const server = createServer((request, response) => {
  // A client that goes away in the middle is the client's business; the scanner goes on.
  handle(request, response).catch(() => response.destroy())
})
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  if (values.announce !== undefined) {
    const text = ['rs=eSCL', `ty=${values.announce}`, 'note=Tập huấn', 'is=platen,adf']
    announce({ type: '_uscan', instance: values.announce, port, text }, (cause) =>
      process.stderr.write(`not announced: ${cause.message}\n`),
    )
  }
  process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`)
})

function end(): void {
  server.close()
  server.closeAllConnections()
  process.exit(0)
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
process.stdin.resume()
process.stdin.on('end', end)
