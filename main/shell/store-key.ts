import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { keySeal, StoreKeyUnusable, type SystemKeyStore } from './key-seal.ts'

const KEY_IN_HEX = /^[0-9a-f]{64}$/

/** All of it or nothing of it is there after a power cut. */
function writeWhole(file: string, content: Buffer | string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600, flush: true })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}

/** A damaged key file must never lead to a new key: that would lock out the data for good. */
function keyFromHex(text: string): Buffer {
  if (!KEY_IN_HEX.test(text)) throw new StoreKeyUnusable('key-not-readable')
  return Buffer.from(text, 'hex')
}

/** Data without their key: a new key could not open them, and making one would hide what happened. */
function refuseToReplaceKeyOf(dataFolder: string): void {
  if (existsSync(path.join(dataFolder, 'station.db'))) throw new StoreKeyUnusable('key-not-readable')
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
export async function openStoreKey(dataFolder: string, training: boolean, system: SystemKeyStore): Promise<StoreKey> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  if (training) {
    const file = path.join(dataFolder, 'training.key')
    if (existsSync(file)) return { key: keyFromHex(readFileSync(file, 'utf8').trim()), isNew: false }
    refuseToReplaceKeyOf(dataFolder)
    const key = randomBytes(32)
    writeWhole(file, key.toString('hex'))
    return { key, isNew: true }
  }
  const seal = await keySeal(system, process.platform)
  const file = path.join(dataFolder, 'store.key')
  if (!existsSync(file)) {
    refuseToReplaceKeyOf(dataFolder)
    const key = randomBytes(32)
    writeWhole(file, await seal.seal(key.toString('hex')))
    return { key, isNew: true }
  }
  try {
    return { key: keyFromHex(await seal.unseal(readFileSync(file))), isNew: false }
  } catch (cause) {
    throw cause instanceof StoreKeyUnusable ? cause : new StoreKeyUnusable('key-not-readable', { cause })
  }
}
