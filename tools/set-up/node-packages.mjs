import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { at, node24, root } from './places.mjs'
import { SetUpStopped, say } from './say.mjs'

const STAMP = at('node_modules', '.so-bo-stamp')

function wantedStamp() {
  return createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')
}

/** `npm ci`, when the lock file is not the one that was installed (or the last install stopped half-way). */
export function needNodePackages() {
  const stamp = wantedStamp()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp && existsSync(node24)) return
  say('installing the packages of package-lock.json (npm ci)')
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (result.status !== 0)
    throw new SetUpStopped('npm ci did not finish: see its words above; is the npm registry reachable?')
  const version = spawnSync(node24, ['--version'], { encoding: 'utf8' })
  if (!version.stdout?.startsWith('v24.')) {
    throw new SetUpStopped(
      `Node 24 from npm does not run here (${process.platform} ${process.arch}): ${version.stderr ?? version.error}`,
    )
  }
  writeFileSync(STAMP, stamp)
}
