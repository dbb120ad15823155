import 'reflect-metadata'
import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  webcrypto,
  X509Certificate,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
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
  /** AES-256: seals the opaque references of look-ups. */
  readonly referenceKey: KeyObject
  /** AES-256: seals the templates of fingerprints. */
  readonly templateKey: KeyObject
  /** Reads a station's request; throws `MalformedRequest` unless it is P-256, proves its key and asks for this very name. */
  readRequest(request: string, commonName: string): Promise<ReadRequest>
  certify(request: ReadRequest): Promise<{ certificate: string; serial: string }>
}

export interface ReadRequest {
  readonly commonName: string
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer
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

/** The names stations reach the centre by: always loopback, and what the installation adds. */
function serverNames(extra: readonly string[]): { type: 'ip' | 'dns'; value: string }[] {
  return ['127.0.0.1', 'localhost', ...extra].map((value) => ({ type: isIP(value) > 0 ? 'ip' : 'dns', value }))
}

/** Whether the kept server certificate still serves: for all these names, and for a month more. */
function stillServes(certificate: string, names: readonly { type: string; value: string }[]): boolean {
  const held = new X509Certificate(certificate)
  const known = held.subjectAltName ?? ''
  return (
    held.validToDate.getTime() > Date.now() + 30 * DAY_MS &&
    names.every(({ type, value }) => known.split(', ').includes(`${type === 'ip' ? 'IP Address' : 'DNS'}:${value}`))
  )
}

/** Opens (or makes, once) the centre's authority and keys. `names`: host names and addresses besides loopback. */
export async function openAuthority(folder: string, names: readonly string[] = []): Promise<Authority> {
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
  const reachedBy = serverNames(names)
  if (!existsSync(serverFile) || !stillServes(readFileSync(serverFile, 'utf8'), reachedBy)) {
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
        new x509.SubjectAlternativeNameExtension(reachedBy),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      ],
    })
    rmSync(serverFile, { force: true })
    keep(serverFile, () => server.toString('pem'))
  }

  const aes256 = (name: string) =>
    createSecretKey(
      Buffer.from(
        keep(at(name), () => randomBytes(32).toString('hex')),
        'hex',
      ),
    )
  const ed25519 = () => String(generateKeyPairSync('ed25519').privateKey.export(pem))
  return {
    certificate: root.toString('pem'),
    server: { certificate: readFileSync(serverFile, 'utf8'), key: serverKey },
    receiptKey: createPrivateKey(keep(at('receipt.key'), ed25519)),
    feedKey: createPrivateKey(keep(at('feed.key'), ed25519)),
    blobKey: createPrivateKey(keep(at('blob.key'), () => String(generateKeyPairSync('x25519').privateKey.export(pem)))),
    referenceKey: aes256('reference.key'),
    templateKey: aes256('template.key'),
    async readRequest(requestPem, commonName) {
      let request: x509.Pkcs10CertificateRequest
      try {
        request = new x509.Pkcs10CertificateRequest(requestPem)
        if (!(await request.verify())) throw new Error('the request does not hold its own key')
      } catch (cause) {
        throw new MalformedRequest('not a certificate request that proves its key', { cause })
      }
      if (request.subject !== `CN=${commonName}`) throw new MalformedRequest(`the request is not for ${commonName}`)
      const publicKey = Buffer.from(request.publicKey.rawData)
      const key = createPublicKey({ key: publicKey, format: 'der', type: 'spki' })
      if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
        throw new MalformedRequest('the key of a station is P-256')
      return { commonName, publicKey }
    },
    async certify(request) {
      const serial = randomBytes(12).toString('hex')
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: serial,
        subject: `CN=${request.commonName}`,
        issuer: root.subject,
        notBefore: new Date(Date.now() - 5 * 60_000),
        notAfter: new Date(Date.now() + 730 * DAY_MS),
        publicKey: new x509.PublicKey(new Uint8Array(request.publicKey)),
        signingKey: rootKeys.privateKey,
        signingAlgorithm: SIGNING,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
        ],
      })
      return { certificate: certificate.toString('pem'), serial }
    },
  }
}
