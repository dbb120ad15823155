import { concatBytes, sameBytes } from './byte-string.ts'
import { ChipFault } from './chip-fault.ts'
import { type ChipSession, type ChipSteps, refusal, sendCommand } from './chip-session.ts'
import { commandApdu, type ResponseApdu } from './command-apdu.ts'
import { type CurvePoint, decodePoint, encodePoint, randomScalar } from './elliptic-curve.ts'
import { blockCipherOf, blockLengthOf, deriveKey } from './key-derivation.ts'
import { terminalNonceLength } from './pace-integrated-mapping.ts'
import { PASSWORD_REFERENCE, type PaceParameters } from './pace-protocol.ts'
import {
  mapGenerically,
  mapIntegrated,
  paceSessionKeys,
  paceToken,
  readDynamicData,
  writeDynamicData,
} from './pace-steps.ts'
import { multipliedX, multiplyGenerator, multiplyPoint } from './point-multiplication.ts'
import { openSecureChannel } from './secure-messaging.ts'
import { DONE, triesLeftOf } from './status-word.ts'
import { expectTag } from './tlv.ts'
import { objectIdentifierContent, writeTlv } from './tlv-writing.ts'

export interface PaceRequest {
  readonly parameters: PaceParameters
  readonly passwordKind: 'mrz' | 'can'
  /** `passwordOf` the access key. */
  readonly password: Uint8Array
  /** The card offers more than one set of domain parameters: MSE names the one. ICAO 9303-11 4.4.4.1. */
  readonly ambiguous: boolean
  /** With fewer tries left than this the card is left alone before it blocks; 2 unless the clerk says otherwise. */
  readonly leastTries?: number
}

/**
 * Password authenticated connection establishment (PACE), ICAO 9303-11 4.4: opens the channel of the session. Performed in the master file,
 * before any application is selected.
 *
 * @throws {ChipFault} `wrong-access-key` with the tries left, `access-key-blocked` before a last try is used up, `not-authentic` where the
 *   card does not prove that it knows the password
 */
export function* performPace(session: ChipSession, request: PaceRequest): ChipSteps<void> {
  const { cryptography } = session
  const { parameters } = request
  const { curve, cipher } = parameters
  yield* setAuthenticationTemplate(session, request)

  const nonceStep = 'PACE: get nonce'
  const sealed = yield* authenticate(session, nonceStep, 0x10, writeDynamicData(), 0x80)
  if (sealed.length === 0 || sealed.length > 64 || sealed.length % blockLengthOf(cipher) !== 0)
    throw new ChipFault('malformed', nonceStep, `a nonce of ${sealed.length} bytes`)
  const key = deriveKey(cryptography, request.password, cipher, 'password')
  const zeros = new Uint8Array(blockLengthOf(cipher))
  const nonce = cryptography.decrypt(blockCipherOf(cipher), key, zeros, sealed)

  const generator = yield* mapNonce(session, parameters, nonce)

  const agreeStep = 'PACE: key agreement'
  const secret = randomScalar(curve, cryptography)
  const ownPublic = multiplyPoint(cryptography, curve, secret, generator)
  const agreement = writeDynamicData(0x83, encodePoint(curve, ownPublic))
  const cardPublic = decodePoint(curve, yield* authenticate(session, agreeStep, 0x10, agreement, 0x84), agreeStep)
  if (cardPublic.equals(ownPublic)) throw new ChipFault('not-authentic', agreeStep, 'the card sent our own key back')
  const keys = paceSessionKeys(cryptography, parameters, multipliedX(cryptography, curve, secret, cardPublic))

  const tokenStep = 'PACE: mutual authentication'
  const token = writeDynamicData(0x85, paceToken(cryptography, parameters, keys, cardPublic))
  const cardToken = yield* authenticate(session, tokenStep, 0x00, token, 0x86)
  if (!sameBytes(cardToken, paceToken(cryptography, parameters, keys, ownPublic)))
    throw new ChipFault('not-authentic', tokenStep, "the card's token is wrong")
  session.channel = openSecureChannel(cryptography, keys)
}

function* setAuthenticationTemplate(session: ChipSession, request: PaceRequest): ChipSteps<void> {
  const step = 'PACE: set authentication template'
  const data = concatBytes(
    writeTlv(0x80, objectIdentifierContent(request.parameters.objectIdentifier)),
    writeTlv(0x83, Uint8Array.of(PASSWORD_REFERENCE[request.passwordKind])),
    ...(request.ambiguous ? [writeTlv(0x84, Uint8Array.of(request.parameters.curve.parameterId))] : []),
  )
  const { statusWord } = yield* sendCommand(session, step, commandApdu(0x00, 0x22, 0xc1, 0xa4, data))
  const triesLeft = triesLeftOf(statusWord)
  if (statusWord === 0x6983 || statusWord === 0x6283 || (triesLeft ?? 15) < (request.leastTries ?? 2))
    throw new ChipFault('access-key-blocked', step, refusal('', statusWord).message.slice(2), {
      statusWord,
      triesLeft: triesLeft ?? 0,
    })
  if (statusWord !== DONE && triesLeft === undefined) throw refusal(step, statusWord)
}

function* mapNonce(session: ChipSession, parameters: PaceParameters, nonce: Uint8Array): ChipSteps<CurvePoint> {
  const { cryptography } = session
  const { curve } = parameters
  const step = 'PACE: map nonce'
  if (parameters.mapping === 'integrated') {
    const terminalNonce = cryptography.random(terminalNonceLength(parameters.cipher))
    const command = commandApdu(0x10, 0x86, 0x00, 0x00, writeDynamicData(0x81, terminalNonce), 0x100)
    // The card has nothing to say here: 7C { 82 } with nothing in it, or no data at all.
    const { statusWord } = yield* sendCommand(session, step, command)
    if (statusWord !== DONE) throw refusal(step, statusWord)
    return mapIntegrated(cryptography, parameters, nonce, terminalNonce, step)
  }
  const secret = randomScalar(curve, cryptography)
  const own = encodePoint(curve, multiplyGenerator(cryptography, curve, secret))
  const other = yield* authenticate(session, step, 0x10, writeDynamicData(0x81, own), 0x82)
  const shared = multiplyPoint(cryptography, curve, secret, decodePoint(curve, other, step))
  return mapGenerically(cryptography, parameters, nonce, shared, step)
}

/** One GENERAL AUTHENTICATE, chained (class 10) but for the last; gives the value of the object that must come back. */
function* authenticate(
  session: ChipSession,
  step: string,
  cla: number,
  data: Uint8Array,
  expected: number,
): ChipSteps<Uint8Array> {
  const answer = yield* sendCommand(session, step, commandApdu(cla, 0x86, 0x00, 0x00, data, 0x100))
  if (answer.statusWord !== DONE) throw authenticationRefusal(step, answer, cla === 0)
  const [found, ...rest] = readDynamicData(answer.data, step)
  // 87 and 88 (certification authority references) may follow the token of cards made for terminal authentication.
  if (rest.some((object) => object.tag !== 0x87 && object.tag !== 0x88))
    throw new ChipFault('malformed', step, 'the answer holds objects of no meaning here')
  return expectTag(found, expected, step).value
}

function authenticationRefusal(step: string, answer: ResponseApdu, isLast: boolean): ChipFault {
  const { statusWord } = answer
  const triesLeft = triesLeftOf(statusWord)
  const words = refusal('', statusWord).message.slice(2)
  if (statusWord === 0x6983) return new ChipFault('access-key-blocked', step, words, { statusWord, triesLeft: 0 })
  const isKey = isLast && (triesLeft !== undefined || statusWord === 0x6300 || statusWord === 0x6982)
  if (!isKey) return refusal(step, statusWord)
  return new ChipFault('wrong-access-key', step, words, {
    statusWord,
    ...(triesLeft === undefined ? {} : { triesLeft }),
  })
}
