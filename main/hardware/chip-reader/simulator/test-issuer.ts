import 'reflect-metadata'
import { createHash, randomBytes, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { integer, objectIdentifier, setOf, tlv } from './der.ts'

x509.cryptoProvider.set(webcrypto as Crypto)

const DAY_MS = 86_400_000
/** `stranger`: of an issuer nobody here knows; `forger`: says it is of the known one, under a key of its own. */
export type SignerState = 'good' | 'expired' | 'revoked' | 'stranger' | 'forger'
export type SignatureKind = 'ecdsa-p256' | 'ecdsa-p384' | 'rsa-pkcs1' | 'rsa-pss'

const KEYS = {
  'ecdsa-p256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'ecdsa-p384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  'rsa-pkcs1': {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  },
  'rsa-pss': {
    name: 'RSA-PSS',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
    saltLength: 32,
  },
} as const

const SHA256 = tlv(0x30, objectIdentifier('2.16.840.1.101.3.4.2.1'))
const SHA384 = tlv(0x30, objectIdentifier('2.16.840.1.101.3.4.2.2'))
const pssMask = tlv(0x30, objectIdentifier('1.2.840.113549.1.1.8'), SHA256)
const SIGNATURES = {
  'ecdsa-p256': tlv(0x30, objectIdentifier('1.2.840.10045.4.3.2')),
  'ecdsa-p384': tlv(0x30, objectIdentifier('1.2.840.10045.4.3.3')),
  'rsa-pkcs1': tlv(0x30, objectIdentifier('1.2.840.113549.1.1.1'), [5, 0]),
  'rsa-pss': tlv(
    0x30,
    objectIdentifier('1.2.840.113549.1.1.10'),
    tlv(0x30, tlv(0xa0, SHA256), tlv(0xa1, pssMask), tlv(0xa2, integer(32))),
  ),
} as const

/** A made-up state that signs cards: its root (CSCA), its list of revoked signers. Certificates and list in DER. */
export interface TestIssuer {
  readonly root: Uint8Array
  readonly revoked: Uint8Array
  /** A security object over the groups' bytes, wrapped for EF.SOD. ICAO 9303-10, 4.6.2; 9303-11, 5.1. */
  securityObject(groups: ReadonlyMap<number, Uint8Array>, kind: SignatureKind, signer: SignerState): Promise<Buffer>
}

type Keys = Awaited<ReturnType<typeof makeKeys>>

async function makeKeys(kind: SignatureKind): Promise<CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(KEYS[kind], true, ['sign', 'verify'])) as unknown as CryptoKeyPair
}

async function makeRoot(keys: Keys, name: string): Promise<x509.X509Certificate> {
  return await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name,
    notBefore: new Date(Date.now() - 3_000 * DAY_MS),
    notAfter: new Date(Date.now() + 3_000 * DAY_MS),
    keys,
    signingAlgorithm: KEYS['ecdsa-p384'],
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
}

const REVOKED_SERIAL = '66'

export async function testIssuer(): Promise<TestIssuer> {
  const name = 'C=VN, O=So Bo training, CN=Training CSCA'
  const keys = await makeKeys('ecdsa-p384')
  const root = await makeRoot(keys, name)
  const list = await x509.X509CrlGenerator.create({
    issuer: root.subject,
    thisUpdate: new Date(Date.now() - DAY_MS),
    nextUpdate: new Date(Date.now() + 90 * DAY_MS),
    signingKey: keys.privateKey,
    signingAlgorithm: KEYS['ecdsa-p384'],
    entries: [
      {
        serialNumber: REVOKED_SERIAL,
        revocationDate: new Date(Date.now() - 400 * DAY_MS),
        reason: x509.X509CrlReason.keyCompromise,
      },
    ],
  })

  async function makeSigner(kind: SignatureKind, state: SignerState) {
    const signing = state === 'stranger' || state === 'forger' ? await makeKeys('ecdsa-p384') : keys
    const issuer = state === 'stranger' ? await makeRoot(signing, 'C=VN, O=Somebody, CN=Strange CSCA') : root
    const named = state === 'stranger' ? signing : keys
    const own = await makeKeys(kind)
    const [before, after] = state === 'expired' ? [900, -500] : [100, 900]
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: state === 'revoked' ? REVOKED_SERIAL : randomBytes(8).toString('hex').replace(/^./, '1'),
      subject: 'C=VN, O=So Bo training, CN=Training document signer',
      issuer: issuer.subject,
      notBefore: new Date(Date.now() - before * DAY_MS),
      notAfter: new Date(Date.now() + after * DAY_MS),
      publicKey: own.publicKey,
      signingKey: signing.privateKey,
      signingAlgorithm: KEYS['ecdsa-p384'],
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        await x509.AuthorityKeyIdentifierExtension.create(named.publicKey),
      ],
    })
    return { certificate, key: own.privateKey }
  }

  return {
    root: new Uint8Array(root.rawData),
    revoked: new Uint8Array(list.rawData),
    async securityObject(groups, kind, state) {
      const wide = kind === 'ecdsa-p384'
      const [hash, algorithm] = wide ? (['sha384', SHA384] as const) : (['sha256', SHA256] as const)
      const digest = (bytes: Uint8Array) => createHash(hash).update(bytes).digest()
      const hashes = [...groups].map(([group, bytes]) => tlv(0x30, integer(group), tlv(4, digest(bytes))))
      const lds = tlv(0x30, integer(0), algorithm, tlv(0x30, ...hashes))
      const signer = await makeSigner(kind, state)
      const ldsType = objectIdentifier('2.23.136.1.1.1')
      const attribute = (type: string, value: Buffer) => tlv(0x30, objectIdentifier(type), tlv(0x31, value))
      const attributes = setOf(
        attribute('1.2.840.113549.1.9.3', ldsType),
        attribute('1.2.840.113549.1.9.4', tlv(4, digest(lds))),
        attribute('1.2.840.113549.1.9.5', utcTime(new Date(Date.now() - (state === 'expired' ? 300 : 50) * DAY_MS))),
      )
      const signature = await signBytes(kind, signer.key, attributes)
      const issuerAndSerial = tlv(
        0x30,
        new Uint8Array(signer.certificate.issuerName.toArrayBuffer()),
        integer(Buffer.from(signer.certificate.serialNumber.padStart(16, '0'), 'hex')),
      )
      // The attributes are signed as a SET and carried with the tag [0]: RFC 5652, 5.4.
      const carried = Buffer.concat([Buffer.from([0xa0]), attributes.subarray(1)])
      const signerInfo = tlv(0x30, integer(1), issuerAndSerial, algorithm, carried, SIGNATURES[kind], tlv(4, signature))
      const signed = tlv(
        0x30,
        integer(3),
        tlv(0x31, algorithm),
        tlv(0x30, ldsType, tlv(0xa0, tlv(4, lds))),
        tlv(0xa0, new Uint8Array(signer.certificate.rawData)),
        tlv(0x31, signerInfo),
      )
      return tlv(0x77, tlv(0x30, objectIdentifier('1.2.840.113549.1.7.2'), tlv(0xa0, signed)))
    },
  }
}

function utcTime(date: Date): Buffer {
  return tlv(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))
}

/** WebCrypto gives r ‖ s; CMS wants them as a SEQUENCE of two INTEGERs. RFC 5753, 7.2. */
async function signBytes(kind: SignatureKind, key: CryptoKey, bytes: Uint8Array): Promise<Buffer> {
  const signature = Buffer.from(
    await webcrypto.subtle.sign(KEYS[kind], key as Parameters<typeof webcrypto.subtle.sign>[1], Uint8Array.from(bytes)),
  )
  if (!kind.startsWith('ecdsa')) return signature
  const half = signature.length / 2
  return tlv(0x30, integer(signature.subarray(0, half)), integer(signature.subarray(half)))
}
