import { writeSync } from 'node:fs'
import { DeviceError } from '../../main/hardware/device-error.ts'
import { writeFrame } from '../../main/hardware/host/host-frame.ts'
import { serveHost } from '../../main/hardware/host/index.ts'

// A host that does on request what drivers do on bad days.

const hoard: unknown[] = []
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function spin(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

/** Past the protocol, as a native library would that writes to a descriptor it does not own. */
function writeRaw(bytes: Uint8Array): void {
  let at = 0
  while (at < bytes.length) {
    try {
      at += writeSync(3, bytes, at)
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EAGAIN') throw fault
      spin(1)
    }
  }
}

serveHost({
  echo: async (request) => request,
  pid: async () => process.pid,
  count: async (request, call) => {
    for (let i = 0; i < Number(request); i++) call.progress({ i, bytes: new Uint8Array([i]) })
    return 'done'
  },
  refuse: async () => {
    throw new DeviceError('nothing-on-the-glass', 'capture', 'fingerprint')
  },
  blunder: async () => {
    throw new RangeError('NGUYEN VAN AN 001090012345')
  },
  chatter: async () => {
    process.stdout.write('NGUYEN VAN AN\n')
    process.stderr.write('TypeError: 001090012345\n')
    return null
  },
  hang: async () => spin(600_000),
  forever: async (_request, call) => {
    await new Promise<void>((resolve) => call.signal.addEventListener('abort', () => resolve(), { once: true }))
    return 'let go'
  },
  stubborn: async () => await wait(600_000),
  exit: async () => process.exit(7),
  leakHeap: async () => {
    for (;;) {
      hoard.push(Array.from({ length: 10_000 }, (_, i) => ({ i })))
      await wait(0)
    }
  },
  leakNative: async () => {
    for (;;) {
      hoard.push(Buffer.alloc(8_000_000, 1))
      await wait(5)
    }
  },
  leakWhileHung: async () => {
    for (;;) {
      hoard.push(Buffer.alloc(8_000_000, 1))
      spin(5)
    }
  },
  garbage: async () => writeRaw(Buffer.from('SQLSTATE[42]: not a frame at all, but words\n')),
  tooLong: async () => writeRaw(Buffer.from([0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 2, 0x7b, 0x7d])),
  wrongShape: async () => writeRaw(writeFrame({ kind: 'shutdown', now: true }, 1_000)),
  answerTwice: async () => {
    writeRaw(writeFrame({ kind: 'reply', id: 999_999, body: 'to nobody' }, 1_000))
    return 'to somebody'
  },
  flood: async () => {
    const frame = writeFrame({ kind: 'pong', beat: 1, rss: 1 }, 1_000)
    const many = Buffer.concat(Array.from({ length: 500 }, () => frame))
    for (;;) writeRaw(many)
  },
})
