import { needBuilds, needNative } from './builds.mjs'
import { needDebianPackages } from './debian-packages.mjs'
import { needElectron } from './electron-runtime.mjs'
import { needNodePackages } from './node-packages.mjs'
import { SetUpStopped } from './say.mjs'

/**
 * Everything a fresh clone lacks. Each step looks first and does nothing when it is done. The packages come first; then the builds
 * run beside the download of Electron, and whichever stops, the others end before it is told.
 */
export async function setUp(purpose) {
  needDebianPackages(purpose)
  needNodePackages()
  const steps = await Promise.allSettled([needNative(), needBuilds(), needElectron()])
  for (const step of steps) if (step.status === 'rejected') throw step.reason
  return { electron: steps[2].value }
}

/** What the disk refused, in words; whatever else is thrown is a fault of ours and keeps its stack. */
function wordsOf(fault) {
  if (fault instanceof SetUpStopped) return fault.message
  const where = fault.path ?? fault.dest ?? 'the clone'
  if (['EACCES', 'EPERM', 'EROFS'].includes(fault.code))
    return `${where} cannot be written by this user. Was an earlier start run as root? Give the clone to one user: chown -R "$USER" .`
  if (fault.code === 'ENOSPC') return `the disk is full: ${where} could not be written. A set-up needs about 2 GB.`
  return undefined
}

/** Ends with the work's exit code; a step that cannot be done ends with its own words and exit code 1. */
async function endWith(work) {
  try {
    process.exitCode = await work()
  } catch (fault) {
    const words = wordsOf(fault)
    if (words === undefined) throw fault
    process.stderr.write(`\n${words}\n`)
    process.exitCode = 1
  }
}

/** Runs the work after the whole set-up. */
export function afterSetUp(purpose, work) {
  return endWith(async () => work(await setUp(purpose)))
}

/** Runs the work that needs no window: the packages alone. */
export function withNodePackages(work) {
  return endWith(() => {
    needNodePackages()
    return work()
  })
}
