import { constants, generateKeyPairSync, privateDecrypt, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { performActiveAuthentication } from '../../../../domain/travel-document/chip/active-authentication.ts'
import { concatBytes, fromHex, toUint } from '../../../../domain/travel-document/chip/byte-string.ts'
import { performChipAuthentication } from '../../../../domain/travel-document/chip/chip-authentication.ts'
import { answerChipAuthentication } from '../../../../domain/travel-document/chip/chip-authentication-card.ts'
import type { HashName } from '../../../../domain/travel-document/chip/chip-cryptography.ts'
import { openChipSession } from '../../../../domain/travel-document/chip/chip-session.ts'
import { type CommandApdu, decodeCommand } from '../../../../domain/travel-document/chip/command-apdu.ts'
import { curves, randomScalar } from '../../../../domain/travel-document/chip/elliptic-curve.ts'
import type { SessionCipher } from '../../../../domain/travel-document/chip/key-derivation.ts'
import { readDynamicData } from '../../../../domain/travel-document/chip/pace-steps.ts'
import { verifiesRecoverable, writeRecoverable } from '../../../../domain/travel-document/chip/recoverable-signature.ts'
import { openSecureChannel } from '../../../../domain/travel-document/chip/secure-messaging.ts'
import { openCardChannel } from '../../../../domain/travel-document/chip/secure-messaging-card.ts'
import { readSubjectPublicKey, writeEcPublicKey } from '../../../../domain/travel-document/chip/subject-public-key.ts'
import { readTlvs } from '../../../../domain/travel-document/chip/tlv.ts'
import { writeInteger, writeObjectIdentifier, writeTlv } from '../../../../domain/travel-document/chip/tlv-writing.ts'
import {
  readActiveAuthenticationKey,
  readChipSecurity,
} from '../../../../domain/travel-document/data-group/key-groups.ts'
import { findSchemeByName } from '../../../../domain/travel-document/passive-authentication/signature-algorithm.ts'
import { nodeChipCryptography as cryptography } from '../../../../main/hardware/chip-reader/node-chip-cryptography.ts'
import { type MemoryCard, playAgainst } from './memory-card.ts'
import { scriptedRandom } from './scripted-random.ts'

const HASHES: readonly HashName[] = ['SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512']

function proving(signature: (challenge: Uint8Array) => Uint8Array): MemoryCard {
  return {
    files: new Map(),
    answer: ({ ins, data }: CommandApdu) => (ins === 0x88 ? { data: signature(data), statusWord: 0x9000 } : undefined),
  }
}

test('active authentication with RSA is valid for the chip of the key, and invalid for a copy', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1536 })
  const other = generateKeyPairSync('rsa', { modulusLength: 1536 }).privateKey
  const file = writeTlv(0x6f, new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })))
  const key = readActiveAuthenticationKey(file)
  const opened = (secret: typeof privateKey, message: Uint8Array) =>
    new Uint8Array(privateDecrypt({ key: secret, padding: constants.RSA_NO_PADDING }, message))
  for (const hash of HASHES) {
    const run = (secret: typeof privateKey) =>
      playAgainst(
        proving((challenge) => opened(secret, writeRecoverable(cryptography, hash, 192, challenge))),
        performActiveAuthentication(openChipSession(cryptography), key, undefined),
      ).result
    expect(run(privateKey)).toEqual({ verdict: 'valid' })
    expect(run(other).verdict).toBe('invalid')
  }
  const replayed = proving(() => opened(privateKey, writeRecoverable(cryptography, 'SHA-256', 192, new Uint8Array(8))))
  const steps = performActiveAuthentication(openChipSession(cryptography), key, undefined)
  expect(playAgainst(replayed, steps).result.verdict).toBe('invalid')
})

test('the message of the worked example of ICAO 9303-11, active authentication, is made and verified to the byte', () => {
  const challenge = fromHex('F173589974BF40C6')
  const first = `9D2784A67F8E7C659973EA1AEA25D95B6C8F91E5002F369F0FBDCE8A3CEC1991B543F1696546C5524CF23A5303CD6C98
    599F40B79F377B5F3A1406B3B4D8F96784D23AA88DB7E1032A405E69325FA91A6E86F5C71AEA978264C4A207446DAD4E7292E2DCDA3024B47DA8`
  const message = fromHex(`6A ${first} C063AA1E6D22FBD976AB0FE73D94D2D9C6D88127 BC`)
  expect(writeRecoverable(scriptedRandom(first), 'SHA-1', 128, challenge)).toEqual(message)
  expect(verifiesRecoverable(cryptography, message, 1n << 1024n, challenge)).toBe(true)
  expect(verifiesRecoverable(cryptography, message, 1n << 1024n, challenge.with(7, 0xc7))).toBe(false)
})

test('the other root of a recoverable signature is taken for what it is', () => {
  const modulus = (1n << 1023n) + 12345n
  const challenge = cryptography.random(8)
  const message = writeRecoverable(cryptography, 'SHA-256', 128, challenge)
  const mirrored = fromHex((modulus - toUint(message)).toString(16).padStart(256, '0'))
  expect(verifiesRecoverable(cryptography, message, modulus, challenge)).toBe(true)
  expect(verifiesRecoverable(cryptography, mirrored, modulus, challenge)).toBe(true)
  expect(verifiesRecoverable(cryptography, message, modulus, new Uint8Array(8))).toBe(false)
})

test('a signature too long for a short protected answer is asked for in extended length', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = readSubjectPublicKey(new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })), 'x')
  const asked = (cipher: '3DES' | undefined) => {
    const session = openChipSession(cryptography)
    const keys = { cipher: '3DES', encryption: new Uint8Array(16), mac: new Uint8Array(16) } as const
    if (cipher) session.channel = openSecureChannel(cryptography, keys)
    const first = performActiveAuthentication(session, key, undefined).next().value
    return first !== undefined && 'command' in first ? decodeCommand(first.command).expected : undefined
  }
  expect(asked(undefined)).toBe(0x100)
  expect(asked('3DES')).toBe(0x10000)
})

test('active authentication with ECDSA takes the hash DG14 names, or the one that fits the curve', () => {
  const cases = [
    ['P-256', undefined, 'sha256'],
    ['brainpoolP256r1', '0.4.0.127.0.7.1.1.4.1.3', 'sha256'],
    ['P-384', '0.4.0.127.0.7.1.1.4.1.5', 'sha512'],
    ['brainpoolP512r1', undefined, 'sha512'],
  ] as const
  for (const [namedCurve, algorithm, hash] of cases) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
    const der = publicKey.export({ format: 'der', type: 'spki' })
    const key = readActiveAuthenticationKey(writeTlv(0x6f, new Uint8Array(der)))
    const scheme = algorithm === undefined ? undefined : findSchemeByName(algorithm)
    for (const dsaEncoding of ['ieee-p1363', 'der'] as const) {
      const run = (secret: typeof privateKey) =>
        playAgainst(
          proving((challenge) => new Uint8Array(sign(hash, challenge, { key: secret, dsaEncoding }))),
          performActiveAuthentication(openChipSession(cryptography), key, scheme),
        ).result
      expect(run(privateKey), `${namedCurve} ${dsaEncoding}`).toEqual({ verdict: 'valid' })
      expect(run(generateKeyPairSync('ec', { namedCurve }).privateKey).verdict).toBe('invalid')
    }
  }
})

test('a chip that will not sign, and a key of another kind, leave the question open', () => {
  const { publicKey } = generateKeyPairSync('ed25519')
  const key = readSubjectPublicKey(new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })), 'x')
  expect(key).toMatchObject({ kind: 'other', algorithm: '1.3.101.112' })
  const session = openChipSession(cryptography)
  const { result } = playAgainst(
    proving(() => new Uint8Array(0)),
    performActiveAuthentication(session, key, undefined),
  )
  expect(result.verdict).toBe('cannot-be-checked')
})

test('public keys read from OpenSSL are written with their curve by name, also where it was spelled out', () => {
  for (const curve of curves.filter(({ name }) => name !== 'P-224' && name !== 'brainpoolP224r1')) {
    for (const paramEncoding of ['named', 'explicit'] as const) {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: curve.name, paramEncoding })
      const key = readSubjectPublicKey(new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })), 'x')
      if (key.kind !== 'ec') throw new Error(`${curve.name} ${paramEncoding}: ${JSON.stringify(key)}`)
      expect(key.curve.name).toBe(curve.name)
      expect(key.subjectPublicKeyInfo).toEqual(writeEcPublicKey(curve, key.point))
    }
  }
})

const CIPHERS: readonly (readonly [SessionCipher, number])[] = [
  ['3DES', 1],
  ['AES-128', 2],
  ['AES-192', 3],
  ['AES-256', 4],
]

/** DG14 with one key and one protocol of chip authentication, numbered. */
function chipSecurity(publicKey: Uint8Array, protocol: number): Uint8Array {
  const info = [writeObjectIdentifier(`0.4.0.127.0.7.2.2.3.2.${protocol}`), writeInteger(1), writeInteger(7)]
  const key = [writeObjectIdentifier('0.4.0.127.0.7.2.2.1.2'), publicKey, writeInteger(7)]
  return writeTlv(0x6e, writeTlv(0x31, writeTlv(0x30, ...info), writeTlv(0x30, ...key)))
}

test('chip authentication on every curve with every cipher is valid for the chip of the key, and leaves a copy without a channel', () => {
  for (const curve of curves) {
    for (const [cipher, protocol] of CIPHERS) {
      const secret = randomScalar(curve, cryptography)
      const point = curve.Point.BASE.multiply(secret)
      const infos = readChipSecurity(chipSecurity(writeEcPublicKey(curve, point), protocol))
      const run = (chipSecret: bigint) => {
        const keys = { cipher: '3DES', encryption: new Uint8Array(16), mac: new Uint8Array(16).fill(1) } as const
        const session = openChipSession(cryptography)
        session.channel = openSecureChannel(cryptography, keys)
        const card: MemoryCard = {
          files: new Map([[0x011e, writeTlv(0x60)]]),
          channel: openCardChannel(cryptography, keys),
          answer(command) {
            const object =
              command.ins === 0x22
                ? readTlvs(command.data, 'card').find(({ tag }) => tag === 0x91)
                : command.ins === 0x86
                  ? readDynamicData(command.data, 'card')[0]
                  : undefined
            const terminalKey = object?.value
            if (terminalKey === undefined) return command.ins === 0x22 ? OK : undefined
            // The answer still goes out under the old channel; the next command comes under the new one.
            card.channel = answerChipAuthentication(cryptography, cipher, curve, chipSecret, terminalKey)
            return { data: command.ins === 0x86 ? fromHex('7C00') : new Uint8Array(0), statusWord: 0x9000 }
          },
        }
        const before = session.channel
        const outcome = playAgainst(card, performChipAuthentication(session, infos)).result
        return { outcome, session, before }
      }
      const genuine = run(secret)
      expect(genuine.outcome, `${curve.name} ${cipher}`).toEqual({ verdict: 'valid' })
      expect(genuine.session.channel).not.toBe(genuine.before)
      expect(genuine.session.channel?.cipher).toBe(cipher)
      if (cipher !== 'AES-128') continue
      const copy = run(secret === 1n ? 2n : secret - 1n)
      expect(copy.outcome, `${curve.name} ${cipher}`).toMatchObject({ verdict: 'invalid' })
      expect(copy.session.channel).toBeUndefined()
    }
  }
})

const OK = { data: new Uint8Array(0), statusWord: 0x9000 }

test('a copy that answers under other keys is found by the first answer', () => {
  const curve = curves.find(({ name }) => name === 'P-256')
  if (curve === undefined) throw new Error('no curve')
  const point = curve.Point.BASE.multiply(randomScalar(curve, cryptography))
  const infos = readChipSecurity(chipSecurity(writeEcPublicKey(curve, point), 2))
  const session = openChipSession(cryptography)
  const steps = performChipAuthentication(session, infos)
  expect(steps.next().value).toMatchObject({ step: 'chip authentication: set authentication template' })
  steps.next(fromHex('9000'))
  expect(steps.next(fromHex('7C009000')).value).toMatchObject({
    step: 'chip authentication: first command of the new channel',
  })
  const forged = concatBytes(fromHex('990290008E08'), new Uint8Array(8), fromHex('9000'))
  expect(steps.next(forged)).toMatchObject({ done: true, value: { verdict: 'invalid' } })
  expect(session.channel).toBeUndefined()
})
