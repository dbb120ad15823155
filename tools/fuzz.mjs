import { spawnSync } from 'node:child_process'
import { needDebianPackages } from './set-up/debian-packages.mjs'
import { withNodePackages } from './set-up/index.mjs'
import { at, node24, root, toolEnvironment } from './set-up/places.mjs'

// npm run -s fuzz -- native [--seconds N] [--only NAME,NAME] [--jobs N]: the C++ readers of prints under libFuzzer, executions as JSON.
// npm run -s fuzz [-- --inputs N --seed N --target WORD --only INDEX]: a million seeded inputs for the parsers of what comes from outside.
const [what, ...rest] = process.argv.slice(2)
const seeded = at('test', 'fuzz', 'run-fuzz.ts')

await withNodePackages(() => {
  const run = (args) => spawnSync(node24, args, { cwd: root, env: toolEnvironment(), stdio: 'inherit' }).status ?? 1
  if (what === 'native') {
    needDebianPackages('test')
    return run([at('tools', 'native', 'fuzz-native.mjs'), ...rest])
  }
  return run(['--disable-warning=ExperimentalWarning', seeded, ...process.argv.slice(2)])
})
