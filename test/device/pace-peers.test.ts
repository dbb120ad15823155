import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passwordOf } from '../../domain/travel-document/chip/access-key.ts'
import { ChipFault } from '../../domain/travel-document/chip/chip-fault.ts'
import { openChipSession } from '../../domain/travel-document/chip/chip-session.ts'
import { findCurveByParameterId } from '../../domain/travel-document/chip/elliptic-curve.ts'
import { performPace } from '../../domain/travel-document/chip/pace.ts'
import { paceProtocol } from '../../domain/travel-document/chip/pace-protocol.ts'
import { runChipSteps } from '../../domain/travel-document/chip/run-chip-steps.ts'
import { nodeChipCryptography } from '../../main/hardware/chip-reader/node-chip-cryptography.ts'
import type { ChipCipher } from '../../main/hardware/chip-reader/simulator/chip-cipher.ts'
import { type ChipCurveName, chipCurves } from '../../main/hardware/chip-reader/simulator/chip-curve.ts'
import { type PaceOffer, pace, paceInfo } from '../../main/hardware/chip-reader/simulator/chip-pace.ts'
import { readCommand } from '../../main/hardware/chip-reader/simulator/command.ts'
import { objectIdentifier, readObjects, tlv } from '../../main/hardware/chip-reader/simulator/der.ts'
import { type PacePeer, startPacePeer, whyNoPacePeer } from './pace-peer.ts'

// PACE with libeac, which was not written here: once as the card our reader opens, once as the terminal that opens our emulated card.

const CAN = '012345'
const ciphers: readonly ChipCipher[] = ['3DES', 'AES-128', 'AES-192', 'AES-256']
const curves = Object.keys(chipCurves) as ChipCurveName[]
const offers = curves.flatMap((curve) => ciphers.map((cipher): PaceOffer => ({ cipher, curve, mapping: 'generic' })))
const why = whyNoPacePeer()
if (why !== undefined) process.stderr.write(`skipped: ${why}\n`)

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const cardAccess = (offer: PaceOffer) => hex(tlv(0x31, paceInfo(offer)))
const DONE = Buffer.from([0x90, 0x00])

/** The value inside 7C of a command or an answer. */
function inside(bytes: Buffer, tag: number): string {
  const outer = readObjects(bytes)?.find((object) => object.tag === 0x7c)
  const found = outer && readObjects(outer.value)?.find((object) => object.tag === tag)
  return found ? hex(found.value) : ''
}

/** libeac as the card behind command APDUs. */
function peerAsCard(peer: PacePeer): (command: Uint8Array) => Promise<Uint8Array> {
  let ephemeral = ''
  return async (bytes) => {
    const command = readCommand(Buffer.from(bytes))
    if (!command) return Buffer.from([0x67, 0x00])
    if (command.instruction === 0x22) return DONE
    const answered = (tag: number, value: string) =>
      Buffer.concat([tlv(0x7c, tlv(tag, Buffer.from(value, 'hex'))), DONE])
    const [mapping, key, token] = [0x81, 0x83, 0x85].map((tag) => inside(command.data, tag))
    if (mapping) {
      const own = await peer.ask('map-data')
      expect(await peer.ask('map', mapping)).toBe('ok')
      return answered(0x82, own)
    }
    if (key) {
      ephemeral = key
      const own = await peer.ask('ephemeral')
      expect(await peer.ask('agree', key)).toBe('ok')
      return answered(0x84, own)
    }
    if (token) {
      if ((await peer.ask('verify', token)) !== '1') return Buffer.from([0x63, 0x00])
      return answered(0x86, await peer.ask('token', ephemeral))
    }
    return answered(0x80, await peer.ask('enc-nonce'))
  }
}

/** Our reader's PACE against the peer. */
async function openPeer(peer: PacePeer, offer: PaceOffer, can: string) {
  expect(await peer.ask('start', 'picc', 'can', CAN, cardAccess(offer))).toBe('ok')
  const session = openChipSession(nodeChipCryptography)
  const curve = findCurveByParameterId(chipCurves[offer.curve].parameter)
  if (!curve) throw new Error(`the reader does not speak ${offer.curve}`)
  const parameters = { ...paceProtocol('generic', offer.cipher), curve }
  const password = passwordOf({ kind: 'can', number: can }, nodeChipCryptography)
  const card = peerAsCard(peer)
  await runChipSteps(
    performPace(session, { parameters, passwordKind: 'can', password, ambiguous: false }),
    ({ command }) => card(command),
  )
  return session
}

/** The peer opens our emulated card; gives the last status word and whether the peer believes the card's token. */
async function openEmulated(peer: PacePeer, offer: PaceOffer, can: string) {
  const card = pace([offer], { zoneInformation: '', can: CAN, canTries: 3 })
  expect(await peer.ask('start', 'pcd', 'can', can, cardAccess(offer))).toBe('ok')
  const command = (instruction: number, data: Buffer, chained: boolean) => ({
    head: Buffer.alloc(4),
    instruction,
    p1: 0,
    p2: 0,
    data,
    wanted: 256,
    chained,
    isLongRead: false,
    protectedClass: false,
  })
  const number = { '3DES': 1, 'AES-128': 2, 'AES-192': 3, 'AES-256': 4 }[offer.cipher]
  const mechanism = objectIdentifier(`0.4.0.127.0.7.2.2.4.2.${number}`).subarray(2)
  const selected = card.select(command(0x22, Buffer.concat([tlv(0x80, mechanism), tlv(0x83, [2])]), false))
  expect(selected.status).toBe(0x9000)
  const step = (tag: number, value: string, last = false) => {
    const data = value === '' ? tlv(0x7c) : tlv(0x7c, tlv(tag, Buffer.from(value, 'hex')))
    return card.step(command(0x86, data, !last)).reply
  }
  expect(await peer.ask('dec-nonce', inside(step(0, '').data, 0x80))).toBe('ok')
  const mapping = inside(step(0x81, await peer.ask('map-data')).data, 0x82)
  expect(await peer.ask('map', mapping)).toBe('ok')
  const own = await peer.ask('ephemeral')
  const theirs = inside(step(0x83, own).data, 0x84)
  expect(await peer.ask('agree', theirs)).toBe('ok')
  const last = step(0x85, await peer.ask('token', theirs), true)
  const believed = last.data.length > 0 && (await peer.ask('verify', inside(last.data, 0x86))) === '1'
  return { status: last.status, believed }
}

describe.skipIf(why !== undefined)('with libeac on the other side', () => {
  let peer: PacePeer
  beforeAll(() => {
    peer = startPacePeer()
  })
  afterAll(() => peer?.stop())

  test.each(offers)('our reader opens the card of libeac with $cipher on $curve', async (offer) => {
    expect((await openPeer(peer, offer, CAN)).channel?.cipher).toBe(offer.cipher)
  })

  test.each(offers)('libeac opens our emulated card with $cipher on $curve', async (offer) => {
    expect(await openEmulated(peer, offer, CAN)).toEqual({ status: 0x9000, believed: true })
  })

  test('a wrong access number opens neither', async () => {
    const offer: PaceOffer = { cipher: 'AES-128', curve: 'brainpoolP256r1', mapping: 'generic' }
    await expect(openPeer(peer, offer, '543210')).rejects.toSatisfy(
      (fault) => fault instanceof ChipFault && fault.failure === 'wrong-access-key',
    )
    expect(await openEmulated(peer, offer, '543210')).toEqual({ status: 0x63c2, believed: false })
  })
})
