import { spawn } from 'node:child_process'
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
const NATIVE_SOURCES = ['native', 'tools/native']
const NATIVE_STAMP = at('dist', 'native', '.stamp')

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

function wantedStamp(sources) {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesOf(at(...source.split('/'))))
      hash.update(path.relative(root, file)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Runs one of our tools beside whatever else the set-up does. Gives whether it ended well. */
function ranWell(...script) {
  return new Promise((resolve, reject) => {
    const child = spawn(node24, [at(...script)], {
      cwd: root,
      env: toolEnvironment(),
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code === 0))
  })
}

/** Builds shell, preload and window, when their sources have changed. */
export async function needBuilds() {
  const stamp = wantedStamp(SOURCES)
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return
  say('building the windows')
  if (!(await ranWell('tools', 'build.mjs'))) throw new SetUpStopped('the build failed: see its words above')
  mkdirSync(at('dist'), { recursive: true })
  writeFileSync(STAMP, stamp)
}

/** Builds the fingerprint engine for the core, the centre and the command line, when its sources have changed. */
export async function needNative() {
  const stamp = wantedStamp(NATIVE_SOURCES)
  const built = existsSync(at('dist', 'native', 'fingerprint.node'))
  if (built && existsSync(NATIVE_STAMP) && readFileSync(NATIVE_STAMP, 'utf8') === stamp) return
  say('building the fingerprint engine')
  if (!(await ranWell('tools', 'native', 'build-binding.mjs')))
    throw new SetUpStopped('the fingerprint engine could not be built: see the words above; it needs g++')
  writeFileSync(NATIVE_STAMP, stamp)
}
