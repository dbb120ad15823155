import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { safeStorage } from 'electron'

/** Why the desk does not start: each has its sentence in `key-words.ts`. */
export type KeyTrouble = 'no-key-store' | 'plain-text-key-store' | 'key-not-readable'

export class StoreKeyUnusable extends Error {
  override readonly name = 'StoreKeyUnusable'
  readonly trouble: KeyTrouble

  constructor(trouble: KeyTrouble, options?: ErrorOptions) {
    super(trouble, options)
    this.trouble = trouble
  }
}

/** Electron 45 encrypts asynchronously, the test runtime synchronously: one shape for both. */
interface AsyncSafeStorage {
  isAsyncEncryptionAvailable?(): Promise<boolean>
  encryptStringAsync?(text: string): Promise<Buffer>
  decryptStringAsync?(sealed: Buffer): Promise<string | { result: string }>
}

async function seal(text: string): Promise<Buffer> {
  const storage = safeStorage as typeof safeStorage & AsyncSafeStorage
  return storage.encryptStringAsync ? storage.encryptStringAsync(text) : storage.encryptString(text)
}

async function unseal(sealed: Buffer): Promise<string> {
  const storage = safeStorage as typeof safeStorage & AsyncSafeStorage
  if (!storage.decryptStringAsync) return storage.decryptString(sealed)
  const opened = await storage.decryptStringAsync(sealed)
  return typeof opened === 'string' ? opened : opened.result
}

async function needKeyStore(): Promise<void> {
  const storage = safeStorage as typeof safeStorage & AsyncSafeStorage
  const available = storage.isAsyncEncryptionAvailable
    ? await storage.isAsyncEncryptionAvailable()
    : storage.isEncryptionAvailable()
  if (!available) throw new StoreKeyUnusable('no-key-store')
  // On Linux "available" may mean a fixed password in plain sight.
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
    throw new StoreKeyUnusable('plain-text-key-store')
}

function writeWhole(file: string, content: Buffer | string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600, flush: true })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}

export interface StoreKey {
  readonly key: Uint8Array
  /** The key was made now: the recovery key must be printed. */
  readonly isNew: boolean
}

/**
 * The store's key: 32 random bytes made at set-up, sealed by the operating system's key store. A training desk keeps it in a
 * file beside its synthetic data instead, and says so; outside training a plain-text key store is refused.
 * Throws `StoreKeyUnusable`.
 */
export async function openStoreKey(dataFolder: string, training: boolean): Promise<StoreKey> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  if (training) {
    const file = path.join(dataFolder, 'training.key')
    if (existsSync(file)) return { key: Buffer.from(readFileSync(file, 'utf8').trim(), 'hex'), isNew: false }
    const key = randomBytes(32)
    writeWhole(file, key.toString('hex'))
    return { key, isNew: true }
  }
  await needKeyStore()
  const file = path.join(dataFolder, 'store.key')
  if (existsSync(file)) {
    try {
      return { key: Buffer.from(await unseal(readFileSync(file)), 'hex'), isNew: false }
    } catch (cause) {
      throw new StoreKeyUnusable('key-not-readable', { cause })
    }
  }
  const key = randomBytes(32)
  writeWhole(file, await seal(key.toString('hex')))
  return { key, isNew: true }
}
