import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import * as z from 'zod/mini'
import { canonicalJson } from './canonical-json.ts'

/** Canonical text with an Ed25519 signature over its UTF-8 bytes, base64: how the centre says anything that binds. */
export const Signed = z.object({
  canonical: z.string().check(z.maxLength(8_000_000)),
  signature: z.string().check(z.maxLength(100)),
})
export type Signed = z.infer<typeof Signed>

export function signCanonical(value: unknown, key: KeyObject): Signed {
  const canonical = canonicalJson(value)
  return { canonical, signature: sign(null, Buffer.from(canonical, 'utf8'), key).toString('base64') }
}

export type SignedFault = 'wrong-signature' | 'not-json' | 'wrong-shape'

/** The content, once the signature and the shape are good. */
export function openSigned<S extends z.ZodMiniType>(
  signed: Signed,
  key: KeyObject,
  shape: S,
): { readonly ok: true; readonly value: z.output<S> } | { readonly ok: false; readonly fault: SignedFault } {
  const bytes = Buffer.from(signed.canonical, 'utf8')
  if (!verify(null, bytes, key, Buffer.from(signed.signature, 'base64'))) return { ok: false, fault: 'wrong-signature' }
  let raw: unknown
  try {
    raw = JSON.parse(signed.canonical)
  } catch {
    return { ok: false, fault: 'not-json' }
  }
  const parsed = shape.safeParse(raw)
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, fault: 'wrong-shape' }
}

/** A public key as it travels: SubjectPublicKeyInfo DER, base64. */
export function publicKeyFromText(text: string): KeyObject {
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
}

export function publicKeyToText(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  return publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
}
