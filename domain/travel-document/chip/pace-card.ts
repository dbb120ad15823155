import { sameBytes } from './byte-string.ts'
import type { ChipCryptography } from './chip-cryptography.ts'
import { ChipFault } from './chip-fault.ts'
import { readObjectIdentifier } from './der.ts'
import { type CurvePoint, decodePoint, encodePoint, randomScalar } from './elliptic-curve.ts'
import { blockCipherOf, blockLengthOf, deriveKey, type SessionKeys } from './key-derivation.ts'
import { terminalNonceLength } from './pace-integrated-mapping.ts'
import { nonceLength, PASSWORD_REFERENCE, type PaceParameters } from './pace-protocol.ts'
import {
  mapGenerically,
  mapIntegrated,
  paceSessionKeys,
  paceToken,
  readDynamicData,
  writeDynamicData,
} from './pace-steps.ts'
import { multipliedX, multiplyGenerator, multiplyPoint } from './point-multiplication.ts'
import { type CardChannel, openCardChannel } from './secure-messaging-card.ts'
import { expectTag, readTlvs } from './tlv.ts'

/** What MSE:SET AT asks for, ICAO 9303-11 4.4.4.1. */
export interface PaceSelection {
  readonly objectIdentifier: string
  readonly passwordKind: 'mrz' | 'can' | 'other'
  /** Domain parameters, where the terminal names them. */
  readonly parameterId: number | undefined
}

/** @throws {ChipFault} `malformed`: the card answers 6A80 */
export function readPaceSelection(data: Uint8Array): PaceSelection {
  const step = 'PACE of the card: set authentication template'
  const objects = readTlvs(data, step)
  const objectValue = (tag: number) => objects.find((object) => object.tag === tag)?.value
  const protocol = objectValue(0x80)
  const reference = objectValue(0x83)?.[0]
  if (protocol === undefined) throw new ChipFault('malformed', step, 'object 80 is missing')
  const isMrz = reference === PASSWORD_REFERENCE.mrz
  return {
    objectIdentifier: readObjectIdentifier(protocol, step),
    passwordKind: isMrz ? 'mrz' : reference === PASSWORD_REFERENCE.can ? 'can' : 'other',
    parameterId: objectValue(0x84)?.[0],
  }
}

export interface PaceCardAnswer {
  readonly data: Uint8Array
  /** Set with the last answer, which itself goes out unprotected. */
  readonly channel?: CardChannel
}

/** The card's side of one PACE run, from MSE on. A fault ends it. */
export interface PaceCard {
  /**
   * Answers the data of the next GENERAL AUTHENTICATE.
   *
   * @throws {ChipFault} `wrong-access-key` where the terminal's token is wrong (6300); `malformed` else (6A80)
   */
  answer(data: Uint8Array): PaceCardAnswer
}

/** @param password `passwordOf` the card's own MRZ key or CAN */
export function openPaceCard(
  cryptography: ChipCryptography,
  parameters: PaceParameters,
  password: Uint8Array,
): PaceCard {
  const { curve, cipher } = parameters
  const nonce = cryptography.random(nonceLength(cipher))
  let generator: CurvePoint | undefined
  let agreed: { readonly keys: SessionKeys; readonly own: CurvePoint; readonly terminal: CurvePoint } | undefined
  const step = (name: string) => `PACE of the card: ${name}`
  const objectOf = (data: Uint8Array, tag: number, name: string) =>
    expectTag(readDynamicData(data, name)[0], tag, name).value

  function giveNonce(data: Uint8Array): PaceCardAnswer {
    if (readDynamicData(data, step('get nonce')).length > 0)
      throw new ChipFault('malformed', step('get nonce'), 'objects where none belong')
    const key = deriveKey(cryptography, password, cipher, 'password')
    const zeros = new Uint8Array(blockLengthOf(cipher))
    return { data: writeDynamicData(0x80, cryptography.encrypt(blockCipherOf(cipher), key, zeros, nonce)) }
  }

  function map(data: Uint8Array): PaceCardAnswer {
    const name = step('map nonce')
    const received = objectOf(data, 0x81, name)
    if (parameters.mapping === 'integrated') {
      if (received.length !== terminalNonceLength(cipher))
        throw new ChipFault('malformed', name, `a nonce of ${received.length} bytes`)
      generator = mapIntegrated(cryptography, parameters, nonce, received, name)
      return { data: writeDynamicData(0x82) }
    }
    const secret = randomScalar(curve, cryptography)
    const shared = multiplyPoint(cryptography, curve, secret, decodePoint(curve, received, name))
    generator = mapGenerically(cryptography, parameters, nonce, shared, name)
    return { data: writeDynamicData(0x82, encodePoint(curve, multiplyGenerator(cryptography, curve, secret))) }
  }

  function agree(data: Uint8Array, mapped: CurvePoint): PaceCardAnswer {
    const name = step('key agreement')
    const terminal = decodePoint(curve, objectOf(data, 0x83, name), name)
    const secret = randomScalar(curve, cryptography)
    const own = multiplyPoint(cryptography, curve, secret, mapped)
    if (own.equals(terminal)) throw new ChipFault('malformed', name, 'the terminal sent our own key')
    agreed = {
      keys: paceSessionKeys(cryptography, parameters, multipliedX(cryptography, curve, secret, terminal)),
      own,
      terminal,
    }
    return { data: writeDynamicData(0x84, encodePoint(curve, own)) }
  }

  function prove(data: Uint8Array, { keys, own, terminal }: NonNullable<typeof agreed>): PaceCardAnswer {
    const name = step('mutual authentication')
    if (!sameBytes(objectOf(data, 0x85, name), paceToken(cryptography, parameters, keys, own)))
      throw new ChipFault('wrong-access-key', name, "the terminal's token is wrong", { statusWord: 0x6300 })
    const token = writeDynamicData(0x86, paceToken(cryptography, parameters, keys, terminal))
    return { data: token, channel: openCardChannel(cryptography, keys) }
  }

  let turn = 0
  return {
    answer(data) {
      turn++
      if (turn === 1) return giveNonce(data)
      if (turn === 2) return map(data)
      if (turn === 3 && generator !== undefined) return agree(data, generator)
      if (turn === 4 && agreed !== undefined) return prove(data, agreed)
      throw new ChipFault('malformed', step('general authenticate'), 'no exchange is left of this run')
    },
  }
}
