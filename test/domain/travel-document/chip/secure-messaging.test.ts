import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHex, toHex } from '../../../../domain/travel-document/chip/byte-string.ts'
import { ChipFault } from '../../../../domain/travel-document/chip/chip-fault.ts'
import {
  commandApdu,
  decodeCommand,
  decodeResponse,
  encodeCommand,
  encodeResponse,
} from '../../../../domain/travel-document/chip/command-apdu.ts'
import { blockLengthOf, type SessionCipher } from '../../../../domain/travel-document/chip/key-derivation.ts'
import { cmac } from '../../../../domain/travel-document/chip/message-authentication.ts'
import { openSecureChannel } from '../../../../domain/travel-document/chip/secure-messaging.ts'
import { openCardChannel } from '../../../../domain/travel-document/chip/secure-messaging-card.ts'
import { nodeChipCryptography as cryptography } from '../../../../main/hardware/chip-reader/node-chip-cryptography.ts'

const CIPHERS: readonly SessionCipher[] = ['3DES', 'AES-128', 'AES-192', 'AES-256']

const commands = fc
  .record({
    ins: fc.constantFrom(0xa4, 0xb0, 0xb1, 0x86, 0x22),
    p1: fc.nat({ max: 255 }),
    p2: fc.nat({ max: 255 }),
    data: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ minLength: 200, maxLength: 700 })),
    expected: fc.option(fc.constantFrom(1, 4, 0xdf, 0x100, 0x101, 0x4000, 0x10000), { nil: undefined }),
  })
  .map(({ ins, p1, p2, data, expected }) => commandApdu(0x00, ins, p1, p2, data, expected))

test('commands are coded short and extended, and read again as they were', () => {
  fc.assert(
    fc.property(commands, (command) => {
      expect(decodeCommand(encodeCommand(command))).toEqual(command)
    }),
  )
  expect(toHex(encodeCommand(commandApdu(0, 0xb0, 0, 0, undefined, 0x100)))).toBe('00B0000000')
  expect(toHex(encodeCommand(commandApdu(0, 0xb0, 0, 0, undefined, 0x10000)))).toBe('00B00000000000')
  expect(toHex(encodeCommand(commandApdu(0, 0xb1, 0, 0, fromHex('5400'), 0x200)))).toBe('00B1000000000254000200')
})

test('whatever a terminal sends, decoding gives a command or a typed fault', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        expect(decodeCommand(bytes).data.length).toBeLessThanOrEqual(bytes.length)
      } catch (fault) {
        expect(fault).toBeInstanceOf(ChipFault)
      }
    }),
    { numRuns: 2000 },
  )
})

for (const cipher of CIPHERS) {
  test(`whole conversations under ${cipher} are opened on the other side, even and odd, short and extended`, () => {
    const length = { '3DES': 16, 'AES-128': 16, 'AES-192': 24, 'AES-256': 32 }[cipher]
    const turns = fc.array(fc.tuple(commands, fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 0xffff })), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), turns, (random, conversation) => {
        const keys = { cipher, encryption: random.subarray(0, length), mac: random.subarray(32, 32 + length) }
        // A counter about to run over counts on from zero.
        const counter = new Uint8Array(blockLengthOf(cipher)).fill(0xff)
        const terminal = openSecureChannel(cryptography, keys, counter)
        const card = openCardChannel(cryptography, keys, counter)
        for (const [command, data, statusWord] of conversation) {
          const sent = encodeCommand(terminal.protect(command))
          if (command.data.length > 15) expect(toHex(sent)).not.toContain(toHex(command.data))
          expect(card.open(decodeCommand(sent))).toEqual(command)
          const answer = { data, statusWord }
          const answered = encodeResponse(card.protect(answer, (command.ins & 1) === 1))
          expect(terminal.open(decodeResponse(answered, 'x'), 'x')).toEqual(answer)
        }
      }),
      { numRuns: 60 },
    )
  })

  test(`one changed bit anywhere under ${cipher} is found, by card and by terminal`, () => {
    const length = { '3DES': 16, 'AES-128': 16, 'AES-192': 24, 'AES-256': 32 }[cipher]
    const keys = { cipher, encryption: cryptography.random(length), mac: cryptography.random(length) }
    const command = commandApdu(0x00, 0xa4, 0x02, 0x0c, fromHex('011E'))
    const answer = { data: fromHex('60145F01'), statusWord: 0x9000 }
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 7 }), (place, bit) => {
        const flip = (bytes: Uint8Array, from: number) => {
          const at = from + (place % (bytes.length - from))
          return bytes.with(at, (bytes[at] ?? 0) ^ (1 << bit))
        }
        const terminal = openSecureChannel(cryptography, keys)
        const card = openCardChannel(cryptography, keys)
        const sent = terminal.protect(command)
        expect(() => card.open({ ...sent, data: flip(sent.data, 0) })).toThrowError(ChipFault)
        const other = openCardChannel(cryptography, keys)
        other.open(sent)
        const answered = other.protect(answer)
        expect(() => terminal.open({ ...answered, data: flip(answered.data, 0) }, 'x')).toThrowError(
          expect.objectContaining({ failure: 'secure-messaging-lost' }),
        )
      }),
      { numRuns: 100 },
    )
  })
}

test('the card says which secure messaging object is missing and which is wrong', () => {
  const keys = { cipher: 'AES-128', encryption: new Uint8Array(16), mac: new Uint8Array(16) } as const
  const open = (command: ReturnType<typeof commandApdu>) => () => openCardChannel(cryptography, keys).open(command)
  expect(open(commandApdu(0x00, 0xb0, 0, 0))).toThrowError(expect.objectContaining({ statusWord: 0x6987 }))
  expect(open(commandApdu(0x0c, 0xb0, 0, 0, fromHex('970104')))).toThrowError(
    expect.objectContaining({ statusWord: 0x6987 }),
  )
  expect(open(commandApdu(0x0c, 0xb0, 0, 0, fromHex('9701048E080000000000000000')))).toThrowError(
    expect.objectContaining({ statusWord: 0x6988 }),
  )
})

test('CMAC is that of NIST SP 800-38B for keys of every length', () => {
  const message = fromHex('6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411')
  const keys = {
    '2B7E151628AED2A6ABF7158809CF4F3C': ['BB1D6929E95937287FA37D129B756746', 'DFA66747DE9AE63030CA32611497C827'],
    '8E73B0F7DA0E6452C810F32B809079E562F8EAD2522C6B7B': [
      'D17DDF46ADAACDE531CAC483DE7A9367',
      '8A1DE5BE2EB31AAD089A82E6EE908B0E',
    ],
    '603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4': [
      '028962F61B7BF89EFC6B551F4667D983',
      'AAF3D8F1DE5640C232F5B169B9C911E6',
    ],
  }
  for (const [key, [empty, forty]] of Object.entries(keys)) {
    expect(toHex(cmac(cryptography, fromHex(key))(new Uint8Array(0)))).toBe(empty)
    expect(toHex(cmac(cryptography, fromHex(key))(message))).toBe(forty)
  }
})
