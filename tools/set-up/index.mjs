import { needBuilds } from './builds.mjs'
import { needDebianPackages } from './debian-packages.mjs'
import { needElectron } from './electron-runtime.mjs'
import { needNodePackages } from './node-packages.mjs'
import { SetUpStopped } from './say.mjs'

/** Everything a fresh clone lacks, in order. Each step looks first and does nothing when it is done. */
export async function setUp(purpose) {
  needDebianPackages(purpose)
  needNodePackages()
  const electron = await needElectron()
  needBuilds()
  return { electron }
}

/** Runs the work after the set-up; a step that cannot be done ends with its own words and exit code 1. */
export async function afterSetUp(purpose, work) {
  try {
    process.exitCode = await work(await setUp(purpose))
  } catch (fault) {
    if (!(fault instanceof SetUpStopped)) throw fault
    process.stderr.write(`\n${fault.message}\n`)
    process.exitCode = 1
  }
}
