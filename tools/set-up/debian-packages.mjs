import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { SetUpStopped, say } from './say.mjs'

/** What Electron's binary links to, a display of our own where there is none, and a way to open the runtime's archive. */
const TO_RUN = [
  'libnss3',
  'libatk1.0-0',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
  'libgtk-3-0',
  'libgbm1',
  'libasound2',
  'libxkbcommon0',
  'libsecret-1-0',
  'xvfb',
  'unzip',
  // The way to chip-card readers is built here; the service that owns them.
  'g++',
  'make',
  'python3',
  'libpcsclite-dev',
  'pcscd',
]

/** Tests look at the papers with poppler, at single screens in the distribution's own Chromium; OpenSSL issues the cards they read, clang fuzzes. */
const TO_TEST = [
  ...TO_RUN,
  'poppler-utils',
  'chromium',
  // A code scanner without a kernel device.
  'umockdev',
  'gir1.2-umockdev-1.0',
  'python3-gi',
  // A kernel of its own for code scanners: the guest's kernel is got by the test that needs it.
  'qemu-system-x86',
  // Clients of scanners that were not written here, and a scanner of SANE's own.
  'sane-utils',
  'sane-airscan',
  // Printers and a spooler that are not ours, with the bus they insist on.
  'cups',
  'cups-client',
  'cups-filters',
  'cups-ipp-utils',
  'avahi-daemon',
  'dbus',
  'openssl',
  // Chip cards: virtual readers, and terminals and cards that were not written here.
  'vsmartcard-vpcd',
  'vsmartcard-vpicc',
  'python3-pycryptodome',
  'opensc',
  'pcsc-tools',
  'libeac-dev',
  'iproute2',
  // Native code under sanitizers and fuzzing.
  'clang',
  'libclang-rt-dev',
]

function missing(packages) {
  // dpkg's own placeholders, which only look like a template.
  const format = ['$', '{Package} ', '$', '{db:Status-Status}\n'].join('')
  const answer = spawnSync('dpkg-query', ['-W', '-f', format, ...packages], {
    encoding: 'utf8',
  })
  const installed = new Set(
    (answer.stdout ?? '')
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      // A t64 package of newer distributions provides the old name.
      .map((line) => line.split(' ')[0].replace(/t64$/, '')),
  )
  return packages.filter((name) => !installed.has(name))
}

/** Gets the Debian packages that are missing, where it may; else stops with the one line to run. */
export function needDebianPackages(purpose) {
  const packages = purpose === 'test' ? TO_TEST : TO_RUN
  if (process.platform !== 'linux') return
  if (!existsSync('/usr/bin/dpkg-query')) {
    say(`this is no Debian system; needed here by other means: ${packages.join(' ')}`)
    return
  }
  const wanted = missing(packages)
  if (wanted.length === 0) return
  const line = `apt-get install -y --no-install-recommends ${wanted.join(' ')}`
  if (process.getuid() !== 0) {
    throw new SetUpStopped(`Debian packages are missing. Please run this once, then start again:\n\n  sudo ${line}\n`)
  }
  say(`installing Debian packages: ${wanted.join(' ')}`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (command, args) =>
    spawnSync(command, args, { env: environment, stdio: ['ignore', 'ignore', 'inherit'] }).status
  run('apt-get', ['update', '-qq'])
  if (run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted]) !== 0) {
    throw new SetUpStopped(`apt-get could not install them. Please see its words above, then try: ${line}`)
  }
}
