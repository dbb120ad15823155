import { createHash, verify, X509Certificate } from 'node:crypto'

export type SignatureFault =
  | 'not-a-jws'
  | 'wrong-algorithm'
  | 'no-certificate'
  | 'not-trusted'
  | 'expired'
  | 'weak-key'
  | 'wrong-signature'
export type VerifiedJws =
  | { readonly ok: true; readonly payload: unknown; readonly certificate: X509Certificate }
  | { readonly ok: false; readonly fault: SignatureFault }

const MOST_CHARACTERS = 20_000_000
const MOST_HEAD_CHARACTERS = 65_536
const MOST_CHAIN = 5
/** SBI 0.9.5, keys: RSA of at least 2048 bits. */
const LEAST_RSA_BITS = 2048

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

function isValidAt(certificate: X509Certificate, now: number): boolean {
  return Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo)
}

/** Certificates from the leaf to one of our roots, over those sent along and the roots themselves; undefined where none leads there. */
function chainToTrust(
  leaf: X509Certificate,
  sent: readonly X509Certificate[],
  roots: readonly X509Certificate[],
): X509Certificate[] | undefined {
  const chain = [leaf]
  let current = leaf
  for (let steps = 0; steps < MOST_CHAIN; steps++) {
    const isIssuer = (one: X509Certificate) => current.checkIssued(one) && current.verify(one.publicKey)
    const root = roots.find(isIssuer)
    if (root) return [...chain, root]
    const next = sent.find((one) => !chain.includes(one) && one.ca && isIssuer(one))
    if (!next) return undefined
    chain.push(next)
    current = next
  }
  return undefined
}

/** The key fits the algorithm and is as long as the specification wants it. */
function keyFault(alg: 'RS256' | 'EdDSA', leaf: X509Certificate): SignatureFault | undefined {
  if (leaf.publicKey.asymmetricKeyType !== (alg === 'RS256' ? 'rsa' : 'ed25519')) return 'wrong-algorithm'
  const bits = leaf.publicKey.asymmetricKeyDetails?.modulusLength ?? LEAST_RSA_BITS
  return bits < LEAST_RSA_BITS ? 'weak-key' : undefined
}

/**
 * Checks a compact JWS (RFC 7515) signed by a device: RS256 or EdDSA, the chain to a root we hold, and that every certificate of the
 * chain is valid on `now` (ms). Never throws, whatever the text is.
 */
export function verifyJws(token: string, roots: readonly X509Certificate[], now: number): VerifiedJws {
  const no = (fault: SignatureFault): VerifiedJws => ({ ok: false, fault })
  if (token.length > MOST_CHARACTERS) return no('not-a-jws')
  const [head, body, signature, more] = token.split('.', 4)
  if (!head || body === undefined || !signature || more !== undefined) return no('not-a-jws')
  if (head.length > MOST_HEAD_CHARACTERS) return no('not-a-jws')
  const header = json(head)
  if (typeof header !== 'object' || header === null) return no('not-a-jws')
  const alg = 'alg' in header ? header.alg : undefined
  if (alg !== 'RS256' && alg !== 'EdDSA') return no('wrong-algorithm')
  const [leaf, ...sent] = certificatesOf(header)
  if (!leaf) return no('no-certificate')
  const chain = chainToTrust(leaf, sent, roots)
  if (!chain) return no('not-trusted')
  if (!chain.every((one) => isValidAt(one, now))) return no('expired')
  const key = keyFault(alg, leaf)
  if (key) return no(key)
  const signed = Buffer.from(`${head}.${body}`)
  const hash = alg === 'RS256' ? 'sha256' : null
  if (!verify(hash, signed, leaf.publicKey, Buffer.from(signature, 'base64url'))) return no('wrong-signature')
  const payload = json(body)
  return payload === undefined ? no('not-a-jws') : { ok: true, payload, certificate: leaf }
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
