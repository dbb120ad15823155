import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
const engine = path.join(root, 'native', 'fingerprint')
const FLAGS = [
  '-std=c++20',
  '-O2',
  '-g1',
  '-fno-omit-frame-pointer',
  '-ffp-contract=off',
  '-DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION',
  // The choice of a processor's functions at load time happens before AddressSanitizer is there.
  '-DSOBO_ONE_TARGET',
  '-fno-sanitize-recover=all',
]
const CHECKS = 'address,undefined,float-cast-overflow'
/** What computes rather than parses has no magic numbers to be guessed; watching its comparisons took more than half of the time. */
const COMPUTES =
  /src\/(extract|compare|search|slap|ten-set|synthesis)\/|format\/(deflate|write-wsq|wsq-transform|wsq-quantiser)\.cpp$/

function filesUnder(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name))
    .sort()
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0)
    throw new Error(`${command} ${args.at(-1)}: ${error?.message ?? `exit ${status}`}`, { cause: error })
}

const timeOf = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0)

/**
 * Objects of the engine with coverage, one binary for each `native/fingerprint/fuzz/NAME.cpp`, and a first corpus of synthetic files for each.
 * Needs Debian's clang and libclang-rt.
 */
export async function buildWithClang(out) {
  const recipe = fileURLToPath(import.meta.url)
  const newestHeader = Math.max(...[recipe, ...filesUnder(engine, '.hpp')].map(timeOf))
  const compile = (source, checks) => {
    const object = path.join(out, 'objects', checks, `${path.relative(engine, source)}.o`)
    if (timeOf(object) > Math.max(timeOf(source), newestHeader)) return object
    mkdirSync(path.dirname(object), { recursive: true })
    const coverage = COMPUTES.test(source) ? ['-fno-sanitize-coverage=trace-cmp'] : []
    run('clang++', [
      ...FLAGS,
      `-fsanitize=${checks}`,
      ...coverage,
      '-I',
      path.join(engine, 'include'),
      '-c',
      source,
      '-o',
      object,
    ])
    return object
  }
  const objects = filesUnder(path.join(engine, 'src'), '.cpp').map((source) =>
    compile(source, `fuzzer-no-link,${CHECKS}`),
  )
  const archive = path.join(out, 'libfingerprint.a')
  run('ar', ['rcsD', archive, ...objects])
  mkdirSync(path.join(out, 'bin'), { recursive: true })
  for (const source of filesUnder(path.join(engine, 'fuzz'), '.cpp')) {
    const name = path.basename(source, '.cpp')
    const object = compile(source, `fuzzer-no-link,${CHECKS}`)
    const driver = name === 'seeds' ? CHECKS : `fuzzer,${CHECKS}`
    const binary = path.join(out, 'bin', name)
    if (timeOf(binary) > Math.max(timeOf(object), timeOf(archive))) continue
    run('clang++', [`-fsanitize=${driver}`, object, archive, '-o', binary])
  }
  run(path.join(out, 'bin', 'seeds'), [path.join(out, 'corpus')])
}
