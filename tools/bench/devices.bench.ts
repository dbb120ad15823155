import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as z from 'zod/mini'
import { deviceHost } from '../../main/hardware/host/index.ts'
import { type FingerprintScanner, openFingerprintScanners } from '../../main/hardware/index.ts'
import { startChild } from '../../main/training/child.ts'
import { freePortIn } from '../../main/training/free-port.ts'
import { devicePace, unrealPace } from './device-pace.ts'
import { type Figures, median, quantile } from './figures.ts'
import { type Stall, startStallMeter } from './stall-meter.ts'
import { workingDevices } from './working-devices.ts'

export const name = 'devices'

const CAPTURES = 12
const REST_MS = 3_000
/** The simulated device's own time: what the fingers take to settle. */
const DEVICE_MS = 600
const HOST_CALLS = 300

const ms = (value: number) => ({ value: Math.round(value * 100) / 100, unit: 'ms' })

/** Stall of this thread while the work runs. */
async function stallDuring(work: () => Promise<unknown>): Promise<Stall> {
  const meter = startStallMeter()
  await work()
  return meter.stop()
}

async function captureOnce(
  scanner: FingerprintScanner,
  previousHash: string,
): Promise<{ hash: string; frames: number }> {
  const request = { group: 'right-four', exceptions: [], requestedScore: 45, previousHash } as const
  let frames = 0
  for await (const progress of scanner.capture(request, new AbortController().signal)) {
    if (progress.kind === 'captured') return { hash: progress.lastHash, frames }
    frames += 1
  }
  throw new Error('nothing captured')
}

/** One request whose answer is thrown away. */
function bareRequest(
  port: number,
  verb: string,
  place: string,
  body: string,
): { done: Promise<void>; end: () => void } {
  const socket = connect(port, '127.0.0.1', () =>
    socket.write(`${verb} ${place} HTTP/1.1\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`),
  )
  const done = new Promise<void>((resolve, reject) => {
    socket
      .resume()
      .once('close', () => resolve())
      .once('error', reject)
  })
  return { done, end: () => socket.destroy() }
}

/** The device's own time for the same work: preview and capture asked for by a client that reads and checks nothing. */
async function bareCapture(port: number): Promise<number> {
  const body = JSON.stringify({
    ...{
      env: 'Developer',
      purpose: 'Registration',
      specVersion: '0.9.5',
      timeout: '10000',
      transactionId: 'bare-bench',
    },
    bio: [
      {
        ...{ type: 'Finger', count: '4', exception: [], requestedScore: '45', deviceId: '2', deviceSubId: '2' },
        bioSubType: ['Right IndexFinger', 'Right MiddleFinger', 'Right RingFinger', 'Right LittleFinger'],
        previousHash: '',
      },
    ],
  })
  const began = performance.now()
  const preview = bareRequest(port, 'STREAM', '/stream', '{"deviceId":"2","deviceSubId":"2","timeout":"10000"}')
  await bareRequest(port, 'RCAPTURE', '/capture', body).done
  const took = performance.now() - began
  preview.end()
  await preview.done
  return took
}

async function hostFigures(): Promise<Figures> {
  const host = deviceHost({
    name: 'bench',
    device: 'chip-reader',
    module: new URL('./echo-host.ts', import.meta.url),
    log: { note: () => undefined },
  })
  try {
    const began = performance.now()
    await host.ask('echo', 'first', { reply: z.unknown(), ms: 20_000 })
    const start = performance.now() - began
    const times: number[] = []
    const large = new Uint8Array(1_000_000)
    for (let call = 0; call < HOST_CALLS; call += 1) {
      const at = performance.now()
      await host.ask('echo', { apdu: new Uint8Array(255) }, { reply: z.unknown(), ms: 5_000 })
      times.push(performance.now() - at)
    }
    const at = performance.now()
    for (let call = 0; call < 20; call += 1) await host.ask('echo', large, { reply: z.unknown(), ms: 5_000 })
    const pid = Number(host.state.pid)
    const killedAt = performance.now()
    process.kill(pid, 'SIGKILL')
    // Asked until a new process answers: what a clerk waits after a crash.
    while (host.state.pid === pid) await new Promise((resolve) => setTimeout(resolve, 5))
    await host.ask('echo', 'again', { reply: z.unknown(), ms: 20_000 })
    return {
      'device host: first question to answer, start included': ms(start),
      'device host: 255 bytes there and back, median': ms(median(times)),
      'device host: 255 bytes there and back, p99': ms(quantile(times, 0.99)),
      'device host: 1 MB there and back': ms((killedAt - at) / 20),
      'device host: killed to answering again': ms(performance.now() - killedAt),
    }
  } finally {
    await host.stop()
  }
}

/**
 * What devices cost the core: SBI over the device's own time per capture, the stall of the core's thread while a scanner previews and
 * captures and a device host answers, and the price of a host. The scanner is the simulator in a process of its own.
 */
export async function run(): Promise<Figures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-bench-'))
  const trustFile = path.join(folder, 'trust.pem')
  const port = await freePortIn(4501, 4600)
  const root = path.resolve(import.meta.dirname, '..', '..')
  const simulator = startChild('simulator', process.execPath, [
    path.join(root, 'main/hardware/fingerprint/simulator/sbi-simulator.ts'),
    ...['--port', String(port), '--trust-out', trustFile, '--seed', 'bench'],
  ])
  try {
    await simulator.ready
    await fetch(`http://127.0.0.1:${port}/admin/delay`, { method: 'POST', body: JSON.stringify({ delay: DEVICE_MS }) })
    const sweeps = performance.now()
    const finder = openFingerprintScanners({ ports: [], trustFile })
    const [scanner] = await finder.find()
    const sweep = performance.now() - sweeps
    if (!scanner) throw new Error('no scanner found')
    // The simulator grows its prints at the first touch; that is not the protocol's time.
    await captureOnce(scanner, '')
    const rest = await stallDuring(() => new Promise((resolve) => setTimeout(resolve, REST_MS)))
    const [ours, bare, computing]: [number[], number[], number[]] = [[], [], []]
    let [hash, frames] = ['', 0]
    const busy = await stallDuring(async () => {
      for (let i = 0; i < CAPTURES; i += 1) {
        const [began, used] = [performance.now(), process.threadCpuUsage()]
        const captured = await captureOnce(scanner, hash)
        ours.push(performance.now() - began)
        const { user, system } = process.threadCpuUsage(used)
        computing.push((user + system) / 1_000)
        // In turn with the device alone: what else the machine does meets both.
        bare.push(await bareCapture(port))
        hash = captured.hash
        frames += captured.frames
      }
    })
    return {
      'SBI: sweep of a hundred ports': ms(sweep),
      'SBI: capture of four fingers, median': ms(median(ours)),
      'SBI: the same answer, bare, median': ms(median(bare)),
      'SBI: overhead per capture over the device’s own time': ms(median(ours) - median(bare)),
      'SBI: the core’s own computing per capture, preview included, median': ms(median(computing)),
      'SBI: preview frames in these captures': { value: frames, unit: 'frames' },
      'core thread: stall at rest, p99': ms(rest.p99),
      'core thread: stall while the scanner works, p50': ms(busy.p50),
      'core thread: stall while the scanner works, p99': ms(busy.p99),
      'core thread: stall while the scanner works, longest': ms(busy.longest),
      'core thread: stall by its own computing while the scanner works, p99': ms(busy.ownP99),
      ...(await hostFigures()),
      ...(await workingDevices(unrealPace)),
      ...(await workingDevices(devicePace)),
      captures: { value: CAPTURES, unit: 'captures' },
    }
  } finally {
    await simulator.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
