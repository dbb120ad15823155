import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

// Debian's own PC/SC service with vpcd's two virtual readers, in a network and a /run of their own: fixed ports and the one
// socket of the service never meet another run on this machine. The socket stands in a temporary folder and is named to
// libpcsclite, so the driver under test stays where it is; card emulators step into the readers' network.

/** TCP ports vpcd listens on inside the network of the readers: 0x8C7B and the next (Debian's /etc/reader.conf.d/vpcd). */
export const readerPorts = [35963, 35964] as const
export const readerNames = ['Virtual PCD 00 00', 'Virtual PCD 00 01'] as const

export interface VirtualReaders {
  /** What the driver's process needs to find this service and no other. */
  readonly environment: NodeJS.ProcessEnv
  /** Pid of the PC/SC service. */
  readonly pid: number
  /** Command and arguments that start a program inside the readers' network. */
  inside(command: string, args: readonly string[]): readonly [string, readonly string[]]
  stop(): Promise<void>
}

const NEEDED = ['/usr/sbin/pcscd', '/usr/lib/pcsc/drivers/serial/libifdvpcd.so', '/etc/reader.conf.d/vpcd']

/** Why virtual readers cannot run here, in words for a skipped test; undefined where they can. */
export function whyNoVirtualReaders(): string | undefined {
  if (process.platform !== 'linux') return 'virtual card readers need Linux'
  const absent = NEEDED.filter((file) => !existsSync(file))
  if (absent.length > 0) return `virtual card readers need the packages pcscd and vsmartcard-vpcd (${absent[0]})`
  if (process.getuid?.() !== 0) return 'virtual card readers need root: a network and a /run of their own'
  try {
    execFileSync('unshare', ['--net', '--mount', 'true'], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'virtual card readers need name spaces, which this machine does not give'
  }
}

/** vpcd waits for an acknowledgement between length and body of each message: 40 ms an APDU unless the route answers at once. */
const SET_UP = [
  'ip link set lo up',
  'ip route replace local 127.0.0.1 dev lo proto kernel scope host src 127.0.0.1 table local quickack 1',
  'mkdir -p /run/pcscd',
  'mount --bind "$0" /run/pcscd',
  'exec /usr/sbin/pcscd --foreground --critical',
].join(' && ')

/** Starts the service and waits for its socket; it ends with `stop`, or with this process. */
export async function startVirtualReaders(): Promise<VirtualReaders> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-pcscd-'))
  const socket = path.join(folder, 'pcscd.comm')
  const service = spawn('unshare', ['--net', '--mount', 'setpriv', '--pdeathsig', 'KILL', 'sh', '-c', SET_UP, folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const gone = new Promise<void>((resolve) => service.once('exit', () => resolve()))
  const { pid } = service
  try {
    for (let waited = 0; !existsSync(socket) || pid === undefined; waited += 20) {
      if (service.exitCode !== null || waited > 15_000) throw new Error('pcscd did not open its socket')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  } catch (fault) {
    service.kill('SIGKILL')
    throw fault
  }
  return {
    environment: { ...process.env, PCSCLITE_CSOCK_NAME: socket },
    pid,
    inside: (command, args) => ['nsenter', [`--net=/proc/${pid}/ns/net`, command, ...args]],
    async stop() {
      await end(service, gone)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function end(service: ChildProcess, gone: Promise<void>): Promise<void> {
  if (service.exitCode !== null || service.signalCode !== null) return
  service.kill('SIGTERM')
  const timer = setTimeout(() => service.kill('SIGKILL'), 3_000)
  await gone
  clearTimeout(timer)
}
