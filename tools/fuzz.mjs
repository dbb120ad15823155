import { spawnSync } from 'node:child_process'
import { needDebianPackages } from './set-up/debian-packages.mjs'
import { at, root } from './set-up/places.mjs'

// npm run fuzz -- native [--seconds N] [--only NAME,NAME] [--jobs N]: executions of every target as JSON on standard output.
const [what, ...rest] = process.argv.slice(2)
if (what !== 'native') {
  process.stderr.write('say what to fuzz: npm run fuzz -- native [--seconds N]\n')
  process.exitCode = 1
} else {
  needDebianPackages('test')
  const program = at('tools', 'native', 'fuzz-native.mjs')
  process.exitCode = spawnSync(process.execPath, [program, ...rest], { cwd: root, stdio: 'inherit' }).status ?? 1
}
