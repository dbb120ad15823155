import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../main/store/index.ts'

/** More of them for a report: `SOBO_KILLS=100 npm test -- test/fault/checkpoint-kill.test.ts --testTimeout=0`. */
const ROUNDS = Number(process.env.SOBO_KILLS ?? 12)
const PROGRAM = path.resolve(import.meta.dirname, 'write-and-be-killed.ts')

test('a process killed while the thread copies keeps every row it acknowledged', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-checkpoint-kill-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'station.db')
  const key = new Uint8Array(32).fill(7)
  openStore(file, key).close()
  let next = 0
  for (let round = 0; round < ROUNDS; round++) {
    const before = statSync(file).size
    const child = spawn(process.execPath, [PROGRAM, '--store', file, '--from', String(next)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const gone = new Promise((resolve) => child.once('exit', resolve))
    for await (const line of createInterface({ input: child.stdout })) {
      const { row } = JSON.parse(line) as { row?: number }
      if (row === undefined) continue
      next = row + 1
      // The file grows by passes alone: one is underway, and it is met at another moment in each round.
      if (!child.killed && statSync(file).size > before) {
        await new Promise((resolve) => setTimeout(resolve, (round * 3) % 60))
        child.kill('SIGKILL')
      }
    }
    await gone
    const store = openStore(file, key)
    const { rows } = store.sqlite
      .prepare<[], { rows: number }>(
        "SELECT count(*) AS rows FROM station_setting WHERE name LIKE 'row-%' AND length(value) = 60000",
      )
      .get() ?? { rows: -1 }
    // One more may be there: committed, and killed before it was said.
    expect(rows - next).toBeGreaterThanOrEqual(0)
    expect(rows - next).toBeLessThanOrEqual(1)
    next = rows
    expect(store.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
    store.close()
  }
}, 300_000)
