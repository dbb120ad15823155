import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import type { LookUpFrame } from '../protocol/index.ts'

const MINUTES_VALID = 30
const NONCE = 12
const TAG = 16

/** Whom a reference opens for: this office, this officer, this dossier. */
function boundTo({ office, officer, subject }: LookUpFrame): Buffer {
  return Buffer.from(JSON.stringify([office, officer.account, subject]), 'utf8')
}

/**
 * Opaque name of a hit: the personal number and its last minute, sealed with the centre's own key. Nobody else can read or
 * make one, nothing has to be kept, and in other hands or for another dossier it does not open.
 */
export function sealReference(key: KeyObject, frame: LookUpFrame, personalNumber: string, now: number): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(boundTo(frame))
  const until = Math.floor(now / 60_000) + MINUTES_VALID
  const sealed = Buffer.concat([cipher.update(`${until} ${personalNumber}`, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')
}

/** The personal number, while the reference is valid for this very frame; undefined otherwise. */
export function openReference(key: KeyObject, frame: LookUpFrame, reference: string, now: number): string | undefined {
  const bytes = Buffer.from(reference, 'base64url')
  if (bytes.length <= NONCE + TAG) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
    decipher.setAAD(boundTo(frame))
    decipher.setAuthTag(bytes.subarray(-TAG))
    const clear = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8')
    const [until, personalNumber] = clear.split(' ')
    return Number(until) * 60_000 >= now ? personalNumber : undefined
  } catch {
    // Forged, or of another office, officer or dossier: all the same to whoever asks.
    return undefined
  }
}
