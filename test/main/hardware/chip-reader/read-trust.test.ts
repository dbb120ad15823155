import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readChipTrust } from '../../../../main/hardware/chip-reader/read-trust.ts'
import { type TestIssuer, testIssuer } from '../../../../main/hardware/chip-reader/simulator/test-issuer.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'trust-'))
let issuer: TestIssuer
beforeAll(async () => {
  issuer = await testIssuer()
})
afterAll(() => rmSync(folder, { recursive: true }))

const pem = (label: string, der: Uint8Array) =>
  `-----BEGIN ${label}-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`

test('certificates and lists are taken from PEM under any name, from DER by the name, and nothing is dropped unseen', () => {
  const put = (name: string, content: string | Uint8Array) => writeFileSync(path.join(folder, name), content)
  const root = pem('CERTIFICATE', issuer.root)
  const list = pem('X509 CRL', issuer.revoked)
  put('both.pem', `${root}${list}${root}`)
  put('list.cer', list)
  put('root.crl', root)
  put('root.der', issuer.root)
  put('list.crl', issuer.revoked)
  put('key.pem', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n')
  put('notes.txt', root)
  const { authorities, revocations } = readChipTrust(folder)
  const [certificate, revoked] = [new Uint8Array(issuer.root), new Uint8Array(issuer.revoked)]
  expect(authorities.filter((one) => Buffer.from(one).equals(certificate))).toHaveLength(4)
  expect(revocations).toEqual([revoked, revoked, revoked])
  // What is neither is handed on, so that whoever uses the store can say that it is none.
  expect(authorities).toHaveLength(5)
})
