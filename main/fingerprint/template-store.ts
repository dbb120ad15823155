import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { findSetting, putSetting, type Store } from '../store/index.ts'

/**
 * Templates apart from names: a row is found only by the name of its print's blob and the store's own template key. Without that key the
 * table neither opens nor tells whose prints it holds; without the table, the key is worth nothing.
 */
const KEY = 'fingerprint.template-key'
const NONCE = 12
const TAG = 16

function rootKey(store: Store): Buffer {
  const held = findSetting(store, KEY)
  if (held !== undefined) return Buffer.from(held, 'base64')
  const made = randomBytes(32)
  putSetting(store, KEY, made.toString('base64'))
  return made
}

function keysOf(store: Store) {
  const root = rootKey(store)
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), use, 32))
  return { seal: derive('seal'), name: derive('name') }
}

const referenceOf = (key: Buffer, blob: string) => createHmac('sha256', key).update(blob).digest('hex')

/** Keeps the template of a print. Belongs in the transaction that keeps the print itself. */
export function keepTemplate(store: Store, blob: string, template: Uint8Array, at: string): void {
  const keys = keysOf(store)
  const reference = referenceOf(keys.name, blob)
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keys.seal, nonce).setAAD(Buffer.from(reference))
  const sealed = Buffer.concat([nonce, cipher.update(template), cipher.final(), cipher.getAuthTag()])
  store.sqlite
    .prepare('INSERT OR REPLACE INTO print_template (reference, sealed, made_at) VALUES (?, ?, ?)')
    .run(reference, sealed, at)
}

/** `undefined` where there is none, or no longer. Throws where the row was changed. */
export function findTemplate(store: Store, blob: string): Uint8Array | undefined {
  const keys = keysOf(store)
  const reference = referenceOf(keys.name, blob)
  const row = store.sqlite
    .prepare<[string], { sealed: Buffer }>('SELECT sealed FROM print_template WHERE reference = ?')
    .get(reference)
  if (!row) return undefined
  const { sealed } = row
  const decipher = createDecipheriv('aes-256-gcm', keys.seal, sealed.subarray(0, NONCE))
    .setAAD(Buffer.from(reference))
    .setAuthTag(sealed.subarray(sealed.length - TAG))
  const clear = Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()])
  return new Uint8Array(clear)
}

/** The prints are gone, or the centre holds them: what was derived from them goes too. */
export function dropTemplates(store: Store, blobs: readonly string[]): void {
  const { name } = keysOf(store)
  const remove = store.sqlite.prepare('DELETE FROM print_template WHERE reference = ?')
  for (const blob of blobs) remove.run(referenceOf(name, blob))
}
