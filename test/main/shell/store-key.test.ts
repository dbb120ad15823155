import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StoreKeyUnusable, type SystemKeyStore } from '../../../main/shell/key-seal.ts'
import { startTroubleOf, startWords } from '../../../main/shell/start-words.ts'
import { openStoreKey } from '../../../main/shell/store-key.ts'

/** Electron's key store in its two shapes: the old synchronous one, and the one of 45. It seals by turning the bytes over. */
function systemStore(
  shape: 'synchronous' | 'asynchronous',
  backend = 'gnome_libsecret',
  available = true,
): SystemKeyStore {
  const turn = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff))
  const gone = (): never => {
    throw new Error('the synchronous calls are gone')
  }
  const old = shape === 'synchronous'
  return {
    getSelectedStorageBackend: () => backend,
    isEncryptionAvailable: old ? () => available : gone,
    encryptString: old ? (text) => turn(Buffer.from(text)) : gone,
    decryptString: old ? (sealed) => turn(sealed).toString() : gone,
    ...(old
      ? {}
      : {
          isAsyncEncryptionAvailable: async () => available,
          encryptStringAsync: async (text: string) => turn(Buffer.from(text)),
          decryptStringAsync: async (sealed: Buffer) => ({ shouldReEncrypt: false, result: turn(sealed).toString() }),
        }),
  }
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'so-bo-key-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const troubleOf = (work: Promise<unknown>) =>
  work.then(
    () => 'opened',
    (fault: unknown) => (fault instanceof StoreKeyUnusable ? fault.trouble : fault),
  )

for (const shape of ['synchronous', 'asynchronous'] as const) {
  test(`the key is made once and read again, through the ${shape} key store`, async () => {
    const system = systemStore(shape)
    const made = await openStoreKey(folder, false, system)
    expect(made.isNew).toBe(true)
    expect(made.key).toHaveLength(32)
    const again = await openStoreKey(folder, false, system)
    expect(again).toEqual({ key: made.key, isNew: false })
    const file = path.join(folder, 'store.key')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file).includes(Buffer.from(made.key).toString('hex'))).toBe(false)
  })
}

test('a key store in plain text, and none at all, are refused', async () => {
  if (process.platform === 'linux')
    expect(await troubleOf(openStoreKey(folder, false, systemStore('synchronous', 'basic_text', true)))).toBe(
      'plain-text-key-store',
    )
  expect(await troubleOf(openStoreKey(folder, false, systemStore('asynchronous', 'unknown', false)))).toBe(
    'no-key-store',
  )
})

test('a key file that cannot be opened never becomes a new key', async () => {
  writeFileSync(path.join(folder, 'store.key'), 'sealed by another desktop')
  expect(await troubleOf(openStoreKey(folder, false, systemStore('synchronous')))).toBe('key-not-readable')
  writeFileSync(path.join(folder, 'training.key'), 'deadbeef')
  expect(await troubleOf(openStoreKey(folder, true, systemStore('synchronous')))).toBe('key-not-readable')
})

test('data whose key is gone are left as they are', async () => {
  writeFileSync(path.join(folder, 'station.db'), 'encrypted')
  for (const training of [true, false])
    expect(await troubleOf(openStoreKey(folder, training, systemStore('synchronous')))).toBe('key-not-readable')
})

test('a training desk keeps its key in a file for its owner alone', async () => {
  const made = await openStoreKey(folder, true, systemStore('synchronous', 'basic_text', false))
  const file = path.join(folder, 'training.key')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).toBe(Buffer.from(made.key).toString('hex'))
  expect((await openStoreKey(folder, true, systemStore('synchronous'))).isNew).toBe(false)
})

test('every reason not to start has its sentence, Vietnamese first', () => {
  expect(startTroubleOf(new StoreKeyUnusable('no-key-store'))).toBe('no-key-store')
  expect(startTroubleOf(Object.assign(new Error('x'), { code: 'EACCES' }))).toBe('data-folder-refused')
  expect(startTroubleOf(new TypeError('x'))).toBe('start-failed')
  for (const words of Object.values(startWords)) expect(words).toMatch(/^[^\n]*[ạảãấềệộươăđ][^\n]*\n\n[A-Z][ -~]+$/)
})
