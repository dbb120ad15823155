import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startTraining } from '../../main/training/start-training.ts'
import { launchWindows, removeFolder } from '../desk/launch-windows.ts'
import { ownDisplay } from '../desk/own-display.ts'
import { type Figures, median } from './figures.ts'
import { memoryOf, processTree } from './process-tree.ts'
import { startWindow } from './start-window.ts'

export const name = 'window'

const RUNS = 5
/** After the start, until caches and compilers have come to rest. */
const REST_MS = 4_000

interface Trial {
  readonly ms: number[]
  readonly megabytes: number[]
}

async function tryOften(
  args: readonly string[],
  display: string,
  page: { selector: string; from: string },
): Promise<Trial> {
  const trial: Trial = { ms: [], megabytes: [] }
  for (let run = 0; run < RUNS; run++) {
    const started = await startWindow(args, display, page)
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
    trial.ms.push(started.interactiveAfterMs)
    trial.megabytes.push(memoryOf(processTree(started.pid)))
    await started.stop()
  }
  return trial
}

/** Waits until the station is known to its centre: the desk then opens at its sign-in. */
async function enrol(args: readonly string[], centreReady: Promise<unknown>): Promise<void> {
  const windows = await launchWindows(args)
  try {
    await centreReady
    const desk = await windows.window('desk')
    await desk.locator('input').first().waitFor({ timeout: 120_000 })
  } finally {
    await windows.close()
  }
}

/**
 * From the start of the process to a sign-in one can type into, and the memory of the whole tree (core included) at rest,
 * against an empty Electron with as many windows on the same machine.
 */
export async function run(): Promise<Figures> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'so-bo-bench-'))
  const training = await startTraining({ dataFolder, day: null, people: 100, say: () => undefined })
  const display = await ownDisplay()
  try {
    await enrol(training.deskArguments, training.centreReady)
    const empty = await tryOften([path.join(import.meta.dirname, 'empty-window')], display.name, {
      selector: 'input',
      from: 'data:',
    })
    const desk = await tryOften(training.deskArguments, display.name, { selector: 'input', from: 'sobo:' })
    return {
      'desk: start to sign-in, median': { value: median(desk.ms), unit: 'ms' },
      'desk: start to sign-in, slowest': { value: Math.max(...desk.ms), unit: 'ms' },
      'empty Electron: start to input, median': { value: median(empty.ms), unit: 'ms' },
      'desk: memory of the process tree (PSS), median': { value: median(desk.megabytes), unit: 'MB' },
      'empty Electron: memory of the process tree (PSS), median': { value: median(empty.megabytes), unit: 'MB' },
      'desk over empty Electron: start, median': { value: ratio(median(desk.ms), median(empty.ms)), unit: 'ratio' },
      'desk over empty Electron: memory, median': {
        value: ratio(median(desk.megabytes), median(empty.megabytes)),
        unit: 'ratio',
      },
      runs: { value: RUNS, unit: 'starts each' },
    }
  } finally {
    await training.stop()
    await display.stop()
    removeFolder(dataFolder)
  }
}

const ratio = (a: number, b: number) => Math.round((100 * a) / b) / 100
