import { renameSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type FingerPosition, sbiFingerName } from '../../../../domain/biometric/finger-position.ts'
import { nextCaptureHash } from '../drivers/sbi/device-signature.ts'
import { makeDeviceIdentity } from './device-identity.ts'
import { fingerBank } from './finger-bank.ts'
import { previewFrame } from './preview-frame.ts'
import { reply, type SbiRequest, sbiServer } from './sbi-server.ts'
import { type Pressed, simulatedGlass } from './simulated-glass.ts'

// A whole SBI service as a process: the other side of the protocol the driver speaks, with faults on request.

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4501' },
    'trust-out': { type: 'string' },
    seed: { type: 'string', default: 'nobody' },
  },
})

export type SimulatedFault =
  | 'wrong-signature'
  | 'untrusted-chain'
  | 'expired-key'
  | 'stale-timestamp'
  | 'wrong-transaction-id'
  | 'broken-hash-chain'
  | 'three-finger-slap'
  | 'swapped-hand'
  | 'same-finger-twice'
  | 'low-quality'
  | 'nothing'
  | 'disconnect-mid-stream'
  | 'disconnect-mid-capture'
  | 'slow-drip'
  | 'oversized-reply'
  | 'garbage'
  | 'numbers-instead-of-strings'
  | 'crash'

const FRAMES_A_SECOND = 8
const SETTLE_MS = 1_300
const port = Number(values.port)
const identity = await makeDeviceIdentity(30)
const stranger = await makeDeviceIdentity(30)
const expired = await makeDeviceIdentity(-1)
const bank = fingerBank()
const glass = simulatedGlass(bank)
glass.lay(values.seed)

let fault: { name: SimulatedFault; left: number } | undefined
let settleMs = SETTLE_MS
let capturing = false

function takeFault(...names: SimulatedFault[]): SimulatedFault | undefined {
  if (!fault || !names.includes(fault.name)) return undefined
  const { name } = fault
  fault.left -= 1
  if (fault.left <= 0) fault = undefined
  return name
}

const stamp = (ms = Date.now()) => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')
const digitalId = (signer = identity) =>
  signer.sign({
    serialNo: 'SOBOSIM00000001',
    make: 'So Bo',
    model: 'SIM-442',
    type: 'Finger',
    deviceSubType: 'Slap',
    deviceProvider: 'So Bo',
    deviceProviderId: 'SOBO.SIM',
    dateTime: stamp(),
  })

const about = () => ({
  deviceId: '2',
  deviceStatus: capturing ? 'Busy' : 'Ready',
  certification: 'L0',
  serviceVersion: '0.9.5',
  deviceSubId: ['1', '2', '3', '0'],
  callbackId: `http://127.0.0.1:${port}/`,
  deviceCode: 'SOBOSIM00000001',
  specVersion: ['0.9.5'],
  purpose: 'Registration',
})
const success = { errorCode: '0', errorInfo: 'Success' }

interface BioAsked {
  bioSubType?: unknown
  deviceSubId?: unknown
  previousHash?: unknown
}

/** Which fingers come, when the person does not do as told. */
function withFault(fingers: readonly FingerPosition[], name: SimulatedFault | undefined): FingerPosition[] {
  if (name === 'three-finger-slap') return fingers.slice(0, Math.max(1, fingers.length - 1))
  if (name === 'swapped-hand')
    return fingers.map(
      (finger) =>
        (finger.startsWith('left')
          ? finger.replace('left', 'right')
          : finger.replace('right', 'left')) as FingerPosition,
    )
  if (name === 'same-finger-twice') return fingers.map((finger, i) => (i === 1 ? (fingers[0] ?? finger) : finger))
  return [...fingers]
}

function captureReply(
  pressed: readonly Pressed[],
  asked: { transactionId: string; env: string; previousHash: string },
  name: SimulatedFault | undefined,
): unknown {
  let previous = asked.previousHash
  const signer = name === 'untrusted-chain' ? stranger : name === 'expired-key' ? expired : identity
  return {
    biometrics: pressed.map(({ finger, quality, record }) => {
      previous = nextCaptureHash(previous, record)
      const score = name === 'low-quality' ? 12 : quality
      const data = signer.sign({
        digitalId: digitalId(signer),
        deviceCode: 'SOBOSIM00000001',
        deviceServiceVersion: '0.9.5',
        bioType: 'Finger',
        bioSubType: sbiFingerName(finger),
        purpose: 'Registration',
        env: asked.env,
        bioValue: Buffer.from(record).toString('base64url'),
        transactionId: name === 'wrong-transaction-id' ? 'another-transaction' : asked.transactionId,
        timestamp: stamp(name === 'stale-timestamp' ? Date.now() - 20 * 60_000 : Date.now()),
        requestedScore: '60',
        qualityScore: name === 'numbers-instead-of-strings' ? score : String(score),
      })
      const broken = name === 'wrong-signature' ? `${data.slice(0, -8)}AAAAAAAA` : data
      const hash = name === 'broken-hash-chain' ? '0'.repeat(64) : previous
      return { specVersion: '0.9.5', data: broken, hash, error: success }
    }),
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function capture({ body, socket }: SbiRequest): Promise<void> {
  const request = JSON.parse(body.toString('utf8')) as { transactionId: string; env: string; bio: BioAsked[] }
  const [bio] = request.bio
  if (capturing)
    return reply(socket, {
      biometrics: [{ data: '', hash: '', error: { errorCode: '111', errorInfo: 'Device busy' } }],
    })
  capturing = true
  socket.once('close', () => {
    capturing = false
  })
  const name = takeFault(
    ...([
      'wrong-signature',
      'untrusted-chain',
      'expired-key',
      'stale-timestamp',
      'wrong-transaction-id',
      'broken-hash-chain',
      'three-finger-slap',
      'swapped-hand',
    ] as const),
    ...([
      'same-finger-twice',
      'low-quality',
      'nothing',
      'disconnect-mid-capture',
      'slow-drip',
      'oversized-reply',
      'garbage',
      'numbers-instead-of-strings',
      'crash',
    ] as const),
  )
  const fingers = withFault(glass.fingersOf(bio?.bioSubType, String(bio?.deviceSubId ?? '')), name)
  const [pressed] = await Promise.all([glass.press(fingers), pause(settleMs)])
  if (socket.destroyed) return
  if (name === 'crash') process.exit(70)
  if (name === 'disconnect-mid-capture') return void socket.destroy()
  if (name === 'garbage') return void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"biometr')
  if (name === 'nothing')
    return reply(socket, {
      biometrics: [{ data: '', hash: '', error: { errorCode: '101', errorInfo: 'No biometric object' } }],
    })
  if (name === 'oversized-reply') return void socket.end(Buffer.alloc(40_000_000, 0x20))
  if (name === 'slow-drip') {
    // A byte now and then: alive, and never done.
    while (!socket.destroyed) {
      socket.write(' ')
      await pause(500)
    }
    return
  }
  reply(
    socket,
    captureReply(
      pressed,
      { transactionId: request.transactionId, env: request.env, previousHash: String(bio?.previousHash ?? '') },
      name,
    ),
  )
}

async function stream({ body, socket }: SbiRequest): Promise<void> {
  const asked = JSON.parse(body.toString('utf8')) as { deviceSubId?: unknown }
  const cut = takeFault('disconnect-mid-stream')
  socket.write('HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=--BoundaryString\r\n\r\n')
  const prints = await glass.look(glass.fingersOf(undefined, String(asked.deviceSubId ?? '0')))
  const began = Date.now()
  for (let frame = 0; !socket.destroyed && Date.now() - began < 60_000; frame++) {
    const jpeg = previewFrame(prints, Math.min(1, (Date.now() - began) / (settleMs * 0.8)))
    socket.write(
      Buffer.concat([
        Buffer.from(`--BoundaryString\r\nContent-Type:image/jpeg\r\nContent-Length:${jpeg.length}\r\n\r\n`),
        jpeg,
        Buffer.from('\r\n'),
      ]),
    )
    if (cut && frame === 1) socket.destroy()
    await pause(1000 / FRAMES_A_SECOND)
  }
  socket.end()
}

/** Control of the simulation: whose fingers, how worn, how slow, which fault for how many captures. */
function control({ path, body, socket }: SbiRequest): void {
  const order = JSON.parse(body.toString('utf8')) as {
    seed?: string
    worn?: number
    delay?: number
    fault?: SimulatedFault
    count?: number
  }
  if (path === '/admin/person' && typeof order.seed === 'string') glass.lay(order.seed)
  if (typeof order.worn === 'number') glass.worn = order.worn
  if (path === '/admin/delay' && typeof order.delay === 'number') settleMs = order.delay
  if (path === '/admin/fault') fault = order.fault ? { name: order.fault, left: order.count ?? 1 } : undefined
  reply(socket, { ok: true })
}

async function handle(request: SbiRequest): Promise<void> {
  const { verb, socket } = request
  if (verb === 'MOSIPDISC' || verb === 'SBIDISC') return reply(socket, [{ ...about(), digitalId: '', error: success }])
  if (verb === 'MOSIPDINFO')
    return reply(socket, [
      {
        deviceInfo: identity.sign({ ...about(), firmware: 'SIM.442.1.0', env: 'Developer', digitalId: digitalId() }),
        error: success,
      },
    ])
  if (verb === 'STREAM') return stream(request)
  if (verb === 'RCAPTURE') return capture(request)
  if (verb === 'POST') return control(request)
  reply(socket, [{ error: { errorCode: '500', errorInfo: 'Unknown verb' } }])
}

const server = sbiServer((request) => {
  // A request that is no JSON is the peer's fault: it is told, the service goes on.
  handle(request).catch(() => reply(request.socket, { error: { errorCode: '123', errorInfo: 'Malformed request' } }))
})
server.listen(port, '127.0.0.1', () => {
  if (values['trust-out'] !== undefined) {
    writeFileSync(`${values['trust-out']}.new`, identity.rootPem)
    renameSync(`${values['trust-out']}.new`, values['trust-out'])
  }
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
