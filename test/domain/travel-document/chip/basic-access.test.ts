import { expect, test } from 'vitest'
import { findMrzInformation, mrzInformation, passwordOf } from '../../../../domain/travel-document/chip/access-key.ts'
import {
  basicAccessKeys,
  basicAccessSession,
  findTriple,
  performBasicAccess,
  sealTriple,
} from '../../../../domain/travel-document/chip/basic-access.ts'
import { answerBasicAccess } from '../../../../domain/travel-document/chip/basic-access-card.ts'
import { fromHex, toHex } from '../../../../domain/travel-document/chip/byte-string.ts'
import { ChipFault } from '../../../../domain/travel-document/chip/chip-fault.ts'
import { openChipSession } from '../../../../domain/travel-document/chip/chip-session.ts'
import {
  commandApdu,
  decodeCommand,
  decodeResponse,
  encodeCommand,
  encodeResponse,
} from '../../../../domain/travel-document/chip/command-apdu.ts'
import { openSecureChannel } from '../../../../domain/travel-document/chip/secure-messaging.ts'
import { openCardChannel } from '../../../../domain/travel-document/chip/secure-messaging-card.ts'
import { nodeChipCryptography as cryptography } from '../../../../main/hardware/chip-reader/node-chip-cryptography.ts'

/** ICAO 9303-11, appendix D. Parity bits of the printed keys are masked: they change no result and we do not set them. */
const withoutParity = (key: Uint8Array) => toHex(key.map((byte) => byte & 0xfe))
const INFORMATION = 'L898902C<369080619406236'
const password = passwordOf({ kind: 'mrz', information: INFORMATION }, cryptography)
const keys = basicAccessKeys(cryptography, password)
const RND_IC = fromHex('4608F91988702212')
const RND_IFD = fromHex('781723860C06C226')
const K_IFD = fromHex('0B795240CB7049B01C19B33E32804F0B')
const CARD_ANSWER = fromHex('46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D7449')

/** A capability whose random bytes are those of the book. */
const scripted = (...values: readonly Uint8Array[]) => {
  const left = [...values]
  return { ...cryptography, random: (length: number) => left.shift() ?? cryptography.random(length) }
}

test('the keys of ICAO 9303-11 appendix D come out of its MRZ information', () => {
  expect(mrzInformation({ documentNumber: 'L898902C', birth: '690806', expiry: '940623' })).toBe(INFORMATION)
  expect(toHex(password.subarray(0, 16))).toBe('239AB9CB282DAF66231DC5A4DF6BFBAE')
  expect(withoutParity(keys.encryption)).toBe(withoutParity(fromHex('AB94FDECF2674FDFB9B391F85D7F76F2')))
  expect(withoutParity(keys.mac)).toBe(withoutParity(fromHex('7962D9ECE03D1ACD4C76089DCE131543')))
})

test('authentication of appendix D goes as printed, to the byte', () => {
  expect(toHex(sealTriple(cryptography, keys, RND_IFD, RND_IC, K_IFD))).toBe(
    '72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A7',
  )
  const opened = findTriple(cryptography, keys, CARD_ANSWER)
  expect(toHex(opened?.first ?? new Uint8Array())).toBe(toHex(RND_IC))
  const session = basicAccessSession(
    cryptography,
    { terminal: K_IFD, chip: opened?.key ?? new Uint8Array() },
    { terminal: RND_IFD, chip: RND_IC },
  )
  expect(withoutParity(session.keys.encryption)).toBe(withoutParity(fromHex('979EC13B1CBFE9DCD01AB0FED307EAE5')))
  expect(withoutParity(session.keys.mac)).toBe(withoutParity(fromHex('F1CB1F1FB5ADF208806B89DC579DC1F8')))
  expect(toHex(session.counter)).toBe('887022120C06C226')
})

test('secure messaging of appendix D goes as printed from the steps themselves, and its card side opens every command', () => {
  const session = openChipSession(scripted(RND_IFD, K_IFD))
  const steps = performBasicAccess(session, password)
  expect(toHex(steps.next().value?.command ?? new Uint8Array())).toBe('0084000008')
  const authenticate = steps.next(Uint8Array.of(...RND_IC, 0x90, 0x00)).value
  expect(toHex(authenticate?.command ?? new Uint8Array())).toBe(
    '008200002872C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A728',
  )
  expect(steps.next(Uint8Array.of(...CARD_ANSWER, 0x90, 0x00)).done).toBe(true)
  const channel = session.channel
  if (channel === undefined) throw new Error('no channel')
  const book = {
    cipher: '3DES',
    encryption: fromHex('979EC13B1CBFE9DCD01AB0FED307EAE5'),
    mac: fromHex('F1CB1F1FB5ADF208806B89DC579DC1F8'),
  } as const
  const card = openCardChannel(cryptography, book, fromHex('887022120C06C226'))

  const conversation = [
    [
      commandApdu(0x00, 0xa4, 0x02, 0x0c, fromHex('011E')),
      '0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800',
      '',
      '990290008E08FA855A5D4C50A8ED9000',
    ],
    [
      commandApdu(0x00, 0xb0, 0x00, 0x00, undefined, 4),
      '0CB000000D9701048E08ED6705417E96BA5500',
      '60145F01',
      '8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000',
    ],
  ] as const
  for (const [command, protectedCommand, plainAnswer, protectedAnswer] of conversation) {
    const sent = encodeCommand(channel.protect(command))
    expect(toHex(sent)).toBe(protectedCommand)
    expect(card.open(decodeCommand(sent))).toEqual(command)
    const answered = encodeResponse(card.protect({ data: fromHex(plainAnswer), statusWord: 0x9000 }))
    expect(toHex(answered)).toBe(protectedAnswer)
    expect(toHex(channel.open(decodeResponse(answered, 'test'), 'test').data)).toBe(plainAnswer)
  }
})

test('terminal and card of our own agree, and a card of another number is told as the wrong key', () => {
  const nonce = cryptography.random(8)
  const run = (cardPassword: Uint8Array) => {
    const session = openChipSession(cryptography)
    const steps = performBasicAccess(session, password)
    steps.next()
    const sent = steps.next(Uint8Array.of(...nonce, 0x90, 0x00)).value
    const answer = answerBasicAccess(cryptography, cardPassword, nonce, decodeCommand(sent?.command ?? nonce).data)
    if (typeof answer === 'string') return { answer, steps }
    steps.next(encodeResponse({ data: answer.data, statusWord: 0x9000 }))
    return { terminal: session.channel, card: answer.channel }
  }
  const { terminal, card } = run(password)
  const command = commandApdu(0x00, 0xb0, 0x00, 0x00, undefined, 0xdf)
  expect(card?.open(terminal?.protect(command) ?? command)).toEqual(command)

  const other = passwordOf({ kind: 'mrz', information: '090012345090031523003150' }, cryptography)
  const refused = run(other)
  expect(refused.answer).toBe('wrong-key')
  expect(() => refused.steps?.next(Uint8Array.of(0x63, 0x00))).toThrowError(
    expect.objectContaining({ failure: 'wrong-access-key', step: 'BAC: external authenticate', statusWord: 0x6300 }),
  )
})

test('a card that answers with the nonce of another exchange is not authentic', () => {
  const steps = performBasicAccess(openChipSession(cryptography), password)
  steps.next()
  steps.next(Uint8Array.of(...RND_IC, 0x90, 0x00))
  expect(() => steps.next(Uint8Array.of(...CARD_ANSWER, 0x90, 0x00))).toThrowError(
    expect.objectContaining({ failure: 'not-authentic' }),
  )
})

test('replayed, changed, cut and unprotected answers lose secure messaging', () => {
  const counter = fromHex('887022120C06C226')
  const command = commandApdu(0x00, 0xb0, 0x00, 0x00, undefined, 4)
  const answers = {
    replayed: fromHex('990290008E08FA855A5D4C50A8ED9000'),
    changed: fromHex('8709019FF0EC34F9922652990290008E08AD55CC17140B2DED9000'),
    cut: fromHex('8709019FF0EC34F9922651990290009000'),
    unprotected: fromHex('60145F019000'),
    refused: fromHex('6982'),
  }
  for (const [name, bytes] of Object.entries(answers)) {
    const channel = openSecureChannel(cryptography, keys, counter)
    channel.protect(command)
    channel.protect(command)
    const open = () => channel.open(decodeResponse(bytes, name), name)
    expect(open, name).toThrowError(ChipFault)
    expect(open, name).toThrowError(expect.objectContaining({ failure: 'secure-messaging-lost', step: name }))
  }
})

test('MRZ information is found in zones of two and of three lines, and in long numbers', () => {
  expect(
    findMrzInformation([
      'IDVNM0900123450001090012345<<1',
      '9003152M3003150VNM<<<<<<<<<<<2',
      'NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<',
    ]),
  ).toBe('090012345090031523003150')
  expect(
    findMrzInformation([
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L898902C<3UTO6908061F9406236ZE184226B<<<<<14',
    ]),
  ).toBe(INFORMATION)
  // ICAO 9303-11 appendix D.2: document number of more than nine places.
  expect(
    findMrzInformation([
      'I<UTOD23145890<7349<<<<<<<<<<<',
      '3407127M9507122UTO<<<<<<<<<<<2',
      'STEVENSON<<PETER<JOHN<<<<<<<<<',
    ]),
  ).toBe('D23145890734934071279507122')
  expect(findMrzInformation(['I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'])).toBe(
    'D23145890774081221204159',
  )
  // Number D23145890734 on a card of the middle size: it goes on in the optional data.
  expect(findMrzInformation(['I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<', 'D23145890<UTO3407127M95071227349<<<6'])).toBe(
    mrzInformation({ documentNumber: 'D23145890734', birth: '340712', expiry: '950712' }),
  )
  expect(findMrzInformation(['P<UTO'])).toBeUndefined()
})
