import 'reflect-metadata'
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, webcrypto } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as x509 from '@peculiar/x509'

x509.cryptoProvider.set(webcrypto as Crypto)

const SIGNING = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY_MS = 86_400_000

/** The centre's keys, one use each, kept 0600 in its data folder. */
export interface Authority {
  /** PEM of the root that stations believe. */
  readonly certificate: string
  readonly server: { readonly certificate: string; readonly key: string }
  readonly receiptKey: KeyObject
  readonly feedKey: KeyObject
  readonly blobKey: KeyObject
  /** Certifies a station's request; throws `MalformedRequest` for one that does not verify. */
  certify(request: string, commonName: string): Promise<{ certificate: string; serial: string; publicKey: Buffer }>
}

export class MalformedRequest extends Error {
  override readonly name = 'MalformedRequest'
}

function keep(file: string, make: () => string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8')
  const made = make()
  writeFileSync(`${file}.new`, made, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return made
}

const pem = { format: 'pem', type: 'pkcs8' } as const

async function importPair(keyPem: string): Promise<CryptoKeyPair> {
  const key = createPrivateKey(keyPem)
  const privateKey = await webcrypto.subtle.importKey(
    'pkcs8',
    key.export({ format: 'der', type: 'pkcs8' }),
    SIGNING,
    true,
    ['sign'],
  )
  const jwk = key.export({ format: 'jwk' })
  const { d: _secret, ...open } = jwk
  const publicKey = await webcrypto.subtle.importKey('jwk', open as webcrypto.JsonWebKey, SIGNING, true, ['verify'])
  // Node's own key type is the browser's in all but its declaration.
  return { privateKey, publicKey } as unknown as CryptoKeyPair
}

/** Opens (or makes, once) the centre's authority and keys. */
export async function openAuthority(folder: string): Promise<Authority> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const at = (name: string) => path.join(folder, name)
  const ec = () => String(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pem))
  const rootKeys = await importPair(keep(at('authority.key'), ec))
  const now = Date.now()

  const rootFile = at('authority.pem')
  if (!existsSync(rootFile)) {
    const root = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: randomBytes(12).toString('hex'),
      name: 'CN=So Bo centre authority',
      notBefore: new Date(now - DAY_MS),
      notAfter: new Date(now + 3650 * DAY_MS),
      keys: rootKeys,
      signingAlgorithm: SIGNING,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      ],
    })
    keep(rootFile, () => root.toString('pem'))
  }
  const root = new x509.X509Certificate(readFileSync(rootFile, 'utf8'))

  const serverKey = keep(at('server.key'), ec)
  const serverFile = at('server.pem')
  if (!existsSync(serverFile)) {
    const server = await x509.X509CertificateGenerator.create({
      serialNumber: randomBytes(12).toString('hex'),
      subject: 'CN=So Bo centre',
      issuer: root.subject,
      notBefore: new Date(now - DAY_MS),
      notAfter: new Date(now + 825 * DAY_MS),
      publicKey: (await importPair(serverKey)).publicKey,
      signingKey: rootKeys.privateKey,
      signingAlgorithm: SIGNING,
      extensions: [
        new x509.SubjectAlternativeNameExtension([
          { type: 'ip', value: '127.0.0.1' },
          { type: 'dns', value: 'localhost' },
        ]),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      ],
    })
    keep(serverFile, () => server.toString('pem'))
  }

  const ed25519 = () => String(generateKeyPairSync('ed25519').privateKey.export(pem))
  return {
    certificate: root.toString('pem'),
    server: { certificate: readFileSync(serverFile, 'utf8'), key: serverKey },
    receiptKey: createPrivateKey(keep(at('receipt.key'), ed25519)),
    feedKey: createPrivateKey(keep(at('feed.key'), ed25519)),
    blobKey: createPrivateKey(keep(at('blob.key'), () => String(generateKeyPairSync('x25519').privateKey.export(pem)))),
    async certify(requestPem, commonName) {
      let request: x509.Pkcs10CertificateRequest
      try {
        request = new x509.Pkcs10CertificateRequest(requestPem)
        if (!(await request.verify())) throw new Error('the request does not hold its own key')
      } catch (cause) {
        throw new MalformedRequest('certificate request', { cause })
      }
      const serial = randomBytes(12).toString('hex')
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: serial,
        // The name is the centre's word, not the request's.
        subject: `CN=${commonName}`,
        issuer: root.subject,
        notBefore: new Date(Date.now() - 5 * 60_000),
        notAfter: new Date(Date.now() + 730 * DAY_MS),
        publicKey: request.publicKey,
        signingKey: rootKeys.privateKey,
        signingAlgorithm: SIGNING,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
        ],
      })
      return { certificate: certificate.toString('pem'), serial, publicKey: Buffer.from(request.publicKey.rawData) }
    },
  }
}
