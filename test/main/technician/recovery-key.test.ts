import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  makeRecoveryKey,
  readRecoveryKey,
  unwrapStoreKey,
  wrapStoreKey,
} from '../../../main/technician/recovery-key.ts'

test('what a recovery key wraps, it opens; typed small, without dashes, with O for 0 and I for 1', () => {
  for (let i = 0; i < 50; i++) {
    const key = makeRecoveryKey()
    const storeKey = randomBytes(32)
    const wrapped = wrapStoreKey(storeKey, key)
    const sloppy = key.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'i')
    expect(unwrapStoreKey(wrapped, sloppy)?.equals(storeKey)).toBe(true)
  }
})

test('one wrong letter is noticed before anything is tried', () => {
  const key = makeRecoveryKey()
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  let accepted = 0
  for (let i = 0; i < key.length; i++) {
    if (key[i] === '-') continue
    const other = letters[(letters.indexOf(key[i] ?? '') + 1) % 32] ?? ''
    if (readRecoveryKey(key.slice(0, i) + other + key.slice(i + 1)) !== undefined) accepted += 1
  }
  expect(accepted).toBe(0)
})

test('another key, or rubbish, opens nothing and throws nothing', () => {
  const wrapped = wrapStoreKey(randomBytes(32), makeRecoveryKey())
  expect(unwrapStoreKey(wrapped, makeRecoveryKey())).toBeUndefined()
  fc.assert(
    fc.property(
      fc.string(),
      fc.uint8Array({ maxLength: 100 }),
      (typed, bytes) => unwrapStoreKey(Buffer.from(bytes), typed) === undefined,
    ),
  )
})
