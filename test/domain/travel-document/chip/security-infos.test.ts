import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { concatBytes, fromHex } from '../../../../domain/travel-document/chip/byte-string.ts'
import { findPaceChoice, readSecurityInfos } from '../../../../domain/travel-document/chip/security-infos.ts'
import { readTlvs } from '../../../../domain/travel-document/chip/tlv.ts'
import { writeInteger, writeObjectIdentifier, writeTlv } from '../../../../domain/travel-document/chip/tlv-writing.ts'
import { CARD_ACCESS } from '../sample-files.ts'

const PACE = '0.4.0.127.0.7.2.2.4'
const info = (name: string, ...more: readonly Uint8Array[]) => writeTlv(0x30, writeObjectIdentifier(name), ...more)
const numbers = (...values: readonly number[]) => values.map((value) => writeInteger(value))
const set = (...infos: readonly Uint8Array[]) => readSecurityInfos(writeTlv(0x31, ...infos), 'EF.CardAccess')

test('EF.CardAccess of the worked example offers generic mapping with AES-128 on brainpoolP256r1', () => {
  const choice = findPaceChoice(readSecurityInfos(CARD_ACCESS, 'EF.CardAccess'))
  expect(choice).toMatchObject({
    parameters: { mapping: 'generic', cipher: 'AES-128', curve: { name: 'brainpoolP256r1', parameterId: 13 } },
    ambiguous: false,
  })
})

test('of several offers the strongest is taken, generic mapping first, and the choice is named to the card', () => {
  const choice = findPaceChoice(
    set(
      info(`${PACE}.2.1`, ...numbers(2, 12)),
      info(`${PACE}.4.4`, ...numbers(2, 13)),
      info(`${PACE}.2.4`, ...numbers(2, 18)),
      info(`${PACE}.1.4`, ...numbers(2, 2)),
      info(`${PACE}.6.4`, ...numbers(2, 13)),
    ),
  )
  expect(choice).toMatchObject({
    parameters: { mapping: 'generic', cipher: 'AES-256', curve: { name: 'P-521' } },
    ambiguous: true,
  })
})

test('domain parameters of the card itself are taken where they spell a curve we know, and never else', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'brainpoolP384r1', paramEncoding: 'explicit' })
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
  const algorithm = readTlvs(readTlvs(spki, 'x')[0]?.value ?? spki, 'x')[0]?.bytes ?? spki
  const offer = info(`${PACE}.2.2`, ...numbers(2, 32))
  const own = info(`${PACE}.2`, algorithm, writeInteger(32))
  expect(findPaceChoice(set(offer, own))).toMatchObject({ parameters: { curve: { name: 'brainpoolP384r1' } } })
  // One bit of the curve changed: a weak curve would look like this.
  const weak = own.with(70, (own[70] ?? 0) ^ 1)
  expect(set(offer, weak).paceDomainParameters).toEqual([{ parameterId: 32, curve: undefined }])
  expect(findPaceChoice(set(offer, weak))).toBeUndefined()
  const numbersOnly = writeTlv(0x30, writeObjectIdentifier('1.2.840.10046.2.1'), writeTlv(0x30, ...numbers(23, 5, 11)))
  expect(set(info(`${PACE}.1`, numbersOnly, writeInteger(33))).paceDomainParameters).toEqual([
    { parameterId: 33, curve: undefined },
  ])
})

test('what means nothing here is listed, and what the police need is told', () => {
  const infos = set(
    info('0.4.0.127.0.7.2.2.2', writeInteger(1)),
    info('2.23.136.1.1.5', writeInteger(1), writeObjectIdentifier('0.4.0.127.0.7.1.1.4.1.3')),
    info('0.4.0.127.0.7.2.2.3.2.3', ...numbers(1)),
    info('1.2.3.4', fromHex('0500')),
  )
  expect(infos).toMatchObject({
    terminalAuthentication: { version: 1 },
    activeAuthentication: { version: 1, signatureAlgorithm: '0.4.0.127.0.7.1.1.4.1.3' },
    chipAuthentication: [{ cipher: 'AES-192', version: 1, keyId: undefined }],
    others: ['1.2.3.4'],
  })
  expect(findPaceChoice(infos)).toBeUndefined()
})

test('infos of another version, cut or with bytes behind them are no offer', () => {
  expect(findPaceChoice(set(info(`${PACE}.2.2`, ...numbers(1, 13))))).toBeUndefined()
  expect(findPaceChoice(set(info(`${PACE}.2.2`, ...numbers(2))))).toBeUndefined()
  for (const bad of [CARD_ACCESS.subarray(0, 10), concatBytes(CARD_ACCESS, fromHex('00')), fromHex('3103300100')])
    expect(() => readSecurityInfos(bad, 'EF.CardAccess')).toThrowError(
      expect.objectContaining({ failure: 'malformed', step: 'EF.CardAccess' }),
    )
})
