import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { needNodePackages } from './set-up/node-packages.mjs'
import { at, node24, root, toolEnvironment } from './set-up/places.mjs'
import { say } from './set-up/say.mjs'

// npm run check: types, lint, format, house rules, lock file. Every part runs; the exit code tells whether all were good.
needNodePackages()
const run = (name, script, args) => {
  say(name)
  return spawnSync(node24, [script, ...args], { cwd: root, env: toolEnvironment(), stdio: 'inherit' }).status === 0
}
const lock = readFileSync(at('package-lock.json'), 'utf8')
const lockIsClean = !/"resolved":/.test(lock)
if (!lockIsClean) process.stderr.write('package-lock.json records download addresses\n')
const good = [
  run('types', at('node_modules', 'typescript', 'bin', 'tsc'), ['-p', '.']),
  run('lint and format', at('node_modules', '@biomejs', 'biome', 'bin', 'biome'), ['check', '.']),
  run('house rules', at('node_modules', 'vitest', 'vitest.mjs'), ['run', '--project', 'house']),
  lockIsClean,
]
process.exitCode = good.every(Boolean) ? 0 : 1
