import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import type { Bench, Figures } from './figures.ts'

// npm run -s bench [-- name …]: one JSON document on stdout; what is being measured is said on stderr.

const wanted = process.argv.slice(2)
const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.bench.ts'))
  .sort()
const benches: Bench[] = []
for (const file of files) benches.push((await import(path.join(import.meta.dirname, file))) as Bench)

const answersTo = (bench: Bench, name: string) => bench.name === name || bench.group === name
const unknown = wanted.filter((name) => !benches.some((bench) => answersTo(bench, name)))
if (unknown.length > 0) {
  process.stderr.write(`no bench ${unknown.join(', ')}; there are: ${benches.map((bench) => bench.name).join(', ')}\n`)
  process.exit(2)
}

/** The commit that was measured; a bench of an unpacked archive has none. */
function commit(): string | null {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return null
  }
}

const results: { name: string; seconds: number; figures?: Figures; fault?: string }[] = []
for (const bench of benches.filter((one) => wanted.length === 0 || wanted.some((name) => answersTo(one, name)))) {
  process.stderr.write(`» measuring ${bench.name}\n`)
  const began = performance.now()
  const seconds = () => Math.round((performance.now() - began) / 100) / 10
  try {
    const figures = await bench.run()
    results.push({ name: bench.name, seconds: seconds(), figures })
  } catch (fault) {
    results.push({
      name: bench.name,
      seconds: seconds(),
      fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault),
    })
  }
}
const machine = {
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGB: Math.round(totalmem() / 1e9),
  node: process.versions.node,
}
process.stdout.write(
  `${JSON.stringify({ at: new Date().toISOString(), commit: commit(), machine, results }, null, 2)}\n`,
)
process.exitCode = results.some((one) => one.fault !== undefined) ? 1 : 0
