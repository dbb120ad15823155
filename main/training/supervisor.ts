import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { findPlainDate } from '../../domain/calendar/plain-date.ts'
import { startTraining } from './start-training.ts'

// Supervisor of a training desk: embedded centre, simulators, then the desk, without waiting for the centre.

const { values } = parseArgs({
  options: {
    electron: { type: 'string' },
    day: { type: 'string' },
    data: { type: 'string' },
    people: { type: 'string', default: '20000' },
  },
})

function say(text: string): void {
  process.stderr.write(`» ${text}\n`)
}

/** Each legal day has its own folder and its own seed: a desk of 2021 never meets the people of 2027. */
function dataFolder(): string {
  if (values.data !== undefined) return path.resolve(values.data)
  const base =
    process.env.SOBO_DATA ?? path.join(process.env.XDG_DATA_HOME ?? path.join(homedir(), '.local', 'share'), 'so-bo')
  return path.join(base, 'training', values.day ?? 'today')
}

if (values.day !== undefined && !findPlainDate(values.day)) {
  process.stderr.write(`--day ${values.day}: not a day of the calendar; write it as 2021-10-01\n`)
  process.exit(2)
}
if (values.electron === undefined || !Number.isSafeInteger(Number(values.people)) || Number(values.people) < 100) {
  process.stderr.write(
    'usage: supervisor.ts --electron PATH [--day YYYY-MM-DD] [--data DIR] [--people N, at least 100]\n',
  )
  process.exit(2)
}

const training = await startTraining({
  dataFolder: dataFolder(),
  day: values.day ?? null,
  people: Number(values.people),
  say,
})
say(`training desk, data in ${training.dataFolder}`)
training.centreReady.then(
  () => say('the embedded centre is up'),
  (fault: unknown) =>
    say(
      `the embedded centre did not start: ${fault instanceof Error ? fault.message : 'unknown'}; the desk works on without it`,
    ),
)
const desk = spawn(values.electron, training.deskArguments, { stdio: 'inherit', env: process.env })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => desk.kill('SIGTERM'))
desk.on('exit', (code) => {
  void training.stop().finally(() => process.exit(code ?? 1))
})
