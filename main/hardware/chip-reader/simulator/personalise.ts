import {
  comFile,
  dataGroupTags,
  detailsFile,
  documentFile,
  faceFile,
  vietnameseFile,
  zoneFile,
  zoneOf,
} from './card-files.ts'
import { paceInfo } from './chip-pace.ts'
import type { ChipProfile } from './chip-profile.ts'
import { activeProof, chipProof } from './chip-proof.ts'
import { setOf, tlv } from './der.ts'
import type { ChipContents } from './emulated-chip.ts'
import { portraitPicture } from './portrait-picture.ts'
import type { TestIssuer } from './test-issuer.ts'

const CLOSED = { DG3: 0x0103, DG4: 0x0104 } as const
const COM = 0x011e
const SOD = 0x011d
const RANDOM_GROUPS = new Set([5, 6, 7, 8, 9, 10, 16])

/**
 * Number, birth and expiry with their check digits: what BAC's and PACE's keys come from. ICAO 9303-11, 4.3.2. A number longer than its nine
 * places is cut by a filler and goes on, with its check digit, where the optional data begin: TD1 and TD2.
 */
export function zoneInformation([one = '', two = '', three]: readonly string[]): string {
  const isCard = three !== undefined
  const [number, optional] = isCard ? [one.slice(5, 15), one.slice(15)] : [two.slice(0, 10), two.slice(28, 35)]
  const dates = isCard ? two.slice(0, 7) + two.slice(8, 15) : two.slice(13, 20) + two.slice(21, 28)
  const isLong = number.endsWith('<') && two.length !== 44 && !optional.startsWith('<')
  return (isLong ? number.slice(0, 9) + optional.slice(0, optional.indexOf('<')) : number) + dates
}

/** Fills a card from its profile and has the issuer sign it; forged files and traps come after the signature. */
export async function personalise(profile: ChipProfile, issuer: TestIssuer): Promise<ChipContents> {
  const { holder } = profile
  const lines = zoneOf(profile)
  const active =
    profile.activeAuthentication === 'none' ? undefined : activeProof(profile.activeAuthentication, profile.activeBits)
  const shown =
    profile.clone && profile.activeAuthentication !== 'none'
      ? activeProof(profile.activeAuthentication, profile.activeBits)
      : active
  const chip = profile.chipAuthentication
    ? chipProof(profile.chipAuthentication.cipher, profile.chipAuthentication.curve, profile.clone)
    : undefined
  const infos = [...profile.pace.map(paceInfo), ...(chip?.infos ?? []), ...(active?.info ? [active.info] : [])]

  const groups = new Map<number, Buffer>()
  for (const group of [...profile.dataGroups].sort((a, b) => a - b)) {
    const bytes = await fileOf(group)
    if (bytes) groups.set(group, bytes)
  }

  async function fileOf(group: number): Promise<Buffer | undefined> {
    if (group === 1) return zoneFile(lines)
    if (group === 2) return await portraitFile(profile)
    if (group === 11) return detailsFile(holder)
    if (group === 12) return documentFile(holder)
    if (group === 13) return vietnameseFile(holder)
    if (group === 14) return infos.length === 0 ? undefined : tlv(0x6e, setOf(...infos))
    if (group === 15) return shown && tlv(0x6f, shown.publicKey)
    return RANDOM_GROUPS.has(group) ? tlv(dataGroupTags[group - 1] ?? 0x70, Buffer.alloc(32, group)) : undefined
  }

  // The closed fingerprints are signed like the rest, though nobody here may read them.
  const signed = new Map<number, Buffer>(
    profile.fingerprints ? [...groups, [3, tlv(0x63, Buffer.alloc(64, 3))]] : groups,
  )
  const listed = [...signed.keys()].sort((a, b) => a - b)
  const files = new Map<number, Buffer | ((offset: number, length: number) => Buffer)>([
    [COM, comFile(listed)],
    [
      SOD,
      await issuer.securityObject(
        new Map(listed.map((group) => [group, signed.get(group) ?? Buffer.alloc(0)])),
        profile.signature,
        profile.signer,
      ),
    ],
    ...[...groups].map(([group, bytes]) => [0x0100 | group, bytes] as const),
  ])
  for (const [name, hex] of Object.entries(profile.forged)) files.set(fileNumber(name), Buffer.from(hex, 'hex'))
  for (const [name, trap] of Object.entries(profile.traps)) {
    const number = fileNumber(name)
    const held = files.get(number)
    files.set(number, trapped(trap, Buffer.isBuffer(held) ? held : tlv(0x61, [])))
  }
  const information = zoneInformation(lines)
  return {
    secrets: { zoneInformation: information, can: profile.can, canTries: profile.canTries },
    zone: { information },
    offers: profile.pace,
    basicAccess: profile.bac,
    cardAccess: profile.pace.length === 0 ? undefined : setOf(...profile.pace.map(paceInfo)),
    files,
    closed: profile.fingerprints ? [CLOSED.DG3, CLOSED.DG4] : [],
    active,
    chip,
    longReads: profile.longReads,
    mostRead: profile.mostRead,
  }
}

function fileNumber(name: string): number {
  return name === 'COM' ? COM : name === 'SOD' ? SOD : 0x0100 | Number(name.slice(2))
}

async function portraitFile(profile: ChipProfile): Promise<Buffer> {
  const drawn = await portraitPicture(profile.portrait)
  const bytes = profile.portraitBytes === undefined ? drawn.bytes : Buffer.from(profile.portraitBytes, 'base64')
  return faceFile(bytes, drawn.width, drawn.height, profile.portrait === 'jpeg2000')
}

type Trap = ChipProfile['traps'][string]

/** Contents that would take a careless reader's time, stack or memory. */
function trapped(trap: Trap, held: Buffer): Buffer | ((offset: number, length: number) => Buffer) {
  const tag = held[0] ?? 0x61
  if (trap === 'endless') {
    const head = Buffer.from([tag, 0x84, 0x7f, 0xff, 0xff, 0xff])
    return (offset, length) => Buffer.concat([head.subarray(offset), Buffer.alloc(length, 0x30)]).subarray(0, length)
  }
  if (trap === 'deep') {
    let nested: Buffer = Buffer.from([0x30, 0])
    for (let i = 0; i < 9_000; i++) nested = tlv(0x30, nested)
    return tlv(tag, nested)
  }
  if (trap === 'lying-length') return Buffer.concat([Buffer.from([tag, 0x82, 0x7f, 0xf0]), held.subarray(4)])
  // SIZ of a JPEG 2000 code stream (FF51) or SOF of a JPEG (FFC0): a picture of four thousand million pixels.
  const bomb = Buffer.from(held)
  const siz = bomb.indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]))
  const sof = bomb.indexOf(Buffer.from([0xff, 0xc0]))
  if (siz >= 0) for (const at of [8, 12, 24, 28]) bomb.writeUInt32BE(60_000, siz + at)
  else if (sof >= 0) for (const at of [5, 7]) bomb.writeUInt16BE(60_000, sof + at)
  return bomb
}
