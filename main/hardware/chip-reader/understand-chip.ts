import type { PlainDate } from '../../../domain/calendar/plain-date.ts'
import { ChipFault } from '../../../domain/travel-document/chip/chip-fault.ts'
import { type DataGroupName, dataGroupName } from '../../../domain/travel-document/chip/chip-file.ts'
import type { ChipReading } from '../../../domain/travel-document/chip/read-chip.ts'
import type { FaceImage } from '../../../domain/travel-document/data-group/face-image.ts'
import {
  type Certificate,
  readCertificate,
} from '../../../domain/travel-document/passive-authentication/certificate.ts'
import { checkPassiveAuthentication } from '../../../domain/travel-document/passive-authentication/passive-authentication.ts'
import {
  type RevocationList,
  readRevocationList,
} from '../../../domain/travel-document/passive-authentication/revocation-list.ts'
import { chipFindings } from './chip-findings.ts'
import type { ChipDocument, ChipPicture, ChipReadRequest, ChipTrust, ChipVerdict } from './chip-reader.ts'
import { facePicture } from './face-picture.ts'
import { nodeChipCryptography } from './node-chip-cryptography.ts'

export type UnderstoodChip = Omit<
  ChipDocument,
  'ok' | 'reader' | 'steps' | 'apdus' | 'bytes' | 'cardMs' | 'readMs' | 'totalMs'
>

interface ReadTrust {
  readonly anchors: readonly Certificate[]
  readonly lists: readonly RevocationList[]
  /** Files of the trust store that are none: said, because a missing anchor looks like a strange card. */
  readonly broken: readonly string[]
}

function readTrust(trust: ChipTrust): ReadTrust {
  const broken: string[] = []
  const all = <T>(files: readonly Uint8Array[], parse: (der: Uint8Array, where: string) => T, kind: string): T[] =>
    files.flatMap((der, i) => {
      try {
        return [parse(der, `${kind} ${i + 1} of the trust store`)]
      } catch (fault) {
        if (!(fault instanceof ChipFault)) throw fault
        broken.push(fault.message.slice(0, 200))
        return []
      }
    })
  return {
    anchors: all(trust.authorities, readCertificate, 'certificate'),
    lists: all(trust.revocations, readRevocationList, 'revocation list'),
    broken,
  }
}

function passively(files: ChipReading['files'], trust: ChipTrust, issuedOn: PlainDate | undefined): ChipVerdict {
  const { anchors, lists, broken } = readTrust(trust)
  const groups: Partial<Record<DataGroupName, Uint8Array>> = {}
  for (let number = 1; number <= 16; number++) {
    const name = dataGroupName(number)
    const bytes = name && files[name]
    if (name && bytes) groups[name] = bytes
  }
  const found = checkPassiveAuthentication(nodeChipCryptography, {
    securityObject: files['EF.SOD'],
    groups,
    anchors,
    lists,
    ...(issuedOn === undefined ? {} : { issuedOn }),
    checkedAt: new Date(),
  })
  const words = [found.detail, found.revocation, ...broken].filter((part) => part !== undefined)
  return { verdict: found.verdict, reason: found.reason ?? null, detail: words.join('; ').slice(0, 500) || null }
}

/** A picture that cannot be shown costs the picture, not the reading. */
async function pictureOf(
  face: FaceImage | undefined,
): Promise<{ readonly portrait: ChipPicture | null; readonly unreadable: readonly { file: string; why: string }[] }> {
  if (!face) return { portrait: null, unreadable: [] }
  try {
    return { portrait: await facePicture(face), unreadable: [] }
  } catch (fault) {
    if (!(fault instanceof ChipFault)) throw fault
    return { portrait: null, unreadable: [{ file: 'DG2', why: fault.message.slice(0, 300) }] }
  }
}

const verdict = (found: ChipReading['chipAuthentication']): ChipVerdict => ({
  verdict: found.verdict,
  reason: found.verdict === 'valid' ? null : found.verdict === 'invalid' ? 'key-not-proved' : 'not-possible',
  detail: found.detail?.slice(0, 500) ?? null,
})

/**
 * What a chip that was read says, and how far it may be believed. Active and chip authentication say something only with a valid signature
 * over the keys they use (DG15, DG14).
 */
export async function understandChip(reading: ChipReading, request: ChipReadRequest): Promise<UnderstoodChip> {
  const files: Record<string, Uint8Array> = {}
  for (const [name, bytes] of Object.entries(reading.files)) if (bytes) files[name] = bytes
  const found = chipFindings(files, request.readOn)
  const { portrait, unreadable } = await pictureOf(found.face)
  const { access } = reading
  return {
    access: access.protocol,
    cipher: access.cipher,
    curve: access.curve ?? null,
    fellBack: access.fallBack?.slice(0, 300) ?? null,
    files: files as ChipDocument['files'],
    closed: [...reading.closed],
    absent: [...reading.absent],
    unreadable: [...found.unreadable, ...unreadable],
    lines: found.lines && [...found.lines],
    zone: found.zone,
    details: found.details,
    fields: found.fields,
    portrait,
    passiveAuthentication: passively(reading.files, request.trust, found.issuedOn),
    activeAuthentication: verdict(reading.activeAuthentication),
    chipAuthentication: verdict(reading.chipAuthentication),
  }
}
