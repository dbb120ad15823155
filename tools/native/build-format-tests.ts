import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
const engine = path.join(root, 'native', 'fingerprint')
const formats = path.join(engine, 'src', 'format')
const tests = path.join(root, 'test', 'native', 'fingerprint', 'format')
/** As the product is built, with every check of the compiler's; the formats need nothing of the rest of the engine. */
const FLAGS = [
  ...['-std=c++20', '-O1', '-g', '-Wall', '-Wextra', '-Wconversion', '-Wshadow', '-Werror', '-ffp-contract=off'],
  ...['-fno-omit-frame-pointer', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'],
]

const sourcesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.cpp'))
    .map((name) => path.join(folder, name))
    .sort()
const timeOf = (file: string) => (existsSync(file) ? statSync(file).mtimeMs : 0)

function run(command: string, args: readonly string[]) {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ${args.at(-1)}: exit ${code}`))))
  })
}

/**
 * Builds the formats and their tests with g++, AddressSanitizer and UBSan. Gives the two programs: `tests` runs all of them, one line each;
 * `bridge` turns image records into pictures and back, for the tests of the desk's own records.
 */
export async function buildFormatTests(): Promise<{ readonly tests: string; readonly bridge: string }> {
  const out = path.join(root, 'dist', 'native-format-tests')
  mkdirSync(out, { recursive: true })
  const headers = [formats, path.join(engine, 'include'), tests].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.hpp'))
      .map((name) => timeOf(path.join(folder, name))),
  )
  const newestHeader = Math.max(...headers)
  const objectOf = (source: string) => path.join(out, `${path.basename(source, '.cpp')}.o`)
  const sources = [...sourcesIn(formats), ...sourcesIn(tests)]
  const queue = sources.filter((source) => timeOf(objectOf(source)) <= Math.max(timeOf(source), newestHeader))
  const lane = async () => {
    for (let source = queue.shift(); source !== undefined; source = queue.shift())
      await run('g++', [...FLAGS, '-I', path.join(engine, 'include'), '-c', source, '-o', objectOf(source)])
  }
  await Promise.all([lane(), lane()])
  const objects = sources.map(objectOf)
  const isBridge = (object: string) => path.basename(object) === 'record-bridge.o'
  const product = sourcesIn(formats).map(objectOf)
  const programs = { tests: path.join(out, 'tests'), bridge: path.join(out, 'bridge') }
  const newest = Math.max(...objects.map(timeOf))
  if (timeOf(programs.tests) <= newest)
    await run('g++', [...FLAGS, ...objects.filter((object) => !isBridge(object)), '-o', programs.tests])
  if (timeOf(programs.bridge) <= newest)
    await run('g++', [...FLAGS, ...product, ...objects.filter(isBridge), '-o', programs.bridge])
  return programs
}
