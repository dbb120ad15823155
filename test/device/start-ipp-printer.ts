import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../../main/training/free-port.ts'
import { takeLoopbackMulticast } from './loopback-multicast.ts'

/** A printer, a spooler and a bus that are not ours, in a name space of their own: Debian's ippeveprinter and cupsd. */

const PROGRAMS = ['ippeveprinter', 'dbus-daemon', 'avahi-daemon', 'unshare']

/** Why the peers cannot run here; undefined where they can. It is printed, so that a skipped test says its reason. */
export function whyNoPeers(more: readonly string[] = []): string | undefined {
  const found = (name: string) =>
    ['/usr/bin', '/usr/sbin', '/bin', '/sbin'].some((folder) => existsSync(path.join(folder, name)))
  const missing = [...PROGRAMS, ...more].filter((name) => !found(name))
  const own = spawnSync('unshare', ['-m', 'true']).status === 0
  const why =
    missing.length > 0
      ? `not installed: ${missing.join(', ')}`
      : own
        ? undefined
        : 'no mount name space of our own (needs root)'
  if (why !== undefined) process.stderr.write(`skipped: IPP peers: ${why}\n`)
  return why
}

/** What the printer's command does with a document; set while it runs. */
export type PeerMode = 'ok' | 'empty' | 'jam' | 'slow'

const FAULTS = `#!/bin/bash
here=$(dirname "$(readlink -f "$0")"); doc="\${@: -1}"
mode() { cat "$here/mode" 2>/dev/null || echo ok; }
env | grep -E '^(IPP_|CONTENT_TYPE)' | sort > "$here/last.env"
[ "$(mode)" = jam ] || echo "STATE: -media-jam-error" >&2
case "$(mode)" in
 empty) echo "STATE: +media-empty-error" >&2
        for i in $(seq 100); do sleep 0.1; [ "$(mode)" = ok ] && break; done
        echo "STATE: -media-empty-error" >&2 ;;
 jam)   echo "STATE: +media-jam-error" >&2; sleep 0.4; exit 1 ;;
 slow)  for i in $(seq 100); do sleep 0.1; [ "$(mode)" = ok ] && break; done ;;
esac
count=$(ls "$here" | grep -c '^printed-')
cp "$doc" "$here/printed-$count"
exit 0
`

const SERVICES = `
mount -t tmpfs none /run
mkdir -p /run/dbus /run/avahi-daemon
dbus-daemon --system --nofork --nopidfile &
for i in $(seq 50); do [ -S /run/dbus/system_bus_socket ] && break; sleep 0.1; done
[ -d "$FOLDER/services" ] && mount --bind "$FOLDER/services" /etc/avahi/services && mount --bind "$FOLDER/hosts" /etc/avahi/hosts
avahi-daemon --no-chroot --no-rlimits -f "$FOLDER/avahi.conf" >/dev/null 2>&1 &
for i in $(seq 50); do [ -S /run/avahi-daemon/socket ] && break; sleep 0.1; done
`

/** ippeveprinter insists on avahi, also where nothing is to be announced: then it hears and says nothing. */
const avahiConf = (interfaces: 'lo' | 'none0') => `[server]
host-name=so-bo-peer-${randomUUID().slice(0, 8)}
use-ipv4=yes
use-ipv6=no
allow-interfaces=${interfaces}
enable-dbus=yes
[publish]
publish-workstation=no
[wide-area]
enable-wide-area=no
`

/** An office printer, A4, two sides, PDF and PWG raster; \`card\` is the CR80 printer. */
function attributesOf(kind: 'a4' | 'card'): string {
  const [media, x, y] = kind === 'a4' ? ['iso_a4_210x297mm', 21000, 29700] : ['om_card_54x86mm', 5400, 8600]
  const size = `MEMBER collection media-size {MEMBER integer x-dimension ${x} MEMBER integer y-dimension ${y}}`
  const whole = `{${size} MEMBER integer media-top-margin 0 MEMBER integer media-bottom-margin 0 MEMBER integer media-left-margin 0 MEMBER integer media-right-margin 0 MEMBER keyword media-source main MEMBER keyword media-type stationery}`
  return [
    `ATTR textWithoutLanguage printer-make-and-model "Peer ${kind}"`,
    'ATTR mimeMediaType document-format-default application/pdf',
    'ATTR mimeMediaType document-format-supported application/pdf,image/pwg-raster',
    `ATTR keyword media-supported ${media}`,
    `ATTR keyword media-default ${media}`,
    `ATTR keyword media-ready ${media}`,
    `ATTR collection media-size-supported {MEMBER integer x-dimension ${x} MEMBER integer y-dimension ${y}}`,
    ...['media-col-default', 'media-col-ready', 'media-col-database'].map((name) => `ATTR collection ${name} ${whole}`),
    ...['bottom', 'left', 'right', 'top'].map((edge) => `ATTR integer media-${edge}-margin-supported 0`),
    'ATTR keyword media-source-supported main',
    'ATTR keyword media-type-supported stationery',
    'ATTR keyword sides-supported one-sided,two-sided-long-edge,two-sided-short-edge',
    'ATTR keyword sides-default one-sided',
    'ATTR resolution printer-resolution-supported 300dpi',
    'ATTR resolution printer-resolution-default 300dpi',
    'ATTR keyword pwg-raster-document-type-supported srgb_8,sgray_8',
    'ATTR resolution pwg-raster-document-resolution-supported 300dpi',
    'ATTR keyword pwg-raster-document-sheet-back normal',
    'ATTR keyword print-color-mode-supported auto,color,monochrome',
    'ATTR keyword print-color-mode-default auto',
    'ATTR boolean color-supported true',
    'ATTR keyword urf-supported V1.5,W8,SRGB24,RS300,DM1',
    '',
  ].join('\n')
}

export interface PrinterPeer {
  readonly port: number
  readonly uri: string
  readonly folder: string
  setMode(mode: PeerMode): void
  /** What came out, oldest first. */
  printed(): Buffer[]
  /** The settings the printer understood of the last job. */
  lastSettings(): string
  stop(): Promise<void>
}

async function waitFor(what: string, until: () => Promise<boolean> | boolean, ms = 20_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await until())) {
    if (Date.now() > end) throw new Error(`${what} did not come up within ${ms} ms`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1000) }).then(
    (response) => response.arrayBuffer().then(() => true),
    () => false,
  )
}

/** Runs a script in mount and process name spaces of its own: when its first process is ended, all of them are. */
function inOwnSpace(script: string, folder: string): { readonly child: ChildProcess; stop(): Promise<void> } {
  const log = path.join(folder, 'peer.log')
  const child = spawn(
    'unshare',
    ['-m', '-p', '-f', '--mount-proc', '--kill-child', 'bash', '-c', `${SERVICES}\n${script} >"${log}" 2>&1`],
    { env: { ...process.env, FOLDER: folder, PATH: `/usr/sbin:/usr/bin:/sbin:/bin` }, stdio: 'ignore' },
  )
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    child,
    async stop() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** What Debian's avahi announces on the loopback: the printer itself under that name, and further services. */
export interface Announced {
  readonly name: string
  readonly others?: readonly {
    readonly name: string
    readonly type: string
    readonly port: number
    readonly text: readonly string[]
    /** Of a host of its own; without it the peer's own. */
    readonly address?: string
  }[]
}

function writeAnnounced(folder: string, { others = [] }: Announced): void {
  mkdirSync(path.join(folder, 'services'))
  const hostOf = (i: number) => `so-bo-astray-${path.basename(folder).slice(-6).toLowerCase()}-${i}.local`
  const hosts = others.flatMap(({ address }, i) => (address === undefined ? [] : [`${address} ${hostOf(i)}`]))
  writeFileSync(path.join(folder, 'hosts'), `${hosts.join('\n')}\n`)
  for (const [i, { name, type, port, text, address }] of others.entries()) {
    const host = address === undefined ? '' : `<host-name>${hostOf(i)}</host-name>`
    const texts = text.map((one) => `<txt-record>${one}</txt-record>`).join('')
    writeFileSync(
      path.join(folder, 'services', `${i}.service`),
      `<?xml version="1.0"?><!DOCTYPE service-group SYSTEM "avahi-service.dtd"><service-group><name>${name}</name><service><type>${type}</type>${host}<port>${port}</port>${texts}</service></service-group>`,
    )
  }
}

/** Starts ippeveprinter with its fault script, and with \`cups\` also a cupsd of its own whose queue "Desk" prints on it. */
export async function startPrinterPeer(
  kind: 'a4' | 'card',
  options: { readonly cups?: boolean; readonly announced?: Announced } = {},
): Promise<PrinterPeer & { readonly cupsSocket: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-ipp-'))
  const at = (...parts: string[]) => path.join(folder, ...parts)
  // The spooler's filters run as another user, and must get through to their files.
  chmodSync(folder, 0o711)
  const port = await freePort()
  mkdirSync(at('spool'))
  const letGo = options.announced ? await takeLoopbackMulticast() : undefined
  writeFileSync(at('avahi.conf'), avahiConf(options.announced ? 'lo' : 'none0'))
  if (options.announced) writeAnnounced(folder, options.announced)
  writeFileSync(at('printer.conf'), attributesOf(kind))
  writeFileSync(at('fault.sh'), FAULTS, { mode: 0o755 })
  const announced = options.announced ? '' : '-r off '
  const printer = `ippeveprinter ${announced}-p ${port} -n localhost -d "${at('spool')}" -v -a "${at('printer.conf')}" -c "${at('fault.sh')}" -K "${at('spool')}" "${options.announced?.name ?? 'So Bo Peer'}"`
  const cups = options.cups ? cupsScript(folder) : ''
  const space = inOwnSpace(`{ ${cups}\n${printer}; }`, folder)
  const stop = async () => {
    await space.stop()
    await letGo?.()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await waitFor('ippeveprinter', () => answers(port))
    if (options.cups) await addQueue(at('cups.sock'), port)
  } catch (fault) {
    const log = existsSync(at('peer.log')) ? readFileSync(at('peer.log'), 'utf8').slice(-2000) : ''
    await stop()
    throw new Error(`the peers did not start: ${log}`, { cause: fault })
  }
  return {
    port,
    uri: `ipp://localhost:${port}/ipp/print`,
    folder,
    cupsSocket: at('cups.sock'),
    setMode: (mode) => writeFileSync(at('mode'), mode),
    printed: () =>
      readdirSync(folder)
        .filter((name) => name.startsWith('printed-'))
        .sort((a, b) => Number(a.slice(8)) - Number(b.slice(8)))
        .map((name) => readFileSync(at(name))),
    lastSettings: () => readFileSync(at('last.env'), 'utf8'),
    stop,
  }
}

function cupsScript(folder: string): string {
  const at = (...parts: string[]) => path.join(folder, ...parts)
  for (const name of ['etc', 'run', 'cache', 'spool-cups', 'state']) mkdirSync(at(name))
  writeFileSync(
    at('etc', 'cupsd.conf'),
    `Listen ${at('cups.sock')}
DefaultAuthType None
WebInterface No
Browsing No
PreserveJobHistory Yes
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
`,
  )
  writeFileSync(
    at('etc', 'cups-files.conf'),
    `ServerRoot ${at('etc')}
RequestRoot ${at('spool-cups')}
CacheDir ${at('cache')}
StateDir ${at('state')}
ErrorLog ${at('error_log')}
AccessLog ${at('access_log')}
PageLog ${at('page_log')}
SystemGroup root
User lp
Group lp
FileDevice Yes
`,
  )
  return `cupsd -f -c "${at('etc', 'cupsd.conf')}" -s "${at('etc', 'cups-files.conf')}" &`
}

async function addQueue(socket: string, port: number): Promise<void> {
  await waitFor('cupsd', () => existsSync(socket))
  const made = spawnSync(
    'lpadmin',
    ['-h', socket, '-p', 'Desk', '-E', '-v', `ipp://localhost:${port}/ipp/print`, '-m', 'everywhere'],
    { encoding: 'utf8', timeout: 60_000 },
  )
  if (made.status !== 0) throw new Error(`lpadmin: ${made.stderr}`)
}
