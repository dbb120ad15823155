import type { PlainDate } from '../../calendar/plain-date.ts'
import { ChipFault } from '../chip/chip-fault.ts'
import { childrenOf, expectTag, readWholeTlv } from '../chip/tlv.ts'
import { type MrzReading, parseMrz } from '../mrz.ts'
import { findTwoLineZone, type TwoLineZone } from '../two-line-zone.ts'

/** DG1: the zone the card prints, in its three sizes. ICAO 9303-10 4.7.1. */
export type ChipMrz =
  | { readonly format: 'TD1'; readonly lines: readonly string[]; readonly mrz: MrzReading }
  | { readonly format: 'TD2' | 'TD3'; readonly lines: readonly string[]; readonly mrz: TwoLineZone }

const SIZES = [
  { format: 'TD1', rows: 3, length: 30 },
  { format: 'TD2', rows: 2, length: 36 },
  { format: 'TD3', rows: 2, length: 44 },
] as const

/**
 * @param readOn day of reading: decides the century of births
 * @throws {ChipFault} `malformed`: no zone of these sizes, or other characters. A zone whose fields do not agree is in the result
 */
export function readChipMrz(bytes: Uint8Array, readOn: PlainDate): ChipMrz {
  const where = 'DG1'
  const [object] = childrenOf(readWholeTlv(bytes, 0x61, where), where)
  const { value, valueOffset } = expectTag(object, 0x5f1f, where)
  const size = SIZES.find((one) => one.rows * one.length === value.length)
  if (size === undefined)
    throw new ChipFault('malformed', where, `a zone of ${value.length} characters`, { offset: valueOffset })
  const text = String.fromCharCode(...value)
  const strange = /[^A-Z0-9<]/.exec(text)
  if (strange !== null)
    throw new ChipFault('malformed', where, 'a character no zone has', { offset: valueOffset + strange.index })
  const lines = Array.from({ length: size.rows }, (_, i) => text.slice(i * size.length, (i + 1) * size.length))
  // What the issuer signed is taken as it stands: nobody has misread it.
  if (size.format === 'TD1') return { format: 'TD1', lines, mrz: parseMrz(lines.join('\n'), readOn, 'signed') }
  const mrz = findTwoLineZone(lines, readOn)
  if (mrz === undefined) throw new ChipFault('malformed', where, 'no zone of two lines', { offset: valueOffset })
  return { format: size.format, lines, mrz }
}
