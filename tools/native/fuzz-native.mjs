// Builds every fuzz target with clang, AddressSanitizer and UBSan, and runs them one after another.
//   npm run fuzz -- native [--seconds N] [--only NAME,NAME] [--jobs N]
// Standard output: one JSON document with the executions of each target and their sum. Findings are kept in dist/fuzz/found.
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWithClang } from './build-fuzzers.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
const out = path.join(root, 'dist', 'fuzz')
/** No format needs more for its every turn; smaller inputs are more executions. */
const LONGEST = 4096
const SLOW_INPUT_SECONDS = 10

function optionAfter(name, otherwise) {
  const at = process.argv.indexOf(name)
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise)
}

function runTarget(name, seconds) {
  const corpus = path.join(out, 'corpus', name)
  const found = path.join(out, 'found')
  for (const folder of [corpus, found]) mkdirSync(folder, { recursive: true })
  const options = [
    `-max_total_time=${seconds}`,
    `-max_len=${LONGEST}`,
    `-timeout=${SLOW_INPUT_SECONDS}`,
    '-rss_limit_mb=1024',
    '-print_final_stats=1',
    '-verbosity=0',
    `-artifact_prefix=${path.join(found, `${name}-`)}`,
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(out, 'bin', name), [...options, corpus], { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-20_000)
    })
    child.on('error', reject)
    child.on('exit', (code) => {
      const executions = Number(/number_of_executed_units:\s*(\d+)/.exec(said)?.[1] ?? 0)
      if (code !== 0) process.stderr.write(`${name}: exit ${code}\n${said}\n`)
      resolve({ name, executions, clean: code === 0 && executions > 0 })
    })
  })
}

const seconds = Number(optionAfter('--seconds', '10'))
const jobs = Number(optionAfter('--jobs', '1'))
const only = optionAfter('--only', '').split(',').filter(Boolean)
await buildWithClang(out)
const queue = readdirSync(path.join(out, 'bin'))
  .filter((name) => name !== 'seeds' && (only.length === 0 || only.includes(name)))
  .sort()
const results = []
await Promise.all(
  Array.from({ length: jobs }, async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      process.stderr.write(`fuzzing ${name} for ${seconds} s\n`)
      results.push(await runTarget(name, seconds))
    }
  }),
)
results.sort((a, b) => (a.name < b.name ? -1 : 1))
const targets = Object.fromEntries(results.map(({ name, executions }) => [name, executions]))
const sum = results.reduce((total, { executions }) => total + executions, 0)
const unclean = results.filter(({ clean }) => !clean).map(({ name }) => name)
process.stdout.write(`${JSON.stringify({ seconds, targets, sum, unclean }, null, 2)}\n`)
process.exitCode = unclean.length === 0 && results.length > 0 ? 0 : 1
