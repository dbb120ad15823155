import { parseArgs } from 'node:util'
import { fuzz } from './fuzz.ts'
import { fuzzInput } from './fuzz-input.ts'
import { nameOf, readTargets, targetFiles } from './fuzz-target.ts'

// npm run -s fuzz [-- --inputs N --seed N --target WORD --only INDEX]: one JSON document on stdout, what is being done on stderr.
// --target takes the targets whose name holds the word; --only gives one input again, with the whole stack of what is thrown.

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '20261126' },
    target: { type: 'string', default: '' },
    only: { type: 'string' },
    'minutes-a-target': { type: 'string', default: '5' },
  },
})
const seed = Number(values.seed)

async function again(index: number): Promise<void> {
  for (const file of targetFiles())
    for (const target of await readTargets(file)) {
      const name = nameOf(file, target)
      if (!name.includes(values.target)) continue
      process.stderr.write(`» ${name}, input ${index}\n`)
      await target.run(fuzzInput(seed, name, index, target.seeds))
    }
}

if (values.only !== undefined) await again(Number(values.only))
else {
  const report = await fuzz({
    files: targetFiles(),
    wants: (name) => name.includes(values.target),
    seed,
    inputs: Number(values.inputs),
    msATarget: Number(values['minutes-a-target']) * 60_000,
    say: (words) => process.stderr.write(`» ${words}\n`),
  })
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  process.exitCode = report.findings.length > 0 ? 1 : 0
}
