import { findPlainDate } from '../../../../domain/calendar/plain-date.ts'
import { findDateOfBirth } from '../../../../domain/person/date-of-birth.ts'
import { findPersonalNumber } from '../../../../domain/person/personal-number.ts'
import { formatMrz } from '../../../../domain/travel-document/mrz.ts'
import type { ChipHolder, ChipProfile } from './chip-profile.ts'
import { integer, tlv } from './der.ts'

const text = (value: string) => Buffer.from(value, 'utf8')
const compact = (day: string) => day.replaceAll('-', '')
const slashed = (day: string) => day.split('-').reverse().join('/')

/** The three lines of the holder's zone, or those the profile forges. */
export function zoneOf(profile: ChipProfile): readonly string[] {
  if (profile.mrz) return profile.mrz
  const { holder } = profile
  const [number, birth, expiry] = [
    findPersonalNumber(holder.personalNumber),
    findDateOfBirth(holder.dateOfBirth),
    findPlainDate(holder.expiresOn),
  ]
  if (!number || !birth || !expiry) throw new Error('the profile names no person: number, birth or expiry is wrong')
  return formatMrz({
    personalNumber: number,
    dateOfBirth: birth,
    sex: holder.sex,
    expiresOn: expiry,
    nationality: 'VNM',
    name: holder.fullName,
  })
}

/** EF.COM: versions and the list of data groups. ICAO 9303-10, 4.6.1. */
export function comFile(groups: readonly number[]): Buffer {
  const tags = groups.map((group) => dataGroupTags[group - 1] ?? 0)
  return tlv(0x60, tlv(0x5f01, text('0107')), tlv(0x5f36, text('040000')), tlv(0x5c, tags))
}

/** Outer tags of DG1 to DG16. */
export const dataGroupTags = [
  0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70,
] as const

export const zoneFile = (lines: readonly string[]) => tlv(0x61, tlv(0x5f1f, text(lines.join(''))))

/** DG2: one face, ISO/IEC 19794-5 inside CBEFF. ICAO 9303-10, 4.7.2. */
export function faceFile(picture: Uint8Array, width: number, height: number, jpeg2000: boolean): Buffer {
  const record = Buffer.alloc(46)
  record.set([0x46, 0x41, 0x43, 0x00, 0x30, 0x31, 0x30, 0x00])
  record.writeUInt32BE(record.length + picture.length, 8)
  record.writeUInt16BE(1, 12)
  record.writeUInt32BE(32 + picture.length, 14)
  // Image: 1 full frontal, data type, size, 1 RGB24, source and device unknown.
  record.writeUInt8(1, 34)
  record.writeUInt8(jpeg2000 ? 1 : 0, 35)
  record.writeUInt16BE(width, 36)
  record.writeUInt16BE(height, 38)
  record.writeUInt8(1, 40)
  const head = tlv(0xa1, tlv(0x80, [1, 1]), tlv(0x81, [2]), tlv(0x82, [0]), tlv(0x87, [1, 1]), tlv(0x88, [0, 8]))
  return tlv(0x75, tlv(0x7f61, integer(1), tlv(0x7f60, head, tlv(0x5f2e, record, picture))))
}

/** DG11: additional personal details. ICAO 9303-10, 4.7.11. */
export function detailsFile(holder: ChipHolder): Buffer {
  const fields: [number, Buffer][] = [
    [0x5f0e, text(holder.fullName.toUpperCase())],
    [0x5f10, text(holder.personalNumber)],
    [0x5f2b, text(compact(holder.dateOfBirth))],
  ]
  if (holder.placeOfBirth !== undefined) fields.push([0x5f11, text(holder.placeOfBirth)])
  if (holder.residence !== undefined) fields.push([0x5f42, text(holder.residence)])
  return tagged(0x6b, fields)
}

/** DG12: additional document details. ICAO 9303-10, 4.7.12. */
export function documentFile(holder: ChipHolder): Buffer {
  return tagged(0x6c, [
    [0x5f19, text('BỘ CÔNG AN')],
    [0x5f26, text(compact(holder.issuedOn))],
  ])
}

function tagged(outer: number, fields: readonly (readonly [number, Buffer])[]): Buffer {
  const list = fields.flatMap(([tag]) => [tag >> 8, tag & 255])
  return tlv(outer, tlv(0x5c, list), ...fields.map(([tag, value]) => tlv(tag, value)))
}

/** DG13 of the Vietnamese card: numbered fields, each a SEQUENCE of its number and a UTF-8 string. */
export function vietnameseFile(holder: ChipHolder): Buffer {
  const field = (number: number, ...values: readonly Buffer[]) => tlv(0x30, integer(number), ...values)
  const line = (number: number, value: string | undefined) =>
    value === undefined ? [] : [field(number, tlv(0x0c, text(value)))]
  const parents =
    holder.fatherName === undefined && holder.motherName === undefined
      ? []
      : [
          field(
            13,
            tlv(0x30, tlv(0x0c, text(holder.fatherName ?? ''))),
            tlv(0x30, tlv(0x0c, text(holder.motherName ?? ''))),
          ),
        ]
  const fields = [
    ...line(1, holder.personalNumber),
    ...line(2, holder.fullName),
    ...line(3, slashed(holder.dateOfBirth)),
    ...line(4, holder.sex === 'male' ? 'Nam' : 'Nữ'),
    ...line(5, holder.nationality),
    ...line(6, holder.ethnicity),
    ...line(7, holder.religion),
    ...line(8, holder.placeOfOrigin),
    ...line(9, holder.residence),
    ...line(10, holder.features),
    ...line(11, slashed(holder.issuedOn)),
    ...line(12, slashed(holder.expiresOn)),
    ...parents,
    ...line(14, holder.spouseName),
    ...line(15, holder.oldIdentityNumber),
  ]
  return tlv(0x6d, tlv(0x30, ...fields))
}
