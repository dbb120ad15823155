import { spawnSync } from 'node:child_process'
import { withNodePackages } from './set-up/index.mjs'
import { at, node24, root, toolEnvironment } from './set-up/places.mjs'
import { say } from './set-up/say.mjs'

const compiler = at('node_modules', 'typescript', 'bin', 'tsc')

function run(name, script, args) {
  say(name)
  return spawnSync(node24, [script, ...args], { cwd: root, env: toolEnvironment(), stdio: 'inherit' }).status === 0
}

// npm run check: types, lint, format, house rules (the lock file's among them). Every part runs; the exit code tells of all.
await withNodePackages(() => {
  const good = [
    run('types', compiler, ['-p', '.']),
    // Again without a page's names: the shell runs in Electron's own process, against the types of the Electron that ships.
    run('types of the shell', compiler, ['-p', at('main', 'shell')]),
    run('lint and format', at('node_modules', '@biomejs', 'biome', 'bin', 'biome'), ['check', '.']),
    run('house rules', at('node_modules', 'vitest', 'vitest.mjs'), ['run', '--project', 'house']),
  ]
  return good.every(Boolean) ? 0 : 1
})
