import { createHash, verify, X509Certificate } from 'node:crypto'

export type SignatureFault =
  | 'not-a-jws'
  | 'wrong-algorithm'
  | 'no-certificate'
  | 'not-trusted'
  | 'expired'
  | 'wrong-signature'
export type VerifiedJws =
  | { readonly ok: true; readonly payload: unknown; readonly certificate: X509Certificate }
  | { readonly ok: false; readonly fault: SignatureFault }

const MOST_CHARACTERS = 20_000_000
const MOST_CHAIN = 5

function json(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    // Not JSON: the caller says "not a JWS".
    return undefined
  }
}

/** Certificates of the header: an array, or a single string as the specification prints it. */
function certificatesOf(header: { x5c?: unknown }): X509Certificate[] {
  const given = typeof header.x5c === 'string' ? [header.x5c] : Array.isArray(header.x5c) ? header.x5c : []
  return given.slice(0, MOST_CHAIN).flatMap((text) => {
    try {
      return typeof text === 'string' ? [new X509Certificate(Buffer.from(text, 'base64'))] : []
    } catch {
      return []
    }
  })
}

/** Whether the leaf leads to one of our roots, over the certificates sent along and the roots themselves. */
function leadsToTrust(
  leaf: X509Certificate,
  sent: readonly X509Certificate[],
  roots: readonly X509Certificate[],
): boolean {
  let current = leaf
  for (let steps = 0; steps < MOST_CHAIN; steps++) {
    const root = roots.find((one) => current.checkIssued(one) && current.verify(one.publicKey))
    if (root) return true
    const next = sent.find(
      (one) => one !== current && one.ca && current.checkIssued(one) && current.verify(one.publicKey),
    )
    if (!next) return false
    current = next
  }
  return false
}

/** Checks a compact JWS (RFC 7515) signed by a device: RS256 or EdDSA, chain to a root we hold, validity on `now`. */
export function verifyJws(token: string, roots: readonly X509Certificate[], now: number): VerifiedJws {
  if (token.length > MOST_CHARACTERS) return { ok: false, fault: 'not-a-jws' }
  const [head, body, signature, more] = token.split('.')
  if (!head || body === undefined || !signature || more !== undefined) return { ok: false, fault: 'not-a-jws' }
  const header = json(head) as { alg?: unknown; x5c?: unknown } | undefined
  if (typeof header !== 'object' || header === null) return { ok: false, fault: 'not-a-jws' }
  if (header.alg !== 'RS256' && header.alg !== 'EdDSA') return { ok: false, fault: 'wrong-algorithm' }
  const [leaf, ...sent] = certificatesOf(header)
  if (!leaf) return { ok: false, fault: 'no-certificate' }
  if (Date.parse(leaf.validFrom) > now || Date.parse(leaf.validTo) < now) return { ok: false, fault: 'expired' }
  if (!leadsToTrust(leaf, sent, roots)) return { ok: false, fault: 'not-trusted' }
  const expected = header.alg === 'RS256' ? 'rsa' : 'ed25519'
  if (leaf.publicKey.asymmetricKeyType !== expected) return { ok: false, fault: 'wrong-algorithm' }
  const good = verify(
    header.alg === 'RS256' ? 'sha256' : null,
    Buffer.from(`${head}.${body}`),
    leaf.publicKey,
    Buffer.from(signature, 'base64url'),
  )
  const payload = good ? json(body) : undefined
  if (!good) return { ok: false, fault: 'wrong-signature' }
  return payload === undefined ? { ok: false, fault: 'not-a-jws' } : { ok: true, payload, certificate: leaf }
}

const EMPTY_HASH = createHash('sha256').update('').digest()

/**
 * Next link of the capture chain: SHA-256(previous ‖ SHA-256(image record)), upper-case hex. The first link takes the hash of
 * nothing as its previous. Source: SBI specification 0.9.5, hash of the capture response.
 */
export function nextCaptureHash(previous: string, record: Uint8Array): string {
  const before = previous === '' ? EMPTY_HASH : Buffer.from(previous, 'hex')
  const image = createHash('sha256').update(record).digest()
  return createHash('sha256').update(before).update(image).digest('hex').toUpperCase()
}
