import type { Sqlite } from './open-store.ts'

const [QUOTE, X] = [0x27, 0x78]

/** `x'…'`, the raw key as SQLCipher takes it, as bytes: a string of it could never be wiped. */
function rawKeyOf(key: Uint8Array): Buffer {
  const digit = (value: number) => value + (value < 10 ? 0x30 : 0x57)
  const raw = Buffer.alloc(key.length * 2 + 3)
  raw[0] = X
  raw[1] = QUOTE
  for (const [i, byte] of key.entries()) {
    raw[2 + 2 * i] = digit(byte >> 4)
    raw[3 + 2 * i] = digit(byte & 15)
  }
  raw[raw.length - 1] = QUOTE
  return raw
}

/** What the build with ciphers adds; the types are those of the plain one, which would write in the clear. */
function hasCiphers(sqlite: Sqlite): sqlite is Sqlite & { key(raw: Buffer): number } {
  return 'key' in sqlite
}

/** Tells a fresh connection how the file is encrypted (SQLCipher 4 pages with HMAC) and the 32 bytes of its key. Reads nothing yet. */
export function unlockStore(sqlite: Sqlite, key: Uint8Array): void {
  if (!hasCiphers(sqlite)) throw new Error('this SQLite cannot encrypt')
  sqlite.pragma("cipher = 'sqlcipher'")
  sqlite.pragma('legacy = 4')
  const raw = rawKeyOf(key)
  sqlite.key(raw)
  raw.fill(0)
}
