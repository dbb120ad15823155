import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..', '..', '..')

test('kernels agree, saved indexes come back, hostile ones are refused, threads work side by side', {
  timeout: 900_000,
}, () => {
  const built = spawnSync(process.execPath, [path.join(root, 'tools', 'native', 'build-native.mjs')], {
    encoding: 'utf8',
  })
  expect(built.status, built.stderr).toBe(0)
  const stress = path.join(root, 'dist', 'native', 'bin', 'search-stress')
  const { status, stdout, stderr } = spawnSync(stress, ['2'], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(stdout).toContain('all as it should be')
  expect(status).toBe(0)
})
