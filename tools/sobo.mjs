import { spawnSync } from 'node:child_process'
import { needNative } from './set-up/builds.mjs'
import { withNodePackages } from './set-up/index.mjs'
import { at, node24, toolEnvironment } from './set-up/places.mjs'

// The technician's command line: results on stdout, everything else on stderr.
await withNodePackages(async () => {
  if (process.argv[2] === 'fingerprint') await needNative()
  const result = spawnSync(node24, [at('main', 'technician', 'sobo.ts'), ...process.argv.slice(2)], {
    env: toolEnvironment(),
    stdio: 'inherit',
  })
  return result.status ?? 1
})
