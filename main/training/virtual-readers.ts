import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'

// Debian's own PC/SC service with vpcd's two virtual readers, in a network and a /run of their own: fixed ports and the one
// socket of the service never meet another run on this machine, nor the service of the machine itself. The socket stands in a
// temporary folder and is named to libpcsclite, so the driver that reads stays where it is; card emulators step into the readers'
// network. Root takes name spaces as they are; an ordinary user takes them inside a user name space, where the kernel grants that.

/** TCP ports vpcd listens on inside the network of the readers: 0x8C7B and the next (Debian's /etc/reader.conf.d/vpcd). */
export const readerPorts = [35963, 35964] as const
export const readerNames = ['Virtual PCD 00 00', 'Virtual PCD 00 01'] as const

export interface VirtualReaders {
  /** For sockets of whoever serves these readers; gone with them. Short: the path of a socket holds 107 bytes. */
  readonly folder: string
  /** The service's socket, for `PCSCLITE_CSOCK_NAME`. */
  readonly socket: string
  /** What the driver's process needs to find this service and no other. */
  readonly environment: NodeJS.ProcessEnv
  /** Pid of the PC/SC service. */
  readonly pid: number
  /** Command and arguments that start a program inside the readers' network. */
  inside(command: string, args: readonly string[]): readonly [string, readonly string[]]
  stop(): Promise<void>
}

const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'
const NEEDED = ['/usr/sbin/pcscd', DRIVER, '/etc/reader.conf.d/vpcd', '/usr/bin/unshare', '/usr/bin/nsenter']
const isRoot = () => process.getuid?.() === 0
const spaces = () => [...(isRoot() ? [] : ['--user', '--map-root-user']), '--net', '--mount']
/** `ip` stands where ordinary users do not look. */
const environment = () => ({ ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` })

/** Why virtual readers cannot run here, in words for a terminal; undefined where they can. */
export function whyNoVirtualReaders(): string | undefined {
  if (process.platform !== 'linux') return 'virtual card readers need Linux'
  const absent = NEEDED.filter((file) => !existsSync(file))
  if (absent.length > 0)
    return `virtual card readers need the packages pcscd, vsmartcard-vpcd, iproute2 (${absent[0]} is not there)`
  try {
    execFileSync('unshare', [...spaces(), 'sh', '-c', 'ip link set lo up'], { stdio: 'ignore', env: environment() })
    return undefined
  } catch {
    const who = isRoot() ? 'root' : 'an ordinary user (user name spaces may be off)'
    return `virtual card readers need a network and a /run of their own, which this machine does not give to ${who}`
  }
}

/** vpcd waits for an acknowledgement between length and body of each message: 40 ms an APDU unless the route answers at once. */
const SET_UP = [
  'ip link set lo up',
  'ip route replace local 127.0.0.1 dev lo proto kernel scope host src 127.0.0.1 table local quickack 1',
  'mount -t tmpfs tmpfs /run',
  'mkdir -p /run/pcscd',
  'mount --bind "$0" /run/pcscd',
  'exec /usr/sbin/pcscd --foreground --critical',
].join(' && ')

const READY_WITHIN_MS = 15_000

/** Starts the service and waits for its socket; it ends with `stop`, or with this process. Throws where it does not start. */
export async function startVirtualReaders(): Promise<VirtualReaders> {
  // Never below /run, which the service sees as its own.
  const folder = mkdtempSync('/tmp/so-bo-pcscd-')
  const socket = path.join(folder, 'pcscd.comm')
  const service = spawn('unshare', [...spaces(), 'setpriv', '--pdeathsig', 'KILL', 'sh', '-c', SET_UP, folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment(),
  })
  const gone = new Promise<void>((resolve) => {
    service.once('exit', () => resolve())
    service.once('error', () => resolve())
  })
  const { pid } = service
  try {
    for (let waited = 0; !existsSync(socket) || pid === undefined; waited += 20) {
      if (pid === undefined || service.exitCode !== null || waited > READY_WITHIN_MS)
        throw new Error('pcscd did not open its socket')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  } catch (fault) {
    service.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
    throw fault
  }
  const entering = isRoot() ? ['--net'] : ['--user', '--preserve-credentials', '--net']
  return {
    folder,
    socket,
    environment: { ...process.env, PCSCLITE_CSOCK_NAME: socket },
    pid,
    inside: (command, args) => ['nsenter', [...entering, '--target', String(pid), command, ...args]],
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
