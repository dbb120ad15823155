import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import * as z from 'zod/mini'

/**
 * A blob as it is stored, named and sent: one encryption, two ways to open it.
 *
 * ```
 * "SBB1" | ephemeral X25519 public key (32) | wrapped data key (32 + 16) | nonce (12) | AES-256-GCM ciphertext | tag (16)
 * ```
 * The data key is wrapped with HKDF-SHA-256 of the X25519 agreement with the centre's blob key, and kept by the station
 * inside its own encrypted store until the centre's receipt; the file itself opens for nobody else.
 */
const MAGIC = Buffer.from('SBB1', 'ascii')
const HEADER = 4 + 32 + 48 + 12
const SPKI_X25519 = Buffer.from('302a300506032b656e032100', 'hex')

export const MOST_BLOB_BYTES = 32 * 1024 * 1024
/** A blob goes up in steps of this size; a cut costs at most one of them. */
export const BLOB_STEP = 256 * 1024

export class BlobUnreadable extends Error {
  override readonly name = 'BlobUnreadable'
}

export interface SealedBlob {
  /** SHA-256 of `ciphertext`, hex. */
  readonly name: string
  readonly ciphertext: Buffer
  readonly dataKey: Buffer
}

function wrapKey(shared: Buffer, ephemeral: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', shared, ephemeral, 'so-bo blob v1', 32))
}

export function sealBlob(clear: Uint8Array, centreBlobKey: KeyObject): SealedBlob {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  const ephemeral = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_X25519.length)
  const shared = diffieHellman({ privateKey, publicKey: centreBlobKey })
  const dataKey = randomBytes(32)
  // The wrapping key is used once: it comes from a fresh ephemeral key, so a fixed nonce is safe.
  const wrapper = createCipheriv('aes-256-gcm', wrapKey(shared, ephemeral), Buffer.alloc(12))
  const wrapped = Buffer.concat([wrapper.update(dataKey), wrapper.final(), wrapper.getAuthTag()])
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', dataKey, nonce)
  const body = Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()])
  const ciphertext = Buffer.concat([MAGIC, ephemeral, wrapped, nonce, body])
  return { name: nameOfBlob(ciphertext), ciphertext, dataKey }
}

export function nameOfBlob(ciphertext: Uint8Array): string {
  return createHash('sha256').update(ciphertext).digest('hex')
}

function openBody(ciphertext: Buffer, dataKey: Buffer): Buffer {
  const nonce = ciphertext.subarray(HEADER - 12, HEADER)
  const decipher = createDecipheriv('aes-256-gcm', dataKey, nonce)
  decipher.setAuthTag(ciphertext.subarray(-16))
  return Buffer.concat([decipher.update(ciphertext.subarray(HEADER, -16)), decipher.final()])
}

/** The clear content by the station's own data key. Throws `BlobUnreadable`. */
export function openBlob(ciphertext: Buffer, dataKey: Buffer): Buffer {
  if (ciphertext.length < HEADER + 16 || !ciphertext.subarray(0, 4).equals(MAGIC))
    throw new BlobUnreadable('not a blob')
  try {
    return openBody(ciphertext, dataKey)
  } catch (cause) {
    throw new BlobUnreadable('blob does not open', { cause })
  }
}

/** The clear content by the centre's private blob key. Throws `BlobUnreadable`. */
export function openBlobAtCentre(ciphertext: Buffer, centrePrivateKey: KeyObject): Buffer {
  if (ciphertext.length < HEADER + 16 || !ciphertext.subarray(0, 4).equals(MAGIC))
    throw new BlobUnreadable('not a blob')
  try {
    const ephemeral = ciphertext.subarray(4, 36)
    const publicKey = createPublicKey({ key: Buffer.concat([SPKI_X25519, ephemeral]), format: 'der', type: 'spki' })
    const shared = diffieHellman({ privateKey: centrePrivateKey, publicKey })
    const unwrapper = createDecipheriv('aes-256-gcm', wrapKey(shared, ephemeral), Buffer.alloc(12))
    unwrapper.setAuthTag(ciphertext.subarray(68, 84))
    const dataKey = Buffer.concat([unwrapper.update(ciphertext.subarray(36, 68)), unwrapper.final()])
    return openBody(ciphertext, dataKey)
  } catch (cause) {
    throw new BlobUnreadable('blob does not open', { cause })
  }
}

/**
 * `HEAD /blobs/{name}` answers `Upload-Offset`; `PUT /blobs/{name}` with `Upload-Offset` and `Upload-Length` adds one step.
 * The last step is answered with this, inside a `Signed` (receipt key).
 */
export const BlobReceiptContent = z.object({
  type: z.literal('blob-receipt'),
  office: z.int(),
  name: z.string(),
  bytes: z.int(),
  time: z.string(),
})
