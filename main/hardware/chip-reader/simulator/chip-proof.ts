import {
  constants,
  createHash,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  randomBytes,
  sign,
} from 'node:crypto'
import { openChannel } from './chip-access.ts'
import type { ChipCipher } from './chip-cipher.ts'
import { agree, type ChipCurveName, chipCurve, chipCurves } from './chip-curve.ts'
import type { CardChannel } from './chip-messaging.ts'
import { type Answer, answer, type Command } from './command.ts'
import { integer, objectIdentifier, readObjects, tlv } from './der.ts'

/** What the chip proves of itself: active authentication (9303-11, 6.1) and chip authentication (6.2). */

export type ActiveKind = 'rsa-sha1' | 'rsa-sha256' | 'ecdsa'

export interface ActiveProof {
  /** SubjectPublicKeyInfo for DG15. */
  readonly publicKey: Buffer
  /** ActiveAuthenticationInfo for DG14; EC keys only. */
  readonly info: Buffer | undefined
  prove(command: Command): Answer
}

export function activeProof(kind: ActiveKind, bits: number): ActiveProof {
  const pair =
    kind === 'ecdsa'
      ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      : generateKeyPairSync('rsa', { modulusLength: bits })
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' })
  const plainSha256 = objectIdentifier('0.4.0.127.0.7.1.1.4.1.3')
  return {
    publicKey,
    info: kind === 'ecdsa' ? tlv(0x30, objectIdentifier('2.23.136.1.1.5'), integer(1), plainSha256) : undefined,
    prove({ data }) {
      if (data.length !== 8) return answer(0x6700)
      const signature =
        kind === 'ecdsa'
          ? sign('sha256', data, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' })
          : signRecoverable(pair.privateKey, bits / 8, kind === 'rsa-sha1' ? 'sha1' : 'sha256', data)
      return answer(0x9000, signature)
    },
  }
}

/** ISO/IEC 9796-2 scheme 1: 6A ‖ random ‖ hash(random ‖ challenge) ‖ trailer, then the bare RSA operation. */
function signRecoverable(key: KeyObject, size: number, hash: 'sha1' | 'sha256', challenge: Buffer): Buffer {
  const trailer = hash === 'sha1' ? [0xbc] : [0x34, 0xcc]
  const own = randomBytes(size - 1 - (hash === 'sha1' ? 20 : 32) - trailer.length)
  const digest = createHash(hash).update(own).update(challenge).digest()
  const message = Buffer.concat([Buffer.from([0x6a]), own, digest, Buffer.from(trailer)])
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, message)
}

export interface ChipProof {
  /** ChipAuthenticationInfo and ChipAuthenticationPublicKeyInfo for DG14. */
  readonly infos: readonly Buffer[]
  /** MSE:Set KAT (3DES): the whole agreement in one command. */
  setKeyAgreement(command: Command): Proved
  /** MSE:Set AT, then GENERAL AUTHENTICATE (AES). */
  select(command: Command): Answer
  step(command: Command): Proved
}

export interface Proved {
  readonly reply: Answer
  readonly channel?: CardChannel
}

const CIPHER_NUMBER = { '3DES': 1, 'AES-128': 2, 'AES-192': 3, 'AES-256': 4 } as const

/** `shown`: the public key DG14 shows; a clone shows one whose secret it does not hold. */
export function chipProof(cipher: ChipCipher, name: ChipCurveName, clone: boolean): ChipProof {
  const { native } = chipCurves[name]
  const made = () => generateKeyPairSync('ec', { namedCurve: native, paramEncoding: 'explicit' })
  const pair = made()
  const shown = clone ? made() : pair
  const sec1 = pair.privateKey.export({ format: 'der', type: 'sec1' })
  // ECPrivateKey: SEQUENCE { INTEGER 1, OCTET STRING secret, … }; lengths below 64 KiB.
  const inner = readObjects(sec1)?.[0]
  const secret = (inner && readObjects(inner.value.subarray(3))?.[0]?.value) ?? sec1
  const mechanism = objectIdentifier(`0.4.0.127.0.7.2.2.3.2.${CIPHER_NUMBER[cipher]}`)
  const infos = [
    tlv(0x30, mechanism, integer(1)),
    tlv(0x30, objectIdentifier('0.4.0.127.0.7.2.2.1.2'), shown.publicKey.export({ format: 'der', type: 'spki' })),
  ]
  let selected = false

  function withKey(theirs: Buffer | undefined, reply: Answer): Proved {
    if (!theirs || !chipCurve(name).findPoint(theirs)) return { reply: answer(0x6a80) }
    return { reply, channel: openChannel(cipher, agree(native, secret, theirs)) }
  }

  return {
    infos,
    setKeyAgreement(command) {
      if (cipher !== '3DES') return { reply: answer(0x6a80) }
      const theirs = readObjects(command.data)?.find((object) => object.tag === 0x91)?.value
      return withKey(theirs, answer(0x9000))
    },
    select(command) {
      const given = readObjects(command.data)?.find((object) => object.tag === 0x80)?.value
      selected = given !== undefined && mechanism.subarray(2).equals(given)
      return answer(selected ? 0x9000 : 0x6a80)
    },
    step(command) {
      if (!selected) return { reply: answer(0x6985) }
      selected = false
      const outer = readObjects(command.data)?.[0]
      const theirs = outer && readObjects(outer.value)?.find((object) => object.tag === 0x80)?.value
      return withKey(theirs, answer(0x9000, tlv(0x7c)))
    },
  }
}
