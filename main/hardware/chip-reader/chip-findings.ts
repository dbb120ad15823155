import { findPlainDate, type PlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import { findPersonalNumber } from '../../../domain/person/personal-number.ts'
import { findSexByWord } from '../../../domain/person/sex.ts'
import { ChipFault } from '../../../domain/travel-document/chip/chip-fault.ts'
import {
  type DocumentDetails,
  readDocumentDetails,
} from '../../../domain/travel-document/data-group/document-details.ts'
import { type FaceImage, readFaceImages } from '../../../domain/travel-document/data-group/face-image.ts'
import { readChipMrz } from '../../../domain/travel-document/data-group/machine-readable-zone.ts'
import {
  type PersonalDetails,
  readPersonalDetails,
} from '../../../domain/travel-document/data-group/personal-details.ts'
import {
  findVietnameseField,
  readVietnameseDetails,
  type VietnameseField,
  type VietnameseFieldName,
} from '../../../domain/travel-document/data-group/vietnamese-details.ts'
import type { TwoLineZone } from '../../../domain/travel-document/two-line-zone.ts'
import type { ChipFields } from './chip-reader.ts'

export interface ChipFindings {
  /** DG1: letters without marks, in lines; null where it could not be read. */
  readonly lines: readonly string[] | null
  readonly zone: ChipFields | null
  /** DG13: the Vietnamese texts. */
  readonly details: ChipFields | null
  /** The best of all groups by field: DG13 before DG11 and DG12 before DG1. */
  readonly fields: ChipFields
  /** Day of issue of DG12, else of DG13, where one of them is a day: free text is none. */
  readonly issuedOn: PlainDate | undefined
  readonly face: FaceImage | undefined
  readonly unreadable: readonly { readonly file: string; readonly why: string }[]
}

type Draft = Record<string, string>

function twoLineFields(mrz: TwoLineZone): Draft {
  const [wrong] = mrz.wrongCheckDigits
  if (wrong !== undefined) throw new ChipFault('malformed', 'DG1', `wrong check digit of ${wrong}`)
  // What the optional data are is the issuer's choice; a Vietnamese passport has the personal number there.
  const number = mrz.issuer === 'VNM' ? findPersonalNumber(mrz.optionalData) : undefined
  const fields: Draft = {
    documentNumber: mrz.documentNumber,
    zoneName: `${mrz.name.primary} ${mrz.name.secondary}`.trim(),
    nationality: mrz.nationality,
  }
  if (number !== undefined) fields.personalNumber = number
  else if (mrz.optionalData !== '') fields.optionalData = mrz.optionalData
  if (mrz.dateOfBirth !== undefined) fields.dateOfBirth = mrz.dateOfBirth
  if (mrz.sex !== undefined) fields.sex = mrz.sex
  if (mrz.expiresOn !== null) fields.expiresOn = mrz.expiresOn
  return fields
}

function zoneFields(bytes: Uint8Array, readOn: string): { lines: readonly string[]; fields: Draft } {
  const zone = readChipMrz(bytes, plainDate(readOn))
  if (zone.format !== 'TD1') return { lines: zone.lines, fields: twoLineFields(zone.mrz) }
  const { mrz } = zone
  if (!mrz.ok) throw new ChipFault('malformed', 'DG1', `${mrz.failure} in line ${mrz.line}, place ${mrz.position}`)
  return {
    lines: zone.lines,
    fields: {
      documentNumber: mrz.documentNumber,
      ...(mrz.personalNumber === undefined ? {} : { personalNumber: mrz.personalNumber }),
      zoneName: `${mrz.name.primary} ${mrz.name.secondary}`.trim(),
      dateOfBirth: mrz.dateOfBirth,
      sex: mrz.sex,
      nationality: mrz.nationality,
      ...(mrz.expiresOn === null ? {} : { expiresOn: mrz.expiresOn }),
    },
  }
}

const DETAILS: readonly (readonly [VietnameseFieldName, string])[] = [
  ['personalNumber', 'personalNumber'],
  ['fullName', 'fullName'],
  ['ethnicity', 'ethnicity'],
  ['religion', 'religion'],
  ['placeOfOrigin', 'placeOfOrigin'],
  ['residence', 'residence'],
  ['identifyingMarks', 'identifyingMarks'],
  ['spouse', 'spouseName'],
  ['oldIdentityNumber', 'oldIdentityNumber'],
]
const DATES: readonly VietnameseFieldName[] = ['dateOfBirth', 'issuedOn', 'expiresOn']

/** [0] is the father, [1] the mother. Where the card tags neither, two values stand in this order; one alone could be either. */
function parentsOf(
  values: VietnameseField['values'],
): Readonly<Partial<Record<'father' | 'mother' | 'either', string>>> {
  const tagged = values.some(({ context }) => context !== undefined)
  const [father, mother] = [0, 1].map(
    (place) =>
      (tagged ? values.find(({ context }) => context === place) : values.length === 2 ? values[place] : undefined)
        ?.text,
  )
  if (!tagged && values.length === 1 && values[0]?.text !== undefined) return { either: values[0].text }
  return { ...(father === undefined ? {} : { father }), ...(mother === undefined ? {} : { mother }) }
}

function detailFields(bytes: Uint8Array): Draft {
  const details = readVietnameseDetails(bytes)
  const fields: Draft = {}
  const put = (name: string, text: string | undefined) => {
    if (text !== undefined && text.trim() !== '') fields[name] = text.trim().normalize('NFC')
  }
  for (const [from, to] of DETAILS) put(to, findVietnameseField(details, from)?.text)
  for (const name of DATES) {
    const field = findVietnameseField(details, name)
    put(name, field?.date ?? field?.text)
  }
  put('sex', findSexByWord(findVietnameseField(details, 'sex')?.text ?? ''))
  const { father, mother, either } = parentsOf(findVietnameseField(details, 'parents')?.values ?? [])
  put('fatherName', father)
  put('motherName', mother)
  put('parentName', either)
  return fields
}

function otherFields(person: PersonalDetails | undefined, document: DocumentDetails | undefined): Draft {
  const fields: Draft = {}
  const put = (name: string, text: string | undefined) => {
    if (text !== undefined && text !== '') fields[name] = text
  }
  put('fullName', person?.fullName?.replace(/<+/g, ' ').trim())
  put('personalNumber', person?.personalNumber)
  put('dateOfBirth', person?.dateOfBirth)
  put('placeOfBirth', person?.placeOfBirth?.replace(/<+/g, ', '))
  put('residence', person?.address?.replace(/<+/g, ', '))
  put('issuingAuthority', document?.issuingAuthority)
  put('issuedOn', document?.issuedOn)
  return fields
}

type Attempt = <T>(file: string, parse: (bytes: Uint8Array) => T) => T | undefined

/** Understands what was read, file by file: one that is broken costs its own fields and is named, never the rest. */
export function chipFindings(files: Readonly<Record<string, Uint8Array>>, readOn: string): ChipFindings {
  const unreadable: { file: string; why: string }[] = []
  const attempt: Attempt = (file, parse) => {
    const bytes = files[file]
    if (bytes === undefined) return undefined
    try {
      return parse(bytes)
    } catch (fault) {
      if (!(fault instanceof ChipFault)) throw fault
      unreadable.push({ file, why: fault.message.slice(0, 300) })
      return undefined
    }
  }
  const zone = attempt('DG1', (bytes) => zoneFields(bytes, readOn))
  const details = attempt('DG13', detailFields)
  const document = attempt('DG12', readDocumentDetails)
  const others = otherFields(attempt('DG11', readPersonalDetails), document)
  const issuedOn = document?.issuedOn ?? findPlainDate(details?.issuedOn ?? '')
  const faces = attempt('DG2', readFaceImages)
  return {
    lines: zone?.lines ?? null,
    zone: zone?.fields ?? null,
    details: details ?? null,
    // A day of issue that is one is worth more than words about it.
    fields: { ...zone?.fields, ...others, ...details, ...(issuedOn === undefined ? {} : { issuedOn }) },
    issuedOn,
    face: faces?.faces[0],
    unreadable,
  }
}
