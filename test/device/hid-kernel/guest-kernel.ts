import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface GuestKernel {
  /** The kernel as the emulator takes it. */
  readonly image: string
  /** Its modules, in the order in which they can be loaded. */
  readonly modules: readonly string[]
}

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..')
const KEPT = path.join(ROOT, '.runtime', 'guest-kernel')
/** The small kernel for clouds: no drivers of real devices, but uhid. 27 MB to get, once. */
const PACKAGE = 'linux-image-cloud-amd64'
const MODULES = ['hid', 'hid-generic', 'uhid']
const GET_MS = 180_000

const kept: GuestKernel = {
  image: path.join(KEPT, 'vmlinuz'),
  modules: MODULES.map((name) => path.join(KEPT, `${name}.ko`)),
}

export function whyNoGuest(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'the guest is one for x86-64 on Linux'
  if (!existsSync('/usr/bin/qemu-system-x86_64')) return 'the guest needs the package qemu-system-x86'
  if (!existsSync('/usr/bin/gcc')) return 'the guest needs a C compiler'
  return undefined
}

const isWhole = () => [kept.image, ...kept.modules].every((file) => existsSync(file))

/** Name of the package that carries the newest kernel of the distribution. */
function packageOfKernel(): string | undefined {
  const said = spawnSync('apt-cache', ['depends', PACKAGE], { encoding: 'utf8' }).stdout ?? ''
  return /linux-image-\d\S*/.exec(said)?.[0]
}

/** Gets the package into the folder and unpacks what is needed of it: nothing is installed, no rights are needed. */
function unpack(name: string, folder: string): void {
  execFileSync('apt-get', ['download', '-qq', name], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: GET_MS,
  })
  execFileSync(
    'sh',
    ['-c', 'dpkg-deb --fsys-tarfile linux-image-*.deb | tar x --wildcards "*/vmlinuz-*" "*/drivers/hid/*.ko*"'],
    {
      cwd: folder,
      timeout: GET_MS,
    },
  )
  const find = (pattern: string) =>
    execFileSync('find', [folder, '-name', pattern], { encoding: 'utf8' }).split('\n')[0] ?? ''
  writeFileSync(path.join(folder, 'vmlinuz'), readFileSync(find('vmlinuz-*')))
  for (const module of MODULES) writeFileSync(path.join(folder, `${module}.ko`), readFileSync(find(`${module}.ko`)))
}

/** A kernel of the distribution that knows uhid, got once and kept; or why it cannot be had. */
export function getGuestKernel(): GuestKernel | { readonly why: string } {
  if (isWhole()) return kept
  mkdirSync(path.dirname(KEPT), { recursive: true })
  const folder = mkdtempSync(`${KEPT}-`)
  try {
    for (const again of [false, true]) {
      // Lists of packages may be missing or older than the archive; only root may renew them.
      if (again && process.getuid?.() === 0) spawnSync('apt-get', ['update', '-qq'], { timeout: GET_MS })
      const name = packageOfKernel()
      try {
        if (!name) throw new Error(`no package ${PACKAGE} in the lists`)
        unpack(name, folder)
      } catch (fault) {
        if (!again) continue
        return { why: `no kernel for the guest: ${fault instanceof Error ? fault.message.split('\n')[0] : 'unknown'}` }
      }
      break
    }
    mkdirSync(KEPT, { recursive: true })
    for (const file of [kept.image, ...kept.modules]) renameSync(path.join(folder, path.basename(file)), file)
    return kept
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
