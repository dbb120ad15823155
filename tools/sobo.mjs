import { spawnSync } from 'node:child_process'
import { needNodePackages } from './set-up/node-packages.mjs'
import { at, node24, toolEnvironment } from './set-up/places.mjs'

// The technician's command line: results on stdout, everything else on stderr.
needNodePackages()
const result = spawnSync(node24, [at('main', 'technician', 'sobo.ts'), ...process.argv.slice(2)], {
  env: toolEnvironment(),
  stdio: 'inherit',
})
process.exitCode = result.status ?? 1
