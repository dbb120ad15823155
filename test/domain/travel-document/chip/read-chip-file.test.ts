import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatBytes, fromHex, toHex } from '../../../../domain/travel-document/chip/byte-string.ts'
import { chipFile } from '../../../../domain/travel-document/chip/chip-file.ts'
import { CHIP_LIMITS, type ChipSteps, openChipSession } from '../../../../domain/travel-document/chip/chip-session.ts'
import type { SessionCipher } from '../../../../domain/travel-document/chip/key-derivation.ts'
import { findChipFile, selectEmrtdApplication } from '../../../../domain/travel-document/chip/read-chip-file.ts'
import { openSecureChannel } from '../../../../domain/travel-document/chip/secure-messaging.ts'
import { openCardChannel } from '../../../../domain/travel-document/chip/secure-messaging-card.ts'
import { writeTlv } from '../../../../domain/travel-document/chip/tlv-writing.ts'
import { nodeChipCryptography as cryptography } from '../../../../main/hardware/chip-reader/node-chip-cryptography.ts'
import { playAgainst } from './memory-card.ts'

const DG2 = chipFile('DG2')

function portrait(length: number): Uint8Array {
  return writeTlv(
    0x75,
    new Uint8Array(length).map((_, i) => i * 7),
  )
}

test('files of every size come whole, under every cipher, short and extended', () => {
  const ciphers: readonly (SessionCipher | undefined)[] = [undefined, '3DES', 'AES-128', 'AES-256']
  for (const cipher of ciphers) {
    for (const readLength of [undefined, 4096]) {
      for (const size of [0, 1, 5, 215, 219, 220, 223, 231, 254, 256, 40_000, 70_000]) {
        const session = openChipSession(cryptography, CHIP_LIMITS, readLength)
        const file = portrait(size)
        const length = cipher === 'AES-256' ? 32 : 16
        const keys = cipher && {
          cipher,
          encryption: new Uint8Array(length).fill(1),
          mac: new Uint8Array(length).fill(2),
        }
        if (keys) session.channel = openSecureChannel(cryptography, keys)
        const card = {
          files: new Map([[DG2.id, file]]),
          channel: keys ? openCardChannel(cryptography, keys) : undefined,
        }
        const { result } = playAgainst(card, findChipFile(session, DG2))
        expect(result === undefined ? '' : toHex(result), `${cipher} ${readLength} ${size}`).toBe(toHex(file))
      }
    }
  }
})

test('a file takes one select and as many reads as its bytes need', () => {
  const session = openChipSession(cryptography)
  const { steps } = playAgainst({ files: new Map([[DG2.id, portrait(508)]]) }, findChipFile(session, DG2))
  expect(steps).toEqual(['DG2: select', 'DG2: read 0', 'DG2: read 256'])
})

test('a file that is not there is undefined, one that is closed is refused with the word of the card', () => {
  const session = openChipSession(cryptography)
  expect(playAgainst({ files: new Map() }, findChipFile(session, DG2)).result).toBeUndefined()
  const closed = { files: new Map(), answer: () => ({ data: new Uint8Array(0), statusWord: 0x6982 }) }
  expect(() => playAgainst(closed, findChipFile(session, DG2))).toThrowError(
    expect.objectContaining({ failure: 'refused', step: 'DG2: select', statusWord: 0x6982 }),
  )
  expect(() => playAgainst(closed, selectEmrtdApplication(session))).toThrowError(/access conditions not met/)
})

test('cards that take no long first read are read in short ones', () => {
  const file = portrait(20)
  const session = openChipSession(cryptography)
  const answer = (command: { ins: number; expected?: number }) =>
    command.ins === 0xb0 && (command.expected ?? 0) > file.length
      ? { data: new Uint8Array(0), statusWord: 0x6700 }
      : undefined
  const { result, steps } = playAgainst({ files: new Map([[DG2.id, file]]), answer }, findChipFile(session, DG2))
  expect(result && toHex(result)).toBe(toHex(file))
  expect(steps).toEqual(['DG2: select', 'DG2: read 0', 'DG2: read 0', 'DG2: read 8'])
})

test('a card whose buffer is short is read in the reads it takes, which it is asked for at once in its next file', () => {
  const file = portrait(3000)
  for (const [refused, name] of [
    [0x6700, 'wrong length'],
    [0x6c80, 'right length under secure messaging'],
  ] as const) {
    for (const most of [200, 128, 64]) {
      for (const cipher of [undefined, '3DES', 'AES-128'] as const) {
        for (const readLength of [undefined, 2048]) {
          const session = openChipSession(cryptography, CHIP_LIMITS, readLength)
          const keys = cipher && { cipher, encryption: new Uint8Array(16), mac: new Uint8Array(16).fill(2) }
          if (keys) session.channel = openSecureChannel(cryptography, keys)
          const asked: number[] = []
          const card = {
            files: new Map([[DG2.id, file]]),
            channel: keys && openCardChannel(cryptography, keys),
            answer(command: { ins: number; expected?: number }) {
              if (command.ins !== 0xb0) return undefined
              asked.push(command.expected ?? 0)
              // In clear the transport asks again by itself: the card then answers the length it has named.
              return (command.expected ?? 0) > most ? { data: new Uint8Array(0), statusWord: refused } : undefined
            },
          }
          const { result } = playAgainst(card, findChipFile(session, DG2))
          expect(result && toHex(result), `${name} ${most} ${cipher} ${readLength}`).toBe(toHex(file))
          asked.length = 0
          expect(playAgainst(card, findChipFile(session, DG2)).result).toHaveLength(file.length)
          const isInClear = refused === 0x6c80 && cipher === undefined
          if (!isInClear) expect(Math.max(...asked)).toBeLessThanOrEqual(most)
        }
      }
    }
  }
})

test('a card that takes not even short reads is left with its file', () => {
  const answer = (command: { ins: number; expected?: number }) =>
    command.ins === 0xb0 && (command.expected ?? 0) > 16 ? { data: new Uint8Array(0), statusWord: 0x6700 } : undefined
  const card = { files: new Map([[DG2.id, portrait(3000)]]), answer }
  expect(() => playAgainst(card, findChipFile(openChipSession(cryptography), DG2))).toThrowError(
    expect.objectContaining({ failure: 'malformed', step: 'DG2: read 8' }),
  )
})

test('contact cards that give protected answers in pieces and name lengths are read all the same', () => {
  const keys = { cipher: 'AES-128', encryption: new Uint8Array(16), mac: new Uint8Array(16).fill(2) } as const
  const session = openChipSession(cryptography)
  session.channel = openSecureChannel(cryptography, keys)
  const card = { files: new Map([[DG2.id, portrait(300)]]), channel: openCardChannel(cryptography, keys) }
  // Between steps and card: every answer is held back behind 61XX, and comes in two pieces.
  function* inPieces(): ChipSteps<Uint8Array | undefined> {
    const steps = findChipFile(session, DG2)
    let turn = steps.next()
    while (turn.done !== true) {
      const answer = yield turn.value
      const half = answer.length >>> 1
      turn = steps.next(fromHex('6120'))
      expect(turn.value).toMatchObject({ step: expect.stringMatching(/: get response$/) })
      turn = steps.next(concatBytes(answer.subarray(0, half), fromHex('6120')))
      turn = steps.next(answer.subarray(half))
    }
    return turn.value
  }
  const { result } = playAgainst(card, inPieces())
  expect(result && toHex(result)).toBe(toHex(portrait(300)))
})

test('an endless file, one that ends early, one of another tag and one that gives nothing are refused by name', () => {
  const failures: readonly (readonly [Uint8Array, string, string])[] = [
    [fromHex('7584 7FFFFFFF 00'), 'too-large', 'DG2'],
    [fromHex('7582 1000 0102'), 'malformed', 'DG2: read 6'],
    [writeTlv(0x61, new Uint8Array(90)), 'malformed', 'DG2'],
    [new Uint8Array(0), 'malformed', 'DG2'],
    [fromHex('7580 0000'), 'malformed', 'DG2'],
  ]
  for (const [file, failure, step] of failures) {
    const session = openChipSession(cryptography)
    expect(() => playAgainst({ files: new Map([[DG2.id, file]]) }, findChipFile(session, DG2))).toThrowError(
      expect.objectContaining({ failure, step }),
    )
  }
})

test('a card that drips bytes, answers more than asked or chains without end meets the bounds', () => {
  const limits = { ...CHIP_LIMITS, mostCommands: 50, mostBytes: 2000 }
  const drip = (command: { ins: number; p1: number; p2: number }) =>
    command.ins === 0xb0 && command.p1 * 0x100 + command.p2 > 0
      ? { data: Uint8Array.of(0), statusWord: 0x9000 }
      : undefined
  const files = new Map([[DG2.id, portrait(1000)]])
  expect(() =>
    playAgainst({ files, answer: drip }, findChipFile(openChipSession(cryptography, limits), DG2)),
  ).toThrowError(expect.objectContaining({ failure: 'too-large' }))
  const more = { files, answer: () => ({ data: new Uint8Array(1), statusWord: 0x6105 }) }
  expect(() => playAgainst(more, findChipFile(openChipSession(cryptography, limits), DG2))).toThrowError(
    expect.objectContaining({ failure: 'too-large', step: 'DG2: select: get response' }),
  )
  const flood = (command: { ins: number }) =>
    command.ins === 0xb0 ? { data: new Uint8Array(3000), statusWord: 0x9000 } : undefined
  expect(() =>
    playAgainst({ files, answer: flood }, findChipFile(openChipSession(cryptography, limits), DG2)),
  ).toThrowError(expect.objectContaining({ failure: 'too-large', step: 'DG2: read 0' }))
})

test('whatever bytes a card answers, reading ends in a file, in nothing or in a typed fault', () => {
  const limits = { ...CHIP_LIMITS, mostCommands: 30 }
  fc.assert(
    fc.property(fc.infiniteStream(fc.uint8Array({ maxLength: 12 })), (answers) => {
      const steps = findChipFile(openChipSession(cryptography, limits), DG2)
      try {
        let turn = steps.next()
        for (const answer of answers) {
          if (turn.done === true) return true
          turn = steps.next(answer)
        }
        return false
      } catch (fault) {
        return fault instanceof Error && fault.name === 'ChipFault'
      }
    }),
    { numRuns: 1000 },
  )
})
