import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { afterSetUp } from './set-up/index.mjs'
import { at, node24, root, toolEnvironment } from './set-up/places.mjs'

// npm test [-- vitest arguments]: everything, or what the arguments name; ends with the plain line "N passed, N failed".
const report = at('.runtime', 'test-report.json')
const given = process.argv.slice(2)

/** Reads vitest's own report; a run that crashed or ran nothing is a failed run, whatever its exit code says. */
function close(exitCode) {
  if (!existsSync(report)) {
    process.stdout.write('vitest left no report: it stopped before the end\n0 passed, 1 failed\n')
    return 1
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  for (const file of testResults) {
    if (file.status === 'failed' && file.assertionResults.length === 0)
      process.stdout.write(`did not load: ${file.name}\n${file.message}\n`)
    for (const one of file.assertionResults)
      if (one.status === 'pending' || one.status === 'skipped') process.stdout.write(`skipped: ${one.fullName}\n`)
  }
  const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  const failed = numFailedTests + unloaded
  const skipped = (numPendingTests ?? 0) + (numTodoTests ?? 0)
  process.stdout.write(`${numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  return exitCode === 0 && failed === 0 && numPassedTests > 0 ? 0 : 1
}

await afterSetUp('test', ({ electron }) => {
  rmSync(report, { force: true })
  const result = spawnSync(
    node24,
    [
      at('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...given,
    ],
    { cwd: root, env: toolEnvironment({ SOBO_ELECTRON: electron }), stdio: 'inherit' },
  )
  return close(result.status ?? 1)
})
