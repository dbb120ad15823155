import 'reflect-metadata'
import { createSign, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

x509.cryptoProvider.set(webcrypto as Crypto)

const DAY_MS = 86_400_000
const CA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const LEAF = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const

/** The simulated maker: a root made at each start, and a device certificate that signs what the scanner says. */
export interface DeviceIdentity {
  readonly rootPem: string
  /** Compact JWS, RS256, x5c with the leaf. */
  sign(payload: unknown): string
}

async function importPublic(key: KeyObject): Promise<CryptoKey> {
  const spki = key.export({ format: 'der', type: 'spki' })
  return (await webcrypto.subtle.importKey('spki', spki, LEAF, true, ['verify'])) as unknown as CryptoKey
}

export async function makeDeviceIdentity(validDays: number): Promise<DeviceIdentity> {
  const caKeys = (await webcrypto.subtle.generateKey(CA, true, ['sign', 'verify'])) as unknown as CryptoKeyPair
  const now = Date.now()
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=So Bo simulated maker',
    notBefore: new Date(now - 60 * DAY_MS),
    notAfter: new Date(now + 3650 * DAY_MS),
    keys: caKeys,
    signingAlgorithm: CA,
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  })
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: '02',
    subject: 'CN=So Bo simulated scanner',
    issuer: root.subject,
    notBefore: new Date(now - 45 * DAY_MS),
    notAfter: new Date(now + validDays * DAY_MS),
    publicKey: await importPublic(publicKey),
    signingKey: caKeys.privateKey,
    signingAlgorithm: CA,
  })
  const x5c = [Buffer.from(leaf.rawData).toString('base64')]
  const head = Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'JWT', x5c })).toString('base64url')
  return {
    rootPem: root.toString('pem'),
    sign(payload) {
      const body = `${head}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`
      return `${body}.${createSign('sha256').update(body).sign(privateKey).toString('base64url')}`
    },
  }
}
