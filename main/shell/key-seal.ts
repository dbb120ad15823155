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

/** Electron's key store as it is: synchronous in the test runtime, asynchronous from 45 on. */
export interface SystemKeyStore {
  isEncryptionAvailable(): boolean
  encryptString(text: string): Buffer
  decryptString(sealed: Buffer): string
  getSelectedStorageBackend(): string
  isAsyncEncryptionAvailable?(): Promise<boolean>
  encryptStringAsync?(text: string): Promise<Buffer>
  decryptStringAsync?(sealed: Buffer): Promise<string | { readonly result: string }>
}

/** One shape for both: seals with what is there, the asynchronous calls first. */
export interface KeySeal {
  seal(text: string): Promise<Buffer>
  unseal(sealed: Buffer): Promise<string>
}

/**
 * Throws `StoreKeyUnusable` where the system has no key store, and where it has one that keeps secrets in plain text
 * (on Linux "available" may mean a fixed password in plain sight).
 */
export async function keySeal(store: SystemKeyStore, platform: NodeJS.Platform): Promise<KeySeal> {
  const available = store.isAsyncEncryptionAvailable
    ? await store.isAsyncEncryptionAvailable()
    : store.isEncryptionAvailable()
  const backend = platform === 'linux' ? store.getSelectedStorageBackend() : ''
  if (backend === 'basic_text') throw new StoreKeyUnusable('plain-text-key-store')
  if (!available) throw new StoreKeyUnusable('no-key-store')
  return {
    async seal(text) {
      return store.encryptStringAsync ? store.encryptStringAsync(text) : store.encryptString(text)
    },
    async unseal(sealed) {
      if (!store.decryptStringAsync) return store.decryptString(sealed)
      const opened = await store.decryptStringAsync(sealed)
      return typeof opened === 'string' ? opened : opened.result
    },
  }
}
