import 'reflect-metadata'
import { KeyObject, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

x509.cryptoProvider.set(webcrypto as Crypto)

/** A self-signed Ed25519 certificate that stands for maker and device at once. */
export async function makeFuzzSigner(): Promise<{ certificate: string; pem: string; key: KeyObject }> {
  const keys = (await webcrypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as unknown as CryptoKeyPair
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Fuzz',
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
    keys,
    signingAlgorithm: { name: 'Ed25519' },
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  })
  return {
    certificate: Buffer.from(certificate.rawData).toString('base64'),
    pem: certificate.toString('pem'),
    key: KeyObject.from(keys.privateKey as never),
  }
}
