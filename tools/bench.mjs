import { spawnSync } from 'node:child_process'
import { afterSetUp } from './set-up/index.mjs'
import { at, node24, root, toolEnvironment } from './set-up/places.mjs'

// npm run -s bench [-- name …]: the named benches, or all; one JSON document on stdout.
await afterSetUp('run', ({ electron }) => {
  const args = [at('tools', 'bench', 'run-benches.ts'), ...process.argv.slice(2)]
  return (
    spawnSync(node24, args, { cwd: root, env: toolEnvironment({ SOBO_ELECTRON: electron }), stdio: 'inherit' })
      .status ?? 1
  )
})
