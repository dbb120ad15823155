import type { ScannedDataLayout } from './scanned-data-layout.ts'

export type Assembled =
  | { readonly kind: 'code'; readonly symbology: string; readonly bytes: Uint8Array }
  /** What had come of a code was thrown away. */
  | { readonly kind: 'broken'; readonly why: 'report-too-short' | 'length-too-great' | 'too-long' | 'incomplete' }

/** The largest QR code holds 2953 bytes (ISO/IEC 18004, version 40-L); twice that is no code any more. */
const MOST_CODE_BYTES = 6_000
/** Reports of one code come within milliseconds of each other. */
const PART_WAIT_MS = 1_500
/** Nobody scans the next code so soon: what comes then is the rest of the last one. */
const REST_WAIT_MS = 200

export interface CodeAssembly {
  /** Takes one report as it was read, at a time in ms; answers with what it finished or broke, none for a part or another report. */
  take(report: Uint8Array, at: number): readonly Assembled[]
}

interface Part {
  readonly symbology: string
  readonly bytes: Uint8Array
  readonly more: boolean
}

/** `]Q1`; a scanner that leaves the bracket out gets it back, one that says nothing gives an empty text. */
function symbologyOf(report: Uint8Array, places: readonly number[]): string {
  const text = places
    .map((place) => String.fromCharCode(report[place] ?? 0))
    .filter((character) => /[\]A-Za-z0-9]/.test(character))
    .join('')
  const bare = text.replace(/^\]/, '')
  return /^[A-Za-z][A-Za-z0-9]$/.test(bare) ? `]${bare}` : ''
}

function readPart(layout: ScannedDataLayout, report: Uint8Array): Part | 'report-too-short' | 'length-too-great' {
  if (report.length < layout.reportBytes) return 'report-too-short'
  const room = report.subarray(layout.dataAt, layout.dataAt + layout.dataBytes)
  let length = layout.lengthAt === undefined ? room.length : (report[layout.lengthAt] ?? 0)
  if (length > room.length) return 'length-too-great'
  if (layout.lengthAt === undefined) while (length > 0 && room[length - 1] === 0) length -= 1
  const { more } = layout
  return {
    symbology: symbologyOf(report, layout.symbologyAt),
    bytes: room.slice(0, length),
    more: more !== undefined && (((report[more.at] ?? 0) >> more.bit) & 1) === 1,
  }
}

/** A scanner set to send the symbology inside the data too has it once, not twice. */
function withoutPrefix(symbology: string, bytes: Uint8Array): { symbology: string; bytes: Uint8Array } {
  const head = String.fromCharCode(...bytes.subarray(0, 3))
  const prefixed = symbology === '' ? /^\][A-Za-z][0-9A-Za-z]$/.test(head) : head === symbology
  return prefixed ? { symbology: head, bytes: bytes.slice(3) } : { symbology, bytes }
}

/** Puts the reports of one scanner together to codes; holds at most one unfinished code, bounded in bytes and time. */
export function codeAssembly(layout: ScannedDataLayout): CodeAssembly {
  let held: { readonly symbology: string; readonly parts: Uint8Array[]; bytes: number; at: number } | undefined
  /** When the last part came of a code that broke: what follows at once is its rest, and the rest of a code is no code. */
  let brokenAt: number | undefined

  return {
    take(report, at) {
      if (layout.reportId !== undefined && report[0] !== layout.reportId) return []
      const outcome: Assembled[] = []
      const broken = (why: Extract<Assembled, { kind: 'broken' }>['why'], more: boolean) => {
        held = undefined
        brokenAt = more ? at : undefined
        outcome.push({ kind: 'broken', why })
      }
      const part = readPart(layout, report)
      if (typeof part === 'string') {
        broken(part, true)
        return outcome
      }
      if (brokenAt !== undefined && at - brokenAt <= REST_WAIT_MS && part.symbology === '') {
        brokenAt = part.more ? at : undefined
        return outcome
      }
      brokenAt = undefined
      // Some scanners name the symbology in the first report alone.
      const other = part.symbology !== '' && part.symbology !== held?.symbology
      if (held && (at - held.at > PART_WAIT_MS || other)) {
        const rest = held.symbology !== '' && part.symbology === ''
        broken('incomplete', rest && part.more)
        if (rest) return outcome
      }
      held ??= { symbology: part.symbology, parts: [], bytes: 0, at }
      held.parts.push(part.bytes)
      held.bytes += part.bytes.length
      held.at = at
      // A part without data counts too: a scanner that says "more" for ever is stopped by the number of its reports.
      if (held.bytes > MOST_CODE_BYTES || held.parts.length > MOST_CODE_BYTES) {
        broken('too-long', part.more)
        return outcome
      }
      if (part.more) return outcome
      const whole = withoutPrefix(held.symbology, Buffer.concat(held.parts))
      held = undefined
      if (whole.bytes.length > 0)
        outcome.push({ kind: 'code', symbology: whole.symbology, bytes: new Uint8Array(whole.bytes) })
      return outcome
    },
  }
}
