import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { plainDate } from '../../../../domain/calendar/plain-date.ts'
import { fromHex, fromUint, toHex } from '../../../../domain/travel-document/chip/byte-string.ts'
import { ChipFault } from '../../../../domain/travel-document/chip/chip-fault.ts'
import { readWholeTlv } from '../../../../domain/travel-document/chip/tlv.ts'
import { writeObjectIdentifier, writeTlv } from '../../../../domain/travel-document/chip/tlv-writing.ts'
import { readCertificate } from '../../../../domain/travel-document/passive-authentication/certificate.ts'
import { withDefiniteLengths } from '../../../../domain/travel-document/passive-authentication/definite-lengths.ts'
import { comparableName } from '../../../../domain/travel-document/passive-authentication/distinguished-name.ts'
import { readListedGroups } from '../../../../domain/travel-document/passive-authentication/lds-security-object.ts'
import {
  checkPassiveAuthentication,
  type PassiveAuthenticationInput,
} from '../../../../domain/travel-document/passive-authentication/passive-authentication.ts'
import { readRevocationList } from '../../../../domain/travel-document/passive-authentication/revocation-list.ts'
import { readSecurityObject } from '../../../../domain/travel-document/passive-authentication/security-object.ts'
import { nodeChipCryptography as cryptography } from '../../../../main/hardware/chip-reader/node-chip-cryptography.ts'
import { ecKey, IssuingOffice, type KeyKind, ldsSecurityObject, RSA, RSA_PSS } from './issuing-office.ts'

const office = new IssuingOffice()
afterAll(() => office.close())

const DG1 = writeTlv(0x61, writeTlv(0x5f1f, new Uint8Array(90).fill(0x3c)))
const DG2 = writeTlv(0x75, cryptography.random(3000))
const CONTENT = ldsSecurityObject({ 1: DG1, 2: DG2 }, 'SHA-256', 0)
const GROUPS = { DG1, DG2 }

const anchorBytes = office.authority('root', ecKey('brainpoolP384r1'))
const anchor = readCertificate(anchorBytes, 'anchor')
office.signer('ds', 'root', ecKey('brainpoolP256r1'))
const sod = office.securityObject('ds', CONTENT)

function check(changes: Partial<PassiveAuthenticationInput> = {}) {
  return checkPassiveAuthentication(cryptography, {
    securityObject: sod,
    groups: GROUPS,
    anchors: [anchor],
    lists: [],
    checkedAt: new Date(),
    ...changes,
  })
}

test('a card signed by a signer of a trusted authority is valid, and what was checked is told', () => {
  const result = check()
  expect(result).toMatchObject({
    verdict: 'valid',
    groups: { DG1: 'same', DG2: 'same' },
    authority: 'C=VN, O=Test, CN=CSCA Test',
    revocation: 'no-list',
    signer: { subject: 'C=VN, O=Test, CN=DS ds' },
  })
  expect(result.signed?.from.getTime()).toBeGreaterThan(Date.now() - 3_600_000)
  expect(result.detail).toBeUndefined()
})

const KINDS: readonly KeyKind[] = [
  RSA,
  RSA_PSS,
  ecKey('P-256'),
  ecKey('P-384'),
  ecKey('P-521'),
  ecKey('brainpoolP256r1', true),
  ecKey('P-256', true),
  ecKey('brainpoolP512r1'),
]

for (const kind of KINDS) {
  test(`signatures with ${kind.name} are verified, and a changed one is not`, () => {
    const name = kind.name.replace(/\W/g, '')
    const root = readCertificate(office.authority(`root${name}`, kind, `/C=VN/O=Test/CN=CSCA ${name}`), 'anchor')
    office.signer(`ds${name}`, `root${name}`, kind, { authorityKind: kind })
    const isLong = kind.name === 'P-521'
    const content = ldsSecurityObject({ 1: DG1, 2: DG2 }, isLong ? 'SHA-512' : 'SHA-256', 1)
    const digest = isLong ? 'sha512' : 'sha256'
    const securityObject = office.securityObject(`ds${name}`, content, { kind, digest })
    expect(readSecurityObject(securityObject)).toMatchObject({
      ldsVersion: 1,
      versions: { lds: '0108', unicode: '040000' },
    })
    expect(check({ securityObject, anchors: [root] })).toMatchObject({ verdict: 'valid' })
    const changed = securityObject.slice()
    changed[changed.length - 3] = (changed[changed.length - 3] ?? 0) ^ 1
    expect(check({ securityObject: changed, anchors: [root] })).toMatchObject({
      verdict: 'invalid',
      reason: 'signature-wrong',
    })
  })
}

test('RSA-PSS whose mask has another hash than the message is verified', () => {
  office.signer('mixed', 'root', RSA)
  const sign = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_mgf1_md:sha1', '-sigopt', 'rsa_pss_saltlen:32']
  const securityObject = office.securityObject('mixed', CONTENT, { kind: { ...RSA, sign } })
  expect(readSecurityObject(securityObject).signer.scheme.scheme).toEqual({
    kind: 'rsa-pss',
    hash: 'SHA-256',
    maskHash: 'SHA-1',
    saltLength: 32,
  })
  expect(check({ securityObject }).verdict).toBe('valid')
  const changed = securityObject.with(-3, (securityObject.at(-3) ?? 0) ^ 1)
  expect(check({ securityObject: changed })).toMatchObject({ verdict: 'invalid', reason: 'signature-wrong' })
})

test('a changed data group and one that is not signed are told by name', () => {
  const changed = DG2.slice()
  changed[100] = (changed[100] ?? 0) ^ 1
  expect(check({ groups: { DG1, DG2: changed } })).toMatchObject({
    verdict: 'invalid',
    reason: 'group-differs',
    detail: 'DG2',
    groups: { DG1: 'same', DG2: 'differs' },
  })
  expect(check({ groups: { ...GROUPS, DG13: DG1 } })).toMatchObject({
    verdict: 'invalid',
    reason: 'group-not-covered',
    detail: 'DG13',
  })
})

test('hashes that were changed in the security object do not fit its signed attributes', () => {
  const text = toHex(sod)
  const hash = toHex(cryptography.hash('SHA-256', DG1))
  const other = toHex(cryptography.hash('SHA-256', DG2))
  const forged = fromHex(text.replace(hash, other))
  expect(check({ securityObject: forged, groups: { DG1: DG2 } })).toMatchObject({
    verdict: 'invalid',
    reason: 'content-differs',
    groups: { DG1: 'same' },
  })
})

test('without anchors, with another country, without signer or security object it cannot be checked, and that is said', () => {
  expect(check({ anchors: [] })).toMatchObject({ verdict: 'cannot-be-checked', reason: 'no-anchors' })
  const other = readCertificate(office.authority('other', ecKey('P-256'), '/C=UT/O=Other/CN=CSCA'), 'anchor')
  expect(check({ anchors: [other] })).toMatchObject({ verdict: 'cannot-be-checked', reason: 'issuer-unknown' })
  const bare = office.securityObject('ds', CONTENT, { more: ['-nocerts'] })
  expect(check({ securityObject: bare })).toMatchObject({
    verdict: 'cannot-be-checked',
    reason: 'no-signer-certificate',
  })
  const [signer] = readSecurityObject(sod).certificates
  expect(check({ securityObject: bare, signers: signer === undefined ? [] : [signer] })).toMatchObject({
    verdict: 'valid',
  })
  expect(check({ securityObject: undefined })).toMatchObject({ reason: 'no-security-object' })
  expect(check({ groups: {} })).toMatchObject({ verdict: 'cannot-be-checked', reason: 'nothing-read' })
  expect(check({ groups: { DG2 } })).toMatchObject({
    verdict: 'cannot-be-checked',
    reason: 'zone-not-read',
    groups: { DG2: 'same' },
  })
})

test('a signer named by its key identifier, and content without signed attributes, are verified too', () => {
  expect(check({ securityObject: office.securityObject('ds', CONTENT, { more: ['-keyid'] }) }).verdict).toBe('valid')
  const bare = office.securityObject('ds', CONTENT, { more: ['-noattr'] })
  expect(check({ securityObject: bare })).toMatchObject({ verdict: 'valid', detail: 'signing time unknown' })
  expect(check({ securityObject: bare }).signed).toBeUndefined()
})

test('an authority of the same name whose key did not sign is a forgery, not a gap', () => {
  const twin = readCertificate(office.authority('twin', ecKey('brainpoolP384r1')), 'anchor')
  office.signer('plain', 'root', ecKey('P-256'), {
    extensions: 'keyUsage = critical,digitalSignature\nauthorityKeyIdentifier = none',
  })
  const securityObject = office.securityObject('plain', CONTENT)
  expect(check({ securityObject, anchors: [anchor] }).verdict).toBe('valid')
  expect(check({ securityObject, anchors: [twin] })).toMatchObject({
    verdict: 'invalid',
    reason: 'signer-not-issued-by-authority',
  })
  // With both in store the right one counts: authorities change keys and keep names.
  expect(check({ securityObject, anchors: [twin, anchor] }).verdict).toBe('valid')
})

test('a signer that was no longer valid when it signed, or may not sign, is invalid', () => {
  office.signer('old', 'root', ecKey('P-256'), { from: '20200101000000Z', until: '20210101000000Z' })
  const anchors = [{ ...anchor, notBefore: new Date('2019-01-01') }]
  const old = office.securityObject('old', CONTENT)
  expect(check({ securityObject: old, anchors })).toMatchObject({
    verdict: 'invalid',
    reason: 'signer-not-valid-at-signing',
  })
  // Signed in time and read years later: valid. The time comes from DG12 where the signature has none.
  const intime = office.securityObject('old', CONTENT, { more: ['-noattr'] })
  expect(check({ securityObject: intime, anchors, issuedOn: plainDate('2020-06-01') }).verdict).toBe('valid')
  expect(check({ securityObject: intime, anchors, issuedOn: plainDate('2021-06-01') })).toMatchObject({
    reason: 'signer-not-valid-at-signing',
  })
  expect(check({ securityObject: old, anchors: [anchor] })).toMatchObject({ verdict: 'invalid' })
  office.signer('issuer', 'root', ecKey('P-256'), { extensions: 'basicConstraints = critical,CA:TRUE' })
  expect(check({ securityObject: office.securityObject('issuer', CONTENT) })).toMatchObject({
    verdict: 'invalid',
    reason: 'signer-may-not-sign',
  })
  office.signer('strange', 'root', ecKey('P-256'), { extensions: '1.2.3.4.5 = critical,DER:0500' })
  expect(check({ securityObject: office.securityObject('strange', CONTENT) })).toMatchObject({
    verdict: 'cannot-be-checked',
    reason: 'extension-unknown',
  })
})

test('a revoked signer is invalid, an old list is said to be old, a list of others counts for nothing', () => {
  const now = readRevocationList(office.revocationList('root'))
  expect(check({ lists: [now] })).toMatchObject({ verdict: 'valid', revocation: 'not-revoked' })
  const past = readRevocationList(office.revocationList('root', '20210101000000Z'))
  expect(check({ lists: [past] })).toMatchObject({ verdict: 'valid', revocation: 'list-out-of-date' })

  office.signer('bad', 'root', ecKey('P-256'))
  const securityObject = office.securityObject('bad', CONTENT)
  office.revoke('bad', 'root')
  const list = readRevocationList(office.revocationList('root'))
  expect(list.revoked.size).toBe(1)
  expect(check({ securityObject, lists: [list] })).toMatchObject({ verdict: 'invalid', reason: 'signer-revoked' })
  expect(check({ lists: [list] })).toMatchObject({ verdict: 'valid', revocation: 'not-revoked' })
  const forged = { ...list, signature: list.signature.map((byte) => byte ^ 1) }
  expect(check({ securityObject, lists: [forged] })).toMatchObject({ verdict: 'valid', revocation: 'no-list' })
})

test('without a time a signer that has ended stays open, one that has not begun is invalid, one in force is believed and said', () => {
  const anchors = [{ ...anchor, notBefore: new Date('2010-01-01') }]
  const untimed = (name: string, from: string, until: string) => {
    office.signer(name, 'root', ecKey('P-256'), { from, until })
    return office.securityObject(name, CONTENT, { more: ['-noattr'] })
  }
  const ended = untimed('ended', '20200101000000Z', '20210101000000Z')
  expect(check({ securityObject: ended, anchors })).toMatchObject({
    verdict: 'cannot-be-checked',
    reason: 'signing-time-unknown',
    detail: expect.stringContaining('2020-01-01 to 2021-01-01'),
  })
  const begins = untimed('begins', '20300101000000Z', '20350101000000Z')
  expect(check({ securityObject: begins, anchors, checkedAt: new Date('2026-11-26') })).toMatchObject({
    verdict: 'invalid',
    reason: 'signer-not-valid-yet',
  })
  const inForce = untimed('inforce', '20200101000000Z', '20350101000000Z')
  expect(check({ securityObject: inForce, anchors, checkedAt: new Date('2026-11-26') })).toMatchObject({
    verdict: 'valid',
    detail: 'signing time unknown',
  })
})

test('a signing time that has not come yet is refused; a clock some hours ahead of ours is not', () => {
  const hours = (count: number) => new Date(Date.now() - count * 3_600_000)
  const anchors = [{ ...anchor, notBefore: new Date('2010-01-01') }]
  office.signer('early', 'root', ecKey('P-256'), { from: '20200101000000Z' })
  const securityObject = office.securityObject('early', CONTENT)
  expect(check({ securityObject, anchors, checkedAt: hours(20) }).verdict).toBe('valid')
  expect(check({ securityObject, anchors, checkedAt: hours(48) })).toMatchObject({
    verdict: 'invalid',
    reason: 'signed-in-future',
  })
})

test('a day of issue is a whole day: a signer in force at any hour of it may have signed', () => {
  const anchors = [{ ...anchor, notBefore: new Date('2010-01-01') }]
  office.signer('morning', 'root', ecKey('P-256'), { from: '20240420080000Z', until: '20240620080000Z' })
  const securityObject = office.securityObject('morning', CONTENT, { more: ['-noattr'] })
  const on = (day: string) => check({ securityObject, anchors, issuedOn: plainDate(day) })
  for (const day of ['2024-04-20', '2024-05-01', '2024-06-20']) expect(on(day).verdict, day).toBe('valid')
  for (const day of ['2024-04-18', '2024-06-22'])
    expect(on(day), day).toMatchObject({ verdict: 'invalid', reason: 'signer-not-valid-at-signing' })
})

test('a list signed with the new key of the authority withdraws a signer of the old one', () => {
  const renewed = readCertificate(office.authority('renewed', ecKey('P-256')), 'anchor')
  office.signer('sold', 'root', ecKey('P-256'))
  const securityObject = office.securityObject('sold', CONTENT)
  office.revoke('sold', 'root')
  const list = readRevocationList(office.revocationList('renewed'))
  const anchors = [anchor, renewed]
  expect(check({ securityObject, anchors, lists: [list] })).toMatchObject({
    verdict: 'invalid',
    reason: 'signer-revoked',
  })
  expect(check({ anchors, lists: [list] })).toMatchObject({ verdict: 'valid', revocation: 'not-revoked' })
  // A key nobody here trusts withdraws nothing.
  expect(check({ securityObject, lists: [list] })).toMatchObject({ verdict: 'valid', revocation: 'no-list' })
})

test('a name in another string type is the same name: for the authority, for the signer named by it, and for the list', () => {
  const renewed = readCertificate(office.authorityInPrintable('printable', 'root'), 'anchor')
  const printable = { ...renewed, notBefore: new Date('2010-01-01') }
  expect(toHex(printable.der)).not.toContain(toHex(fromHex('0C04')) + toHex(new TextEncoder().encode('Test')))
  expect(toHex(anchor.der)).toContain(toHex(fromHex('0C04')) + toHex(new TextEncoder().encode('Test')))
  expect(check({ anchors: [printable] })).toMatchObject({ verdict: 'valid', revocation: 'no-list' })
  // A certificate that was renewed for the same key stands beside the one of the day of issue, in any order.
  const later = { ...renewed, notBefore: new Date(Date.now() + 1000) }
  for (const anchors of [
    [later, anchor],
    [anchor, later],
  ])
    expect(check({ anchors }).verdict).toBe('valid')
  expect(check({ anchors: [later] })).toMatchObject({ reason: 'authority-not-valid-at-issue' })
  // Without a key identifier the name alone tells the issuer.
  office.signer('named', 'root', ecKey('P-256'), {
    extensions: 'keyUsage = critical,digitalSignature\nauthorityKeyIdentifier = none',
  })
  const named = office.securityObject('named', CONTENT)
  expect(check({ securityObject: named, anchors: [printable] }).verdict).toBe('valid')
  office.revoke('named', 'root')
  const list = readRevocationList(office.revocationList('printable'))
  expect(check({ securityObject: named, anchors: [anchor], lists: [list] })).toMatchObject({ reason: 'signer-revoked' })
})

test('names are compared without string type, capitals and blanks, and nothing else is the same name', () => {
  const name = (...values: readonly (readonly [number, Uint8Array])[]) =>
    comparableName(
      writeTlv(
        0x30,
        ...values.map(([tag, value]) =>
          writeTlv(0x31, writeTlv(0x30, writeObjectIdentifier('2.5.4.3'), writeTlv(tag, value))),
        ),
      ),
      'name',
    )
  const utf8 = (text: string) => new TextEncoder().encode(text)
  const wide = (text: string, width: number) =>
    Uint8Array.from(
      [...text].flatMap((letter) => fromUint(letter.codePointAt(0) ?? 0, width)).flatMap((one) => [...one]),
    )
  const known = name([0x0c, utf8('Bộ Công an')])
  expect(name([0x0c, utf8(' BỘ  CÔNG AN ')])).toBe(known)
  expect(name([0x0c, utf8('Bộ Công an'.normalize('NFD'))])).toBe(known)
  expect(name([0x1e, wide('Bộ Công an', 2)])).toBe(known)
  expect(name([0x1c, wide('Bộ Công an', 4)])).toBe(known)
  expect(name([0x13, utf8('Test')])).toBe(name([0x0c, utf8('TEST')]))
  expect(name([0x0c, utf8('Bo Cong an')])).not.toBe(known)
  expect(name([0x0c, utf8('Bộ')], [0x0c, utf8('Công an')])).not.toBe(known)
  expect(name([0x04, utf8('Bộ Công an')])).not.toBe(known)
  fc.assert(
    fc.property(
      fc.constantFrom(0x0c, 0x13, 0x14, 0x16, 0x1c, 0x1e, 0x04),
      fc.uint8Array({ maxLength: 40 }),
      (tag, bytes) => {
        expect(name([tag, bytes])).toBe(name([tag, bytes.slice()]))
      },
    ),
  )
})

test('a security object in BER, or of the type of the first years, is read like any other', () => {
  const streamed = office.securityObject('ds', CONTENT, { more: ['-stream'] })
  expect(toHex(streamed)).toMatch(/^77[0-9A-F]{2,6}3080/)
  expect(toHex(streamed)).toContain('2480')
  expect(check({ securityObject: streamed })).toMatchObject({ verdict: 'valid', groups: { DG1: 'same', DG2: 'same' } })
  expect(readListedGroups(streamed)).toEqual(['DG1', 'DG2'])
  const changed = streamed.slice()
  changed[changed.length - 20] = (changed[changed.length - 20] ?? 0) ^ 1
  expect(check({ securityObject: changed }).verdict).toBe('invalid')
  const early = office.securityObject('ds', CONTENT, { type: '1.3.27.1.1.1' })
  expect(check({ securityObject: early }).verdict).toBe('valid')
})

test('a security object of a shape that is not worked with stays open; a broken one is invalid', () => {
  const gap = { verdict: 'cannot-be-checked', reason: 'security-object-unsupported', groups: {} }
  expect(check({ securityObject: office.securityObject('ds', CONTENT, { type: '1.2.3.4' }) })).toMatchObject(gap)
  const second = ['-signer', 'plain.pem', '-inkey', 'plain.key']
  expect(check({ securityObject: office.securityObject('ds', CONTENT, { more: second }) })).toMatchObject({
    ...gap,
    detail: 'EF.SOD: 2 signers',
  })
  const later = CONTENT.slice()
  later[later.indexOf(0x02) + 2] = 7
  expect(check({ securityObject: office.securityObject('ds', later) })).toMatchObject(gap)
  const broken = { verdict: 'invalid', reason: 'security-object-malformed' }
  for (const bytes of [sod.subarray(0, -1), fromHex('7700'), fromHex('7704 3080 0500'), fromHex('7702 0480')])
    expect(check({ securityObject: bytes })).toMatchObject(broken)
})

test('definite lengths leave DER as it is, and put open lengths and strings in pieces together', () => {
  const cms = readWholeTlv(sod, 0x77, 'x').value
  expect(withDefiniteLengths(cms, 'x')).toEqual(cms)
  expect(toHex(withDefiniteLengths(fromHex('3080 2480 0401AA 2480 0401BB 0000 0000 0500 0000'), 'x'))).toBe(
    '30060402AABB0500',
  )
  expect(toHex(withDefiniteLengths(fromHex('3009 A080 BF1F80 0000 0000'), 'x'))).toBe('3005A003BF1F00')
  const deep = new Uint8Array(200).map((_, i) => (i % 2 === 0 ? 0x30 : 0x80))
  expect(() => withDefiniteLengths(deep, 'x')).toThrowError(expect.objectContaining({ failure: 'too-large' }))
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
      try {
        const coded = withDefiniteLengths(bytes, 'x')
        expect(withDefiniteLengths(coded, 'x')).toEqual(coded)
        expect(coded.length).toBeLessThanOrEqual(bytes.length + 40)
      } catch (fault) {
        if (!(fault instanceof ChipFault)) throw fault
      }
    }),
    { numRuns: 3000 },
  )
})

test("the card's own certificates never become an authority", () => {
  const self = office.authority('self', ecKey('P-256'), '/C=VN/O=Test/CN=Self')
  const securityObject = office.securityObject('self', CONTENT)
  expect(readSecurityObject(securityObject).certificates[0]?.subjectName).toBe(
    readCertificate(self, 'self').subjectName,
  )
  expect(check({ securityObject })).toMatchObject({ verdict: 'cannot-be-checked', reason: 'issuer-unknown' })
})
