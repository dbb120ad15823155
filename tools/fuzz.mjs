import { spawnSync } from 'node:child_process'
import { withNodePackages } from './set-up/index.mjs'
import { at, node24, root, toolEnvironment } from './set-up/places.mjs'

// npm run -s fuzz [-- --inputs N --seed N --target WORD --only INDEX]: a million seeded inputs for the parsers of what comes from outside.
await withNodePackages(() => {
  const args = ['--disable-warning=ExperimentalWarning', at('test', 'fuzz', 'run-fuzz.ts'), ...process.argv.slice(2)]
  return spawnSync(node24, args, { cwd: root, env: toolEnvironment(), stdio: 'inherit' }).status ?? 1
})
