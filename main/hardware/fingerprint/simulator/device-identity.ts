import 'reflect-metadata'
import { createSign, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

x509.cryptoProvider.set(webcrypto as Crypto)

const DAY_MS = 86_400_000
const CA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const LEAF = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const

/** What signs for a simulated scanner: compact JWS, RS256, x5c with the leaf (and its provider, where there is one between). */
export interface DeviceIdentity {
  sign(payload: unknown): string
}

export interface IdentityOrder {
  /** Days the device's certificate is still valid; negative: expired. */
  readonly validDays: number
  /** With a provider's certificate between root and device, valid for so many days. */
  readonly providerDays?: number
  readonly bits?: number
}

/** A simulated maker: a root made at each start. */
export interface SimulatedMaker {
  readonly rootPem: string
  issue(order: IdentityOrder): Promise<DeviceIdentity>
}

async function importPublic(key: KeyObject): Promise<CryptoKey> {
  const spki = key.export({ format: 'der', type: 'spki' })
  return (await webcrypto.subtle.importKey('spki', spki, LEAF, true, ['verify'])) as unknown as CryptoKey
}

const makeAuthorityKeys = async () =>
  (await webcrypto.subtle.generateKey(CA, true, ['sign', 'verify'])) as unknown as CryptoKeyPair

export async function simulatedMaker(name: string): Promise<SimulatedMaker> {
  const rootKeys = await makeAuthorityKeys()
  const now = Date.now()
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=So Bo ${name}`,
    notBefore: new Date(now - 90 * DAY_MS),
    notAfter: new Date(now + 3650 * DAY_MS),
    keys: rootKeys,
    signingAlgorithm: CA,
    extensions: [new x509.BasicConstraintsExtension(true, 2, true)],
  })
  let serial = 2

  async function issueAuthority(validDays: number) {
    const keys = await makeAuthorityKeys()
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: String(serial++).padStart(2, '0'),
      subject: `CN=So Bo ${name} provider`,
      issuer: root.subject,
      notBefore: new Date(now - 60 * DAY_MS),
      notAfter: new Date(now + validDays * DAY_MS),
      publicKey: keys.publicKey,
      signingKey: rootKeys.privateKey,
      signingAlgorithm: CA,
      extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
    })
    return { certificate, keys }
  }

  return {
    rootPem: root.toString('pem'),
    async issue({ validDays, providerDays, bits = 2048 }) {
      const provider = providerDays === undefined ? undefined : await issueAuthority(providerDays)
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits })
      const leaf = await x509.X509CertificateGenerator.create({
        serialNumber: String(serial++).padStart(2, '0'),
        subject: 'CN=So Bo simulated scanner',
        issuer: (provider?.certificate ?? root).subject,
        notBefore: new Date(now - 45 * DAY_MS),
        notAfter: new Date(now + validDays * DAY_MS),
        publicKey: await importPublic(publicKey),
        signingKey: (provider?.keys ?? rootKeys).privateKey,
        signingAlgorithm: CA,
      })
      const x5c = [leaf, ...(provider ? [provider.certificate] : [])].map((one) =>
        Buffer.from(one.rawData).toString('base64'),
      )
      const head = Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'JWT', x5c })).toString('base64url')
      return {
        sign(payload) {
          const body = `${head}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`
          return `${body}.${createSign('sha256').update(body).sign(privateKey).toString('base64url')}`
        },
      }
    },
  }
}
