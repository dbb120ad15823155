import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { findSetting, putSetting, type Store } from '../store/index.ts'

const KEY = 'fingerprint.template-key'
const NONCE = 12
const TAG = 16

/** One key, one use: what HKDF derives each from the station's template key by. */
const USES = {
  print: { seal: 'seal', name: 'name' },
  clerk: { seal: 'clerk-seal', name: 'clerk-name' },
} as const
export type SealUse = keyof typeof USES

/** Keeps templates apart from names: a row is found only by who knows both the name and the station's template key. */
export interface TemplateSeal {
  /** Keyed hash of a name, hex: tells nobody whose the row is. */
  referenceOf(name: string): string
  /** Nonce, AES-256-GCM ciphertext, tag; bound to the reference, so that a row cannot be moved to another name. */
  seal(reference: string, clear: Uint8Array): Buffer
  /** Throws where the bytes are not those that were sealed under this reference. */
  open(reference: string, sealed: Buffer): Uint8Array
}

function rootKey(store: Store): string {
  const held = findSetting(store, KEY)
  if (held !== undefined) return held
  const made = randomBytes(32).toString('base64')
  putSetting(store, KEY, made)
  return made
}

function sealOf(root: string, use: SealUse): TemplateSeal {
  const derive = (info: string) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(root, 'base64'), Buffer.alloc(0), info, 32))
  const [key, nameKey] = [derive(USES[use].seal), derive(USES[use].name)]
  return {
    referenceOf: (name) => createHmac('sha256', nameKey).update(name).digest('hex'),
    seal(reference, clear) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(reference))
      return Buffer.concat([nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()])
    },
    open(reference, sealed) {
      if (sealed.length < NONCE + TAG) throw new Error('a sealed template is cut')
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
        .setAAD(Buffer.from(reference))
        .setAuthTag(sealed.subarray(-TAG))
      return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]))
    },
  }
}

const derived = new WeakMap<Store, Map<SealUse, { readonly root: string; readonly seal: TemplateSeal }>>()

/**
 * The seal of a store for one use. Deriving costs more than opening, so it is remembered, but only as long as the store holds the same
 * key: one made in a transaction that was taken back is gone.
 */
export function templateSeal(store: Store, use: SealUse): TemplateSeal {
  const root = rootKey(store)
  const ofStore = derived.get(store) ?? new Map()
  derived.set(store, ofStore)
  const known = ofStore.get(use)
  if (known?.root === root) return known.seal
  const seal = sealOf(root, use)
  ofStore.set(use, { root, seal })
  return seal
}
