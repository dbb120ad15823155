import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import type { PositionedTemplate } from '../../native/fingerprint/index.ts'

const NONCE = 12
const TAG = 16
const HEAD = 5

/** Whose templates these are; bound into the seal, so that a row cannot be moved to somebody else. */
export interface TemplateOwner {
  readonly office: number
  readonly application: string
}

const bound = (owner: TemplateOwner) => Buffer.from(`so-bo templates v1/${owner.office}/${owner.application}`)

/** Finger code (1 byte), length (4), template; again for each finger; AES-256-GCM: nonce | ciphertext | tag. */
export function sealTemplates(prints: readonly PositionedTemplate[], owner: TemplateOwner, key: KeyObject): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound(owner))
  const clear = prints.flatMap(({ position, template }) => {
    const head = Buffer.alloc(HEAD)
    head.writeUInt8(position, 0)
    head.writeUInt32BE(template.length, 1)
    return [head, template]
  })
  return Buffer.concat([nonce, cipher.update(Buffer.concat(clear)), cipher.final(), cipher.getAuthTag()])
}

/** Throws where the bytes are not those that were sealed for this owner with this key. */
export function openTemplates(sealed: Buffer, owner: TemplateOwner, key: KeyObject): PositionedTemplate[] {
  if (sealed.length < NONCE + TAG) throw new Error('sealed templates are cut')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
    .setAAD(bound(owner))
    .setAuthTag(sealed.subarray(-TAG))
  const clear = Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()])
  const prints: PositionedTemplate[] = []
  for (let at = 0; at < clear.length; ) {
    const end = at + HEAD + clear.readUInt32BE(at + 1)
    if (end > clear.length) throw new Error('sealed templates are cut')
    prints.push({ position: clear.readUInt8(at), template: new Uint8Array(clear.subarray(at + HEAD, end)) })
    at = end
  }
  return prints
}
