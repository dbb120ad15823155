import {
  argon2,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import * as z from 'zod/mini'
import { publicKeyToText } from '../../centre/protocol/signed.ts'

/** Argon2id (RFC 9106): 64 MiB, 3 passes, one lane: about 0.1 s on an office PC, off the main loop. */
const COST = { memory: 65_536, passes: 3, parallelism: 1 } as const

export const PasswordSecret = z.object({
  algorithm: z.literal('argon2id'),
  memory: z.number(),
  passes: z.number(),
  parallelism: z.number(),
  salt: z.string(),
  /** SHA-256 of the first derived half, base64; the second half wraps the approval key and is never stored. */
  check: z.string(),
})
export type PasswordSecret = z.infer<typeof PasswordSecret>

interface Derived {
  readonly check: Buffer
  readonly wrapKey: Buffer
}

function derive(
  password: string,
  salt: Buffer,
  cost: { memory: number; passes: number; parallelism: number },
): Promise<Derived> {
  const parameters = { message: Buffer.from(password.normalize('NFC'), 'utf8'), nonce: salt, tagLength: 64, ...cost }
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (fault, tag) => {
      if (fault) return reject(fault)
      resolve({ check: createHash('sha256').update(tag.subarray(0, 32)).digest(), wrapKey: tag.subarray(32) })
    })
  })
}

export interface MadeSecret {
  readonly secret: PasswordSecret
  /** Ed25519 public key, SPKI base64. */
  readonly approvalKey: string
  readonly wrappedKey: string
}

/** Makes an account's secret and its approval key pair; the private key opens with the password alone. */
export async function makeSecret(password: string): Promise<MadeSecret> {
  const salt = randomBytes(16)
  const { check, wrapKey } = await derive(password, salt, COST)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', wrapKey, nonce)
  const clear = privateKey.export({ format: 'der', type: 'pkcs8' })
  const wrapped = Buffer.concat([nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()])
  clear.fill(0)
  wrapKey.fill(0)
  return {
    secret: { algorithm: 'argon2id', ...COST, salt: salt.toString('base64'), check: check.toString('base64') },
    approvalKey: publicKeyToText(publicKey),
    wrappedKey: wrapped.toString('base64'),
  }
}

export interface Opened {
  /** Opens the approval key; the caller uses it at once and lets it go. */
  approvalKey(): KeyObject
}

/** `undefined` when the password is wrong. */
export async function checkPassword(
  secret: PasswordSecret,
  wrappedKey: string,
  password: string,
): Promise<Opened | undefined> {
  const { check, wrapKey } = await derive(password, Buffer.from(secret.salt, 'base64'), secret)
  if (!timingSafeEqual(check, Buffer.from(secret.check, 'base64'))) return undefined
  return {
    approvalKey() {
      const wrapped = Buffer.from(wrappedKey, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', wrapKey, wrapped.subarray(0, 12))
      decipher.setAuthTag(wrapped.subarray(-16))
      const clear = Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()])
      const key = createPrivateKey({ key: clear, format: 'der', type: 'pkcs8' })
      clear.fill(0)
      return key
    },
  }
}
