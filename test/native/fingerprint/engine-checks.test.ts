import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { buildNative } from '../../../tools/native/build-native.mjs'

let out = ''

beforeAll(async () => {
  out = await buildNative({ checks: true })
}, 900_000)

function run(name: string, args: readonly string[] = []) {
  return spawnSync(path.join(out, 'bin', name), args, { encoding: 'utf8', timeout: 240_000 })
}

/** The sentences that did not hold; the programs print one line for each. */
const broken = (text: string) => text.split('\n').filter((line) => line.startsWith('FAILED'))

for (const part of ['extract', 'compare', 'evaluate', 'search']) {
  test(`the engine keeps what it promises: ${part}`, () => {
    const result = run(`check-${part}`)
    expect(broken(result.stdout)).toEqual([])
    expect(result.stdout).toMatch(/^[1-9]\d* passed, 0 failed$/m)
    expect(result.status).toBe(0)
  })
}
