import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { buildNative } from '../../../tools/native/build-native.mjs'

test('kernels agree, saved indexes come back, hostile ones are refused, threads work side by side', {
  timeout: 900_000,
}, async () => {
  const stress = path.join(await buildNative(), 'bin', 'search-stress')
  const { status, stdout, stderr } = spawnSync(stress, ['2'], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(stdout).toContain('all as it should be')
  expect(status).toBe(0)
})
