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

/** The emulated chip card of a training desk; where they cannot be had, it opens without that card, and says so. */
const WISHED_TO_RUN = ['vsmartcard-vpcd', 'iproute2']

/** Tests look at the papers with poppler, at single screens in the distribution's own Chromium; OpenSSL issues the cards they read, clang fuzzes. */
const TO_TEST = [
  ...TO_RUN,
  ...WISHED_TO_RUN,
  'poppler-utils',
  'chromium',
  // A code scanner without a kernel device.
  'umockdev',
  'gir1.2-umockdev-1.0',
  'python3-gi',
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
  // Chip cards: terminals and cards that were not written here.
  'vsmartcard-vpicc',
  'python3-pycryptodome',
  'opensc',
  'pcsc-tools',
  'libeac-dev',
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
  const wished = purpose === 'test' ? [] : missing(WISHED_TO_RUN)
  const all = [...wanted, ...wished]
  if (all.length === 0) return
  const lineOf = (names) => `apt-get install -y --no-install-recommends ${names.join(' ')}`
  const without = `without ${wished.join(', ')} the desk opens with no emulated chip card`
  if (process.getuid() !== 0) {
    if (wanted.length > 0)
      throw new SetUpStopped(
        `Debian packages are missing. Please run this once, then start again:\n\n  sudo ${lineOf(all)}\n`,
      )
    say(`${without}; to have it: sudo ${lineOf(wished)}`)
    return
  }
  say(`installing Debian packages: ${all.join(' ')}`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (command, args) =>
    spawnSync(command, args, { env: environment, stdio: ['ignore', 'ignore', 'inherit'] }).status
  const install = (names) => run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names]) === 0
  run('apt-get', ['update', '-qq'])
  if (install(all)) return
  if (wanted.length > 0 && (wished.length === 0 || !install(wanted)))
    throw new SetUpStopped(`apt-get could not install them. Please see its words above, then try: ${lineOf(wanted)}`)
  say(`apt-get could not install all; ${without}`)
}
