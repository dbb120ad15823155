// Builds the C++ engine with plain g++: every source to an object, the objects to one archive, every program to a binary.
//   node tools/native/build-native.mjs [--sanitize] [--checks]
// Places: dist/native (dist/native-sanitize): objects/…, libfingerprint.a, bin/NAME for native/fingerprint/program/NAME.cpp
// and, with --checks, for test/native/fingerprint/check-*.cpp.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
const engine = path.join(root, 'native', 'fingerprint')
/**
 * No contraction to fused multiply-add: the same bits on every processor. No traps and no errno of the maths library: changes
 * no result, lets loops run wide. gcc 12 sees uninitialised std::optional where there is none (at -O3), so that warning is off.
 */
const FLAGS = [
  ...[
    '-std=c++20',
    '-O3',
    '-Wall',
    '-Wextra',
    '-Werror',
    '-Wno-maybe-uninitialized',
    '-Wno-stringop-overflow',
    '-fPIC',
    '-fvisibility=hidden',
  ],
  ...['-ffp-contract=off', '-fno-trapping-math', '-fno-math-errno', '-Inative/fingerprint/include'],
]
/** AddressSanitizer starts after the load-time choice of functions, so the sanitized build has one target only. */
const SANITIZE = [
  '-O1',
  '-g',
  '-fno-omit-frame-pointer',
  '-fsanitize=address,undefined',
  '-fno-sanitize-recover=all',
  '-DSOBO_ONE_TARGET',
]

function* filesUnder(folder, ending) {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* filesUnder(place, ending)
    else if (entry.name.endsWith(ending)) yield place
  }
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ${args.at(-1)}: exit ${code}`))))
  })
}

/** What an object was made of: flags, source, and every header of ours that the compiler named in the .d file. */
function stampOf(flags, dependencies) {
  const hash = createHash('sha256').update(flags.join(' '))
  for (const file of dependencies) hash.update(file).update(existsSync(file) ? readFileSync(file) : 'gone')
  return hash.digest('hex')
}

function dependenciesIn(depFile) {
  const names = readFileSync(depFile, 'utf8').replaceAll('\\\n', ' ').split(':').slice(1).join(':').trim().split(/\s+/)
  return [...new Set(names.map((name) => path.resolve(root, name)).filter((name) => name.startsWith(root)))].sort()
}

async function compile(source, object, flags) {
  const depFile = `${object}.d`
  const stampFile = `${object}.stamp`
  if (existsSync(object) && existsSync(depFile) && existsSync(stampFile)) {
    if (readFileSync(stampFile, 'utf8') === stampOf(flags, dependenciesIn(depFile))) return false
  }
  mkdirSync(path.dirname(object), { recursive: true })
  await run('g++', [...flags, '-MMD', '-MF', depFile, '-c', path.relative(root, source), '-o', object])
  writeFileSync(stampFile, stampOf(flags, dependenciesIn(depFile)))
  return true
}

async function eachOf(list, work) {
  const queue = [...list]
  const lanes = Array.from({ length: Math.max(1, Math.min(availableParallelism(), queue.length)) }, async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next)
  })
  await Promise.all(lanes)
}

/** Compiles what has changed. Gives the folder with `libfingerprint.a` and `bin/`. Throws with the compiler's exit code. */
export async function buildNative({ sanitize = false, checks = false } = {}) {
  const out = path.join(root, 'dist', sanitize ? 'native-sanitize' : 'native')
  const flags = sanitize ? [...FLAGS.filter((flag) => flag !== '-O3'), ...SANITIZE] : FLAGS
  const objectOf = (source) => path.join(out, 'objects', `${path.relative(root, source)}.o`)
  const sources = [...filesUnder(path.join(engine, 'src'), '.cpp')]
  const checkPrograms = checks
    ? [...filesUnder(path.join(root, 'test', 'native', 'fingerprint'), '.cpp')].filter((file) =>
        path.basename(file).startsWith('check-'),
      )
    : []
  const programs = [...filesUnder(path.join(engine, 'program'), '.cpp'), ...checkPrograms]
  const changed = new Set()
  await eachOf([...sources, ...programs], async (source) => {
    if (await compile(source, objectOf(source), flags)) changed.add(source)
  })
  const archive = path.join(out, 'libfingerprint.a')
  const members = sources.map(objectOf)
  const memberList = path.join(out, 'members')
  const membersChanged = !existsSync(memberList) || readFileSync(memberList, 'utf8') !== members.join('\n')
  const stale = !existsSync(archive) || membersChanged || sources.some((source) => changed.has(source))
  if (stale) {
    rmSync(archive, { force: true })
    await run('ar', ['rcsD', archive, ...members])
    writeFileSync(memberList, members.join('\n'))
  }
  mkdirSync(path.join(out, 'bin'), { recursive: true })
  await eachOf(programs, async (source) => {
    const binary = path.join(out, 'bin', path.basename(source, '.cpp'))
    if (existsSync(binary) && !stale && !changed.has(source)) return
    await run('g++', [...flags, objectOf(source), archive, '-o', binary])
  })
  return out
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const out = await buildNative({
    sanitize: process.argv.includes('--sanitize'),
    checks: process.argv.includes('--checks'),
  })
  process.stdout.write(`native engine in ${path.relative(root, out)}\n`)
}
