import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { startTraining, type Training } from '../../main/training/start-training.ts'
import { type LaunchedWindows, launchWindows, removeFolder } from './launch-windows.ts'

export interface DeskOptions {
  /** Legal day, `YYYY-MM-DD`; today's law where it is left out. */
  readonly day?: string
  /** Synthetic people of the centre; 100 are enough for a journey. */
  readonly people?: number
  /** Kept afterwards when given; else a temporary folder that goes with the desk. */
  readonly dataFolder?: string
  /** On the screen that is there, instead of one of its own. */
  readonly visible?: boolean
  /** Extra arguments for Electron. */
  readonly electronArguments?: readonly string[]
  readonly say?: (text: string) => void
}

/** A whole training desk: embedded centre, simulators and the real program in a real Electron. */
export interface LaunchedDesk {
  readonly training: Training
  readonly dataFolder: string
  readonly windows: LaunchedWindows
  desk(): Promise<Page>
  applicant(): Promise<Page>
  /** Closes the program and opens it again on the same data, with the same centre. */
  reopen(): Promise<void>
  /** Ends everything this desk started, by pid. */
  close(): Promise<void>
}

/** Starts it without waiting for the centre; `training.centreReady` tells when that answers. */
export async function launchDesk(options: DeskOptions = {}): Promise<LaunchedDesk> {
  const dataFolder = options.dataFolder ?? mkdtempSync(path.join(tmpdir(), 'so-bo-desk-'))
  const training = await startTraining({
    dataFolder,
    day: options.day ?? null,
    people: options.people ?? 100,
    say: options.say ?? (() => undefined),
  })
  const open = () =>
    launchWindows([...training.deskArguments, ...(options.electronArguments ?? [])], {
      visible: options.visible ?? false,
    })
  const end = async () => {
    await training.stop()
    if (options.dataFolder === undefined) removeFolder(dataFolder)
  }
  let windows: LaunchedWindows
  try {
    windows = await open()
  } catch (fault) {
    await end()
    throw fault
  }
  return {
    training,
    dataFolder,
    get windows() {
      return windows
    },
    desk: () => windows.window('desk'),
    applicant: () => windows.window('applicant'),
    async reopen() {
      await windows.close()
      windows = await open()
    },
    async close() {
      await windows.close()
      await end()
    },
  }
}
