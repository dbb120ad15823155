import { createHash, randomBytes } from 'node:crypto'
import { openChannel } from './chip-access.ts'
import { authenticate, blockSize, type ChipCipher, deriveKey, encrypt, pad, same } from './chip-cipher.ts'
import { type ChipCurveName, type ChipPoint, chipCurve } from './chip-curve.ts'
import type { CardChannel } from './chip-messaging.ts'
import { type Answer, answer, type Command } from './command.ts'
import { integer, objectIdentifier, readObjects, tlv } from './der.ts'
import { integratedPoint } from './integrated-mapping.ts'

export interface PaceOffer {
  readonly cipher: ChipCipher
  readonly curve: ChipCurveName
  readonly mapping: 'generic' | 'integrated'
}

/** id-PACE-ECDH-GM or -IM with the cipher's number, ICAO 9303-11, 9.2.4. */
const CIPHER_NUMBER = { '3DES': 1, 'AES-128': 2, 'AES-192': 3, 'AES-256': 4 } as const
const paceIdentifier = ({ cipher, mapping }: PaceOffer) =>
  objectIdentifier(`0.4.0.127.0.7.2.2.4.${mapping === 'generic' ? 2 : 4}.${CIPHER_NUMBER[cipher]}`)

/** PACEInfo of one offer. */
export function paceInfo(offer: PaceOffer): Buffer {
  return tlv(0x30, paceIdentifier(offer), integer(2), integer(chipCurve(offer.curve).parameter))
}

export interface PaceSecrets {
  readonly zoneInformation: string
  readonly can: string | undefined
  /** Wrong card access numbers in a row before the card takes none any more; undefined: no counter, as ICAO leaves it. */
  readonly canTries: number | undefined
}

export interface Pace {
  select(command: Command): Answer
  /** GENERAL AUTHENTICATE, step by step; the channel with the last answer. */
  step(command: Command): { readonly reply: Answer; readonly channel?: CardChannel }
  reset(): void
}

interface Session {
  readonly offer: PaceOffer
  readonly password: 'zone' | 'can'
  readonly secret: Buffer
  readonly done: number
  readonly nonce?: Buffer
  readonly generator?: ChipPoint['point']
  readonly own?: ChipPoint
  readonly theirs?: Buffer
  readonly shared?: Buffer
}

/** The card's side of PACE with both mappings over elliptic curves, ICAO 9303-11, 4.4. */
export function pace(offers: readonly PaceOffer[], secrets: PaceSecrets): Pace {
  let session: Session | undefined
  let triesLeft = secrets.canTries
  const stop = (status: number) => {
    session = undefined
    return { reply: answer(status) }
  }
  const wrapped = (tag: number, value: Uint8Array = Buffer.alloc(0)) =>
    answer(0x9000, tlv(0x7c, value.length === 0 ? [] : tlv(tag, value)))

  return {
    reset() {
      session = undefined
    },
    select(command) {
      session = undefined
      const objects = readObjects(command.data)
      const find = (tag: number) => objects?.find((object) => object.tag === tag)?.value
      const [mechanism, reference, parameter] = [find(0x80), find(0x83), find(0x84)]
      if (!mechanism || !reference) return answer(0x6a80)
      const fitting = offers.filter((offer) => paceIdentifier(offer).subarray(2).equals(mechanism))
      const offer = fitting.find((one) => parameter?.length === 1 && chipCurve(one.curve).parameter === parameter[0])
      if (!offer && (fitting.length !== 1 || parameter)) return answer(0x6a80)
      const chosen = offer ?? fitting[0]
      const can = reference[0] === 2
      if (!chosen || reference.length !== 1 || (!can && reference[0] !== 1)) return answer(0x6a88)
      if (can && secrets.can === undefined) return answer(0x6a88)
      if (can && triesLeft === 0) return answer(0x6983)
      const secret = can
        ? Buffer.from(secrets.can ?? '', 'latin1')
        : createHash('sha1').update(secrets.zoneInformation).digest()
      session = { offer: chosen, password: can ? 'can' : 'zone', secret, done: 0 }
      // TR-03110-3, B.11.1: a password with fewer tries than at first is said with the selection.
      return can && triesLeft !== undefined && triesLeft !== secrets.canTries
        ? answer(0x63c0 | triesLeft)
        : answer(0x9000)
    },
    step(command) {
      const at = session
      if (!at) return stop(0x6985)
      const outer = readObjects(command.data)?.[0]
      const inner = outer?.tag === 0x7c ? readObjects(outer.value) : undefined
      if (!inner || command.chained !== at.done < 3) return stop(outer ? 0x6a80 : 0x6700)
      const curve = chipCurve(at.offer.curve)
      const given = (tag: number) => inner.find((object) => object.tag === tag)?.value
      if (at.done === 0) {
        // Any whole number of blocks will do, TR-03110-2, 3.2.2: two for the longer keys.
        const nonce = randomBytes(at.offer.cipher === 'AES-192' || at.offer.cipher === 'AES-256' ? 32 : 16)
        const key = deriveKey(at.offer.cipher, at.secret, 3)
        session = { ...at, done: 1, nonce }
        return { reply: wrapped(0x80, encrypt(at.offer.cipher, key, Buffer.alloc(blockSize(at.offer.cipher)), nonce)) }
      }
      if (at.done === 1 && at.offer.mapping === 'integrated') {
        const { nonce, offer } = at
        const mapped = nonce && integratedPoint(curve.equation, offer.cipher, nonce, given(0x81) ?? Buffer.alloc(0))
        if (!mapped) return stop(0x6a80)
        session = { ...at, done: 2, generator: curve.pointAt(mapped) }
        return { reply: answer(0x9000, tlv(0x7c, tlv(0x82, []))) }
      }
      if (at.done === 1) {
        const theirs = curve.findPoint(given(0x81) ?? Buffer.alloc(0))
        if (!theirs || at.nonce === undefined) return stop(0x6a80)
        const secret = curve.scalar()
        const nonce = BigInt(`0x${at.nonce.toString('hex')}`)
        const mapped = curve.multiply(undefined, nonce, curve.multiply(theirs, secret).point)
        session = { ...at, done: 2, generator: mapped.point }
        return { reply: wrapped(0x82, curve.multiply(undefined, secret).bytes) }
      }
      if (at.done === 2) {
        const theirs = curve.findPoint(given(0x83) ?? Buffer.alloc(0))
        if (!theirs || !at.generator) return stop(0x6a80)
        const secret = curve.scalar()
        const own = curve.multiply(at.generator, secret)
        const shared = curve.firstCoordinate(curve.multiply(theirs, secret))
        const theirBytes = Buffer.from(given(0x83) ?? [])
        // 9303-11, 4.4.3.3: a key that is the card's own is a mirror, not a terminal.
        if (theirBytes.equals(own.bytes)) return stop(0x6a80)
        session = { ...at, done: 3, own, theirs: theirBytes, shared }
        return { reply: wrapped(0x84, own.bytes) }
      }
      return agree(at, given(0x85))
    },
  }

  function agree(at: Session, token: Buffer | undefined): { reply: Answer; channel?: CardChannel } {
    const { own, theirs, shared, offer } = at
    if (!own || !theirs || !shared || !token) return stop(0x6a80)
    const key = deriveKey(offer.cipher, shared, 2)
    const tokenOver = (publicKey: Buffer) => {
      const input = tlv(0x7f49, paceIdentifier(offer), tlv(0x86, publicKey))
      return authenticate(offer.cipher, key, offer.cipher === '3DES' ? pad(input, 8) : input)
    }
    const right = same(token, tokenOver(own.bytes))
    if (at.password === 'can' && triesLeft !== undefined) {
      triesLeft = right ? secrets.canTries : triesLeft - 1
      if (!right) return stop(0x63c0 | (triesLeft ?? 0))
    }
    if (!right) return stop(0x6300)
    session = undefined
    return { reply: wrapped(0x86, tokenOver(theirs)), channel: openChannel(offer.cipher, shared) }
  }
}
