import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { at, node24, root, toolEnvironment } from './places.mjs'
import { SetUpStopped, say } from './say.mjs'

/** What the windows and the shell are made of; core and centre run unbuilt on Node 24. */
const SOURCES = [
  'domain',
  'preload',
  'main/shell',
  'renderer',
  'resources/text',
  'tools/build.mjs',
  'tools/face-files.mjs',
  'package-lock.json',
]
const STAMP = at('dist', '.stamp')

function* filesOf(place) {
  if (!existsSync(place)) return
  if (statSync(place).isFile()) {
    yield place
    return
  }
  for (const entry of readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    yield* filesOf(path.join(place, entry.name))
  }
}

function wantedStamp() {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesOf(at(...source.split('/'))))
      hash.update(path.relative(root, file)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Builds shell, preload and window, when their sources have changed. */
export function needBuilds() {
  const stamp = wantedStamp()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return
  say('building the windows')
  const result = spawnSync(node24, [at('tools', 'build.mjs')], {
    cwd: root,
    env: toolEnvironment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (result.status !== 0) throw new SetUpStopped('the build failed: see its words above')
  mkdirSync(at('dist'), { recursive: true })
  writeFileSync(STAMP, stamp)
}
