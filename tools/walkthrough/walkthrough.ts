import path from 'node:path'
import { parseArgs } from 'node:util'
import { launchDesk } from '../desk/launch-desk.ts'
import { steps } from './steps.ts'
import { walk } from './walk.ts'

// One applicant through the whole desk, in a real Electron with a real centre: pictures, papers and a receipt in walkthrough/.

const { values } = parseArgs({
  options: {
    electron: { type: 'string' },
    day: { type: 'string' },
    data: { type: 'string' },
    people: { type: 'string', default: '2000' },
    out: { type: 'string', default: path.resolve(import.meta.dirname, '..', '..', 'walkthrough') },
  },
})
const people = Number(values.people)
if (!Number.isSafeInteger(people) || people < 100) {
  process.stderr.write(`--people ${values.people}: a whole number from 100 on\n`)
  process.exit(2)
}
if (values.electron !== undefined) process.env.SOBO_ELECTRON = values.electron

function say(text: string): void {
  process.stderr.write(`» ${text}\n`)
}

const folder = path.resolve(values.out)
const theWalk = walk(folder, say)
const opened = await launchDesk({
  people,
  say,
  ...(values.day === undefined ? {} : { day: values.day }),
  ...(values.data === undefined ? {} : { dataFolder: path.resolve(values.data) }),
})
/** Ctrl+C ends what this walk started, too. */
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void opened.close().finally(() => process.exit(130)))
try {
  for (const step of steps) await step({ opened, walk: theWalk })
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`)
  const desk = opened.windows.app.windows()[0]
  // The picture of where it stopped is worth a try; a window that is gone has none.
  if (desk) await theWalk.picture(desk, 'stopped-here').catch(() => undefined)
} finally {
  theWalk.keepPapers(path.join(opened.dataFolder, 'print'))
  await opened.close()
}
const good = theWalk.finish()
say(good ? `every step was good; pictures, papers and receipt are in ${folder}` : `the walk stopped; see ${folder}`)
process.exitCode = good ? 0 : 1
