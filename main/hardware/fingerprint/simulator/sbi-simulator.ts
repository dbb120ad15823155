import { renameSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { PrintImage } from '../print-record.ts'
import { fingerBank } from './finger-bank.ts'
import { type FingersAsked, fingersOfSlap, placeFingers } from './place-fingers.ts'
import { previewFrame } from './preview-frame.ts'
import { reply, replyInChunks, type SbiRequest, sbiServer } from './sbi-server.ts'
import { type DeviceOptions, simulatedDevice } from './simulated-device.ts'
import { faultSwitch } from './simulated-fault.ts'
import { simulatedGlass } from './simulated-glass.ts'
import { captureReply, fingersThatCome, fingersThatLie, ridgesThatCome } from './simulated-reply.ts'

// A whole SBI service as a process: the other side of the protocol the driver speaks, with faults on request.

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4501' },
    'trust-out': { type: 'string' },
    'chip-trust-out': { type: 'string' },
    seed: { type: 'string', default: 'nobody' },
    spec: { type: 'string', default: '0.9.5' },
    level: { type: 'string', default: 'L0' },
    'sub-type': { type: 'string', default: 'Slap' },
    'valid-days': { type: 'string', default: '365' },
  },
})

const FRAMES_A_SECOND = 8
const SETTLE_MS = 1_300
const STREAM_MS = 60_000
const port = Number(values.port)
const options: DeviceOptions = {
  port,
  spec: (['0.9.2', '1.0'] as const).find((one) => one === values.spec) ?? '0.9.5',
  level: values.level === 'L1' ? 'L1' : 'L0',
  subType: values['sub-type'] === 'Single' ? 'Single' : 'Slap',
  validDays: Number(values['valid-days']),
}
const device = await simulatedDevice(options)
const bank = fingerBank()
const glass = simulatedGlass(bank)
glass.lay(values.seed)
const faults = faultSwitch()
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

let settleMs = SETTLE_MS
let capturing = false
/** Since when somebody looks, and with it since when the fingers lie. */
let lookedAt = 0
let busyWhileStreaming = false
let lastReply: unknown

const error = (errorCode: string, errorInfo: string) => ({ errorCode, errorInfo })
const refused = (code: string, info: string) => ({ biometrics: [{ data: '', hash: '', error: error(code, info) }] })

async function drip({ socket }: SbiRequest): Promise<void> {
  // A byte now and then: alive, and never done.
  while (!socket.destroyed) {
    socket.write(' ')
    await pause(500)
  }
}

async function capture(request: SbiRequest): Promise<void> {
  const { body, socket } = request
  const asked = JSON.parse(body.toString('utf8')) as {
    transactionId: string
    env: string
    specVersion: string
    bio: (FingersAsked & { previousHash?: unknown })[]
    customOpts?: { impression?: unknown }
  }
  const [bio] = asked.bio
  if (capturing || busyWhileStreaming) return reply(socket, refused('111', 'Device busy'))
  const placed = bio && placeFingers(bio, options.subType)
  if (!placed) return reply(socket, refused('113', 'Count mismatch'))
  capturing = true
  socket.once('close', () => {
    capturing = false
  })
  const fault = faults.takeCapture()
  const fingers = fingersThatCome(placed, fault)
  const rolled = asked.customOpts?.impression === 'rolled' && fault !== 'plain-for-rolled'
  const [pressed] = await Promise.all([
    glass.press(fingers, rolled ? 'rolled' : 'plain', ridgesThatCome(glass.person, fingers, fault)),
    pause(Math.max(settleMs * 0.3, lookedAt + settleMs - Date.now())),
  ])
  if (socket.destroyed) return
  if (fault === 'crash') process.exit(70)
  if (fault === 'disconnect-mid-capture') return void socket.destroy()
  if (fault === 'garbage') return void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"biometr')
  if (fault === 'half-answer') return void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n{"biometrics":[')
  if (fault === 'nothing') return reply(socket, refused('101', 'No biometric object'))
  if (fault === 'bare-error') return reply(socket, error('110', 'Device not ready'))
  if (fault === 'oversized-reply') return void socket.end(Buffer.alloc(40_000_000, 0x20))
  if (fault === 'slow-drip') return drip(request)
  const { transactionId, env, specVersion } = asked
  const fresh = captureReply(
    device,
    pressed,
    { transactionId, env, specVersion, previousHash: String(bio?.previousHash ?? '') },
    fault,
  )
  const answer = fault === 'replay' ? lastReply : fresh
  lastReply = fresh
  if (fault === 'chunked') return replyInChunks(socket, answer)
  reply(socket, answer, { keepOpen: fault === 'connection-kept-open' })
}

async function stream({ body, socket }: SbiRequest): Promise<void> {
  const asked = JSON.parse(body.toString('utf8')) as { deviceSubId?: unknown }
  const fault = faults.takeStream()
  busyWhileStreaming = fault === 'busy-while-streaming'
  socket.once('close', () => {
    busyWhileStreaming = false
  })
  socket.write('HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=--BoundaryString\r\n\r\n')
  // The empty glass is seen at once, as on a device; a new person's fingers grow meanwhile.
  let prints: readonly PrintImage[] = []
  // What lies there is seen before anything is captured: also the other hand than the one asked for.
  const lying = fingersThatLie(fingersOfSlap(String(asked.deviceSubId ?? '0')), faults.next)
  const hand = lying[0]?.startsWith('left') ? 'left' : 'right'
  void glass.look(lying).then((grown) => {
    prints = grown
  })
  const began = Date.now()
  lookedAt = began
  for (let frame = 0; !socket.destroyed && Date.now() - began < STREAM_MS; frame++) {
    if (fault === 'no-frames') await pause(STREAM_MS)
    // While it captures a device adds no frames (SBI, RCAPTURE).
    if (capturing) {
      await pause(1000 / FRAMES_A_SECOND)
      continue
    }
    if (fault === 'garbage-frames') socket.write(Buffer.alloc(100_000, 0xff))
    const jpeg = previewFrame(prints, Math.min(1, (Date.now() - began) / (settleMs * 0.8)), hand)
    socket.write(
      Buffer.concat([
        Buffer.from(`--BoundaryString\r\nContent-Type:image/jpeg\r\nContent-Length:${jpeg.length}\r\n\r\n`),
        jpeg,
        Buffer.from('\r\n'),
      ]),
    )
    if (fault === 'crash-mid-stream' && frame === 1) process.exit(70)
    if (fault === 'disconnect-mid-stream' && frame === 1) socket.destroy()
    await pause(fault === 'slow-frames' ? 3_000 : 1000 / FRAMES_A_SECOND)
  }
  socket.end()
}

/** Control of the simulation: whose fingers, how worn, how slow, which fault for how many requests. */
function control({ path, body, socket }: SbiRequest): void {
  const order = JSON.parse(body.toString('utf8')) as {
    seed?: string
    worn?: number
    delay?: number
    fault?: string
    count?: number
  }
  let ok = true
  if (path === '/admin/person' && typeof order.seed === 'string') glass.lay(order.seed)
  if (typeof order.worn === 'number') glass.worn = order.worn
  if (path === '/admin/delay' && typeof order.delay === 'number') settleMs = order.delay
  if (path === '/admin/fault') ok = faults.set(order.fault, order.count ?? 1)
  reply(socket, { ok })
}

async function about(request: SbiRequest, verb: 'discovery' | 'info'): Promise<void> {
  const fault = faults.takeAbout()
  if (fault === 'mute') return
  if (fault === 'drip-info') return drip(request)
  reply(request.socket, device[verb](capturing, fault))
}

async function handle(request: SbiRequest): Promise<void> {
  const { verb, socket } = request
  if (verb === 'MOSIPDISC' || verb === 'SBIDISC') return about(request, 'discovery')
  if (verb === 'MOSIPDINFO') return about(request, 'info')
  if (verb === 'STREAM') return stream(request)
  if (verb === 'RCAPTURE') return capture(request)
  if (verb === 'POST') return control(request)
  reply(socket, [{ error: error('500', 'Unknown verb') }])
}

function writeWhole(file: string | undefined, text: string): void {
  if (file === undefined) return
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}

const server = sbiServer((request) => {
  // A request that is no JSON is the peer's fault: it is told, the service goes on.
  handle(request).catch(() => reply(request.socket, { error: error('123', 'Malformed request') }))
})
server.listen(port, '127.0.0.1', () => {
  writeWhole(values['trust-out'], device.rootPem)
  writeWhole(values['chip-trust-out'], device.chipRootPem)
  process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`)
})

function end(): void {
  server.close()
  void bank.close().then(() => process.exit(0))
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
process.stdin.resume()
process.stdin.on('end', end)
