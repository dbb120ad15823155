import { afterAll, expect, test } from 'vitest'
import { passwordOf } from '../../../../domain/travel-document/chip/access-key.ts'
import { answerBasicAccess } from '../../../../domain/travel-document/chip/basic-access-card.ts'
import { fromAscii, fromHex } from '../../../../domain/travel-document/chip/byte-string.ts'
import { type ChipFileName, chipFile } from '../../../../domain/travel-document/chip/chip-file.ts'
import { openChipSession } from '../../../../domain/travel-document/chip/chip-session.ts'
import { findCurveByParameterId } from '../../../../domain/travel-document/chip/elliptic-curve.ts'
import { openPaceCard, type PaceCard } from '../../../../domain/travel-document/chip/pace-card.ts'
import { paceProtocol } from '../../../../domain/travel-document/chip/pace-protocol.ts'
import { readChip } from '../../../../domain/travel-document/chip/read-chip.ts'
import { writeTlv } from '../../../../domain/travel-document/chip/tlv-writing.ts'
import { nodeChipCryptography as cryptography } from '../../../../main/hardware/chip-reader/node-chip-cryptography.ts'
import { ecKey, IssuingOffice, ldsSecurityObject } from '../passive-authentication/issuing-office.ts'
import { CARD_ACCESS, DG1, DG2, DG13 } from '../sample-files.ts'
import { CHIP_KEY, CHIP_SECURITY } from '../sample-signed-files.ts'
import { type MemoryCard, playAgainst } from './memory-card.ts'

const office = new IssuingOffice()
afterAll(() => office.close())
office.authority('root', ecKey('P-256'))
office.signer('ds', 'root', ecKey('P-256'))
const SECURITY_OBJECT = office.securityObject(
  'ds',
  ldsSecurityObject({ 1: DG1, 2: DG2, 13: DG13, 15: CHIP_KEY }, 'SHA-256', 0),
)
const KEY = { kind: 'mrz', information: '090012345090031523003150' } as const
const OK = { data: new Uint8Array(0), statusWord: 0x9000 }

function common(tags: string): Uint8Array {
  const versions = [writeTlv(0x5f01, fromAscii('0107')), writeTlv(0x5f36, fromAscii('040000'))]
  return writeTlv(0x60, ...versions, writeTlv(0x5c, fromHex(tags)))
}

const FILES: Readonly<Partial<Record<ChipFileName, Uint8Array>>> = {
  'EF.COM': common('61756D6376'),
  'EF.SOD': SECURITY_OBJECT,
  DG1,
  DG2,
  DG13,
}

/** A card that speaks BAC, and PACE where it has an EF.CardAccess. */
function cardOf(files: typeof FILES, paceStatus?: number): MemoryCard {
  const password = passwordOf(KEY, cryptography)
  const nonce = cryptography.random(8)
  let pace: PaceCard | undefined
  const card: MemoryCard = {
    files: new Map(Object.entries(files).map(([name, bytes]) => [chipFile(name as ChipFileName).id, bytes])),
    answer({ ins, data }) {
      if (ins === 0x84) return { data: nonce, statusWord: 0x9000 }
      if (ins === 0x82) {
        const answer = answerBasicAccess(cryptography, password, nonce, data)
        if (typeof answer === 'string') return { data: new Uint8Array(0), statusWord: 0x6300 }
        card.channel = answer.channel
        return { data: answer.data, statusWord: 0x9000 }
      }
      if (ins === 0x22) {
        const curve = findCurveByParameterId(13)
        pace = curve && openPaceCard(cryptography, { ...paceProtocol('generic', 'AES-128'), curve }, password)
        return paceStatus === undefined ? OK : { ...OK, statusWord: paceStatus }
      }
      if (ins !== 0x86 || pace === undefined) return undefined
      const answer = pace.answer(data)
      card.channel = answer.channel
      return { data: answer.data, statusWord: 0x9000 }
    },
  }
  return card
}

function read(files: typeof FILES, paceStatus?: number) {
  return playAgainst(cardOf(files, paceStatus), readChip(openChipSession(cryptography), { key: KEY }))
}

test('a card with EF.CardAccess is read by PACE, one without by BAC, and why is said', () => {
  const byPace = read({ ...FILES, 'EF.CardAccess': CARD_ACCESS }).result
  expect(byPace.access).toEqual({ protocol: 'PACE', cipher: 'AES-128', curve: 'brainpoolP256r1' })
  expect(Object.keys(byPace.files)).toEqual(['EF.CardAccess', 'EF.COM', 'EF.SOD', 'DG1', 'DG2', 'DG13'])
  const byBac = read(FILES).result
  expect(byBac.access).toMatchObject({ protocol: 'BAC', cipher: '3DES', fallBack: 'the card has no EF.CardAccess' })
  const refused = read({ ...FILES, 'EF.CardAccess': CARD_ACCESS }, 0x6a80).result
  expect(refused.access).toMatchObject({ protocol: 'BAC', fallBack: expect.stringContaining('6A80') })
  const strange = read({ ...FILES, 'EF.CardAccess': writeTlv(0x31) }).result
  expect(strange.access).toMatchObject({ protocol: 'BAC', fallBack: 'EF.CardAccess offers no PACE we speak' })
})

test('fingerprints and irises stay closed and are named as such', () => {
  const { result, steps } = read(FILES)
  expect(result.closed).toEqual(['DG3', 'DG4'])
  expect(steps.filter((step) => /DG[34]\b/.test(step))).toEqual([])
})

test('a copy that leaves out the key of the chip, also in its list, is found by what is signed', () => {
  const { result } = read(FILES)
  expect(result.absent).toEqual(['DG15'])
  expect(result.activeAuthentication).toMatchObject({ verdict: 'invalid', detail: expect.stringContaining('DG15') })
  expect(result.chipAuthentication).toEqual({ verdict: 'cannot-be-checked', detail: 'the card has no DG14' })
})

test('a chip that has the keys of another proves nothing', () => {
  const copied = { ...FILES, 'EF.COM': common('61756D6E6F'), DG14: CHIP_SECURITY, DG15: CHIP_KEY }
  const card = cardOf(copied)
  const answering: MemoryCard = {
    ...card,
    get channel() {
      return card.channel
    },
    set channel(channel) {
      card.channel = channel
    },
    answer(command) {
      if (command.ins === 0x22) return { ...OK, statusWord: 0x6a80 }
      if (command.ins === 0x88) return { data: new Uint8Array(128).fill(1), statusWord: 0x9000 }
      return card.answer?.(command)
    },
  }
  const { result } = playAgainst(answering, readChip(openChipSession(cryptography), { key: KEY }))
  expect(result.activeAuthentication.verdict).toBe('invalid')
  expect(result.chipAuthentication).toMatchObject({
    verdict: 'cannot-be-checked',
    detail: expect.stringContaining('6A80'),
  })
  expect(result.files.DG13).toEqual(DG13)
})

test('a card access number alone opens no card without PACE', () => {
  const steps = readChip(openChipSession(cryptography), { key: { kind: 'can', number: '123456' } })
  expect(() => playAgainst(cardOf(FILES), steps)).toThrowError(
    expect.objectContaining({ failure: 'unsupported', step: 'access' }),
  )
})
