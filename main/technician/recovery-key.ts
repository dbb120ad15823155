import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/**
 * The recovery key (khóa khôi phục): 160 random bits in eight groups of four letters plus a check group, printed once at
 * set-up and kept on paper in the office's safe. It opens the wrapped store key when the machine's key store cannot.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function toLetters(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('')
}

function checkGroup(letters: string): string {
  return toLetters(createHash('sha256').update(`so-bo recovery ${letters}`).digest().subarray(0, 5)).slice(0, 4)
}

export function makeRecoveryKey(): string {
  const letters = toLetters(randomBytes(20))
  return [...(letters.match(/.{4}/g) ?? []), checkGroup(letters)].join('-')
}

/** The 32 letters of a key as it was typed (case, blanks, O and I forgiven); undefined where the check group disagrees. */
export function readRecoveryKey(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]{36}$/.test(letters)) return undefined
  const body = letters.slice(0, 32)
  return checkGroup(body) === letters.slice(32) ? body : undefined
}

function keyOf(letters: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(letters, 'ascii'), salt, 'so-bo store key v1', 32))
}

/** The store key, wrapped by the recovery key: salt (16), nonce (12), ciphertext and tag. */
export function wrapStoreKey(storeKey: Uint8Array, recoveryKey: string): Buffer {
  const letters = readRecoveryKey(recoveryKey)
  if (letters === undefined) throw new RangeError('not a recovery key')
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', keyOf(letters, salt), nonce)
  return Buffer.concat([salt, nonce, cipher.update(storeKey), cipher.final(), cipher.getAuthTag()])
}

/** Undefined where the recovery key is mistyped or not the one of this store. */
export function unwrapStoreKey(wrapped: Buffer, recoveryKey: string): Buffer | undefined {
  const letters = readRecoveryKey(recoveryKey)
  if (letters === undefined || wrapped.length !== 16 + 12 + 32 + 16) return undefined
  const decipher = createDecipheriv('aes-256-gcm', keyOf(letters, wrapped.subarray(0, 16)), wrapped.subarray(16, 28))
  decipher.setAuthTag(wrapped.subarray(-16))
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(28, -16)), decipher.final()])
  } catch {
    // Wrong key: GCM's tag is the check, and "it does not open" is the whole answer.
    return undefined
  }
}
