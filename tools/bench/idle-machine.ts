import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Stall } from './stall-meter.ts'

export interface IdleMachine {
  /** What an idle process beside us waited from its start until the first time this is asked. */
  stop(): Promise<Stall>
}

/** The noise of the machine, measured in a process of its own at the same time as what is measured here. */
export async function watchIdleMachine(): Promise<IdleMachine> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'idle-process.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await lines.next()
  let measured: Promise<Stall> | undefined
  async function end(): Promise<Stall> {
    child.stdin.end()
    const { value } = await lines.next()
    return (JSON.parse(String(value)) as { idle: Stall }).idle
  }
  return {
    stop() {
      measured ??= end()
      return measured
    },
  }
}
