import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passwordOf } from '../../../../domain/travel-document/chip/access-key.ts'
import { fromHex, toHex } from '../../../../domain/travel-document/chip/byte-string.ts'
import type { ChipCryptography } from '../../../../domain/travel-document/chip/chip-cryptography.ts'
import { openChipSession } from '../../../../domain/travel-document/chip/chip-session.ts'
import { commandApdu, decodeCommand, encodeResponse } from '../../../../domain/travel-document/chip/command-apdu.ts'
import { type Curve, curves, findCurveByParameterId } from '../../../../domain/travel-document/chip/elliptic-curve.ts'
import type { SessionCipher } from '../../../../domain/travel-document/chip/key-derivation.ts'
import { performPace } from '../../../../domain/travel-document/chip/pace.ts'
import { openPaceCard, readPaceSelection } from '../../../../domain/travel-document/chip/pace-card.ts'
import { findEncodedPoint, pseudoRandom } from '../../../../domain/travel-document/chip/pace-integrated-mapping.ts'
import { type PaceMapping, paceProtocol } from '../../../../domain/travel-document/chip/pace-protocol.ts'
import { nodeChipCryptography as cryptography } from '../../../../main/hardware/chip-reader/node-chip-cryptography.ts'
import { scriptedRandom } from './scripted-random.ts'

const NOTHING = new Uint8Array(0)
const BRAINPOOL_256 = curveOf(13)
const BOOK_PASSWORD = passwordOf({ kind: 'mrz', information: 'T22000129364081251010318' }, cryptography)

function curveOf(parameterId: number): Curve {
  const found = findCurveByParameterId(parameterId)
  if (found === undefined) throw new Error(`no curve ${parameterId}`)
  return found
}

/** Plays a whole run of both sides; the card's password may be another. */
function play(options: {
  readonly mapping: PaceMapping
  readonly cipher: SessionCipher
  readonly curve: Curve
  readonly terminal?: ChipCryptography
  readonly card?: ChipCryptography
  readonly password?: Uint8Array
  readonly cardPassword?: Uint8Array
}) {
  const parameters = { ...paceProtocol(options.mapping, options.cipher), curve: options.curve }
  const password = options.password ?? BOOK_PASSWORD
  const session = openChipSession(options.terminal ?? cryptography)
  const steps = performPace(session, { parameters, passwordKind: 'mrz', password, ambiguous: false })
  const card = openPaceCard(options.card ?? cryptography, parameters, options.cardPassword ?? password)
  const commands: string[] = []
  const answers: string[] = []
  let cardChannel: ReturnType<typeof card.answer>['channel']
  let turn = steps.next()
  while (turn.done !== true) {
    const command = decodeCommand(turn.value.command)
    commands.push(toHex(turn.value.command))
    if (command.ins === 0x22) {
      expect(readPaceSelection(command.data).objectIdentifier).toBe(parameters.objectIdentifier)
      turn = steps.next(fromHex('9000'))
      continue
    }
    const answer = card.answer(command.data)
    cardChannel = answer.channel
    answers.push(toHex(answer.data))
    turn = steps.next(encodeResponse({ data: answer.data, statusWord: 0x9000 }))
  }
  return { commands, answers, terminal: session.channel, card: cardChannel }
}

test('generic mapping of ICAO 9303-11 appendix G goes as printed, to the byte, on both sides', () => {
  const run = play({
    mapping: 'generic',
    cipher: 'AES-128',
    curve: BRAINPOOL_256,
    terminal: scriptedRandom(
      '7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99',
      'A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595',
    ),
    card: scriptedRandom(
      '3F00C4D39D153F2B2A214A078D899B22',
      '498FF49756F2DC1587840041839A85982BE7761D14715FB091EFA7BCE9058560',
      '107CF58696EF6155053340FD633392BA81909DF7B9706F226F32086C7AFF974A',
    ),
  })
  expect(run.commands).toEqual([
    '0022C1A40F800A04007F00070202040202830101',
    '10860000027C0000',
    '10860000457C438141047ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D00',
    '10860000457C438341042DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB3646200',
    '008600000C7C0A8508C2B0BD78D94BA86600',
  ])
  expect(run.answers).toEqual([
    '7C12801095A3A016522EE98D01E76CB6B98B42C3',
    '7C43824104824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F5730D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C54',
    '7C438441049E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F094',
    '7C0A86083ABB9674BCE93C08',
  ])
})

test('integrated mapping of ICAO 9303-11 appendix H.1 goes as printed, to the byte, on both sides', () => {
  const random = pseudoRandom(
    cryptography,
    BRAINPOOL_256,
    'AES-128',
    fromHex('2923BE84E16CD6AE529049F1F1BBE9EB'),
    fromHex('5DD4CBFC96F5453B130D890A1CDBAE32'),
  )
  expect(toHex(random)).toBe(
    'E4447E2DFB3586BAC05DDB00156B57FBB2179A3949294C97254189800C517BAA8DA0FF397ED8C445D3E421E4FEB57322',
  )
  expect(findEncodedPoint(BRAINPOOL_256, random)?.toHex(false).toUpperCase()).toBe(
    '048E82D31559ED0FDE92A4D0498ADD3C23BABA94FB77691E31E90AEA77FB17D4274C1AE14BD0C3DBAC0C871B7F3608169364437CA30AC243A089D3F266C1E60FAD',
  )
  const run = play({
    mapping: 'integrated',
    cipher: 'AES-128',
    curve: BRAINPOOL_256,
    terminal: scriptedRandom(
      '5DD4CBFC96F5453B130D890A1CDBAE32',
      'A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595',
    ),
    card: scriptedRandom(
      '2923BE84E16CD6AE529049F1F1BBE9EB',
      '107CF58696EF6155053340FD633392BA81909DF7B9706F226F32086C7AFF974A',
    ),
  })
  expect(run.commands).toEqual([
    '0022C1A40F800A04007F00070202040402830101',
    '10860000027C0000',
    '10860000147C1281105DD4CBFC96F5453B130D890A1CDBAE3200',
    '10860000457C4383410489CBA23FFE96AA18D824627C3E934E54A9FD0B87A95D1471DC1C0ABFDCD640D46755DE9B7B778280B6BEBD57439ADFEB0E21FD4ED6DF42578C13418A59B34C3700',
    '008600000C7C0A8508450F02B86F6A090900',
  ])
  // The book gives the key of the password, not the password: the first answer is ours, and its own is opened with that key.
  const key = fromHex('591468CDA83D65219CCCB8560233600F')
  const sealed = fromHex('143DC40C08C8E891FBED7DEDB92B64AD')
  expect(toHex(cryptography.decrypt('AES', key, new Uint8Array(16), sealed))).toBe('2923BE84E16CD6AE529049F1F1BBE9EB')
  expect(run.answers.slice(1)).toEqual([
    '7C028200',
    '7C4384410467F78E5F7F7686082B293E8D087E056916D0F74BC01A5F8957D0DE45691E51E8932B69A962B52A0985AD2C0A271EE6A13A8ADDDCD1A3A994B9DED257F4D22753',
    '7C0A860875D4D96E8D5B0308',
  ])
})

const CIPHERS: readonly SessionCipher[] = ['3DES', 'AES-128', 'AES-192', 'AES-256']

for (const curve of curves) {
  // The point encoding of integrated mapping is for primes of 3 modulo 4, and P-224 is the one that is none.
  const mappings: readonly PaceMapping[] = curve.name === 'P-224' ? ['generic'] : ['generic', 'integrated']
  for (const mapping of mappings) {
    test(`${mapping} mapping on ${curve.name} opens the same channel on both sides with every cipher`, () => {
      for (const cipher of CIPHERS) {
        const { terminal, card } = play({ mapping, cipher, curve })
        if (terminal === undefined || card === undefined) throw new Error('no channel')
        const command = commandApdu(0x00, 0xb0, 0x00, 0x00, undefined, 0xdf)
        expect(card.open(terminal.protect(command))).toEqual(command)
        const answer = { data: cryptography.random(0xdf), statusWord: 0x9000 }
        expect(terminal.open(card.protect(answer), 'read')).toEqual(answer)
      }
    })
  }
}

test('a card access number opens the card, another one is told by the card and counted', () => {
  const can = passwordOf({ kind: 'can', number: '123456' }, cryptography)
  const wrong = passwordOf({ kind: 'can', number: '123457' }, cryptography)
  const options = { mapping: 'generic', cipher: 'AES-256', curve: BRAINPOOL_256 } as const
  expect(play({ ...options, password: can }).terminal).toBeDefined()
  expect(() => play({ ...options, password: can, cardPassword: wrong })).toThrowError(
    expect.objectContaining({ failure: 'wrong-access-key', step: 'PACE of the card: mutual authentication' }),
  )
})

function paceSteps(leastTries?: number) {
  const parameters = { ...paceProtocol('generic', 'AES-128'), curve: BRAINPOOL_256 }
  return performPace(openChipSession(cryptography), {
    parameters,
    passwordKind: 'can',
    password: fromHex('313233343536'),
    ambiguous: true,
    ...(leastTries === undefined ? {} : { leastTries }),
  })
}

test('with one try left the card is left alone, unless the clerk takes the risk', () => {
  const careful = paceSteps()
  expect(toHex(careful.next().value?.command ?? NOTHING)).toBe('0022C1A412800A04007F0007020204020283010284010D')
  expect(() => careful.next(fromHex('63C1'))).toThrowError(
    expect.objectContaining({ failure: 'access-key-blocked', triesLeft: 1, step: 'PACE: set authentication template' }),
  )
  const bold = paceSteps(1)
  bold.next()
  expect(bold.next(fromHex('63C1')).value?.step).toBe('PACE: get nonce')
  const blocked = paceSteps(1)
  blocked.next()
  expect(() => blocked.next(fromHex('6983'))).toThrowError(
    expect.objectContaining({ failure: 'access-key-blocked', triesLeft: 0 }),
  )
})

test('points that are short, compressed, off the curve or our own are refused by name', () => {
  const bad = [
    '7C038201FF',
    '7C238221027ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E',
    `7C43824104${'11'.repeat(64)}`,
    '7C00',
    '7D00',
    '',
  ]
  for (const answer of bad) {
    const steps = paceSteps()
    steps.next()
    steps.next(fromHex('9000'))
    steps.next(fromHex('7C12801095A3A016522EE98D01E76CB6B98B42C39000'))
    expect(() => steps.next(fromHex(`${answer}9000`)), answer).toThrowError(
      expect.objectContaining({ failure: 'malformed', step: 'PACE: map nonce' }),
    )
  }
})

test('whatever a card answers, PACE ends in its channel or in a typed fault after at most five commands', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { minLength: 6, maxLength: 6 }), (answers) => {
      const steps = paceSteps()
      steps.next()
      try {
        for (const answer of answers) if (steps.next(Uint8Array.of(...answer, 0x90, 0x00)).done === true) return true
        return false
      } catch (fault) {
        return fault instanceof Error && fault.name === 'ChipFault'
      }
    }),
    { numRuns: 300 },
  )
})
