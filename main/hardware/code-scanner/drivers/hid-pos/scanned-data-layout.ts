import type { InputField, InputReports } from './report-descriptor.ts'

/** Where a scanned-data report keeps what; byte places count from the start of what is read, the report's number included. */
export interface ScannedDataLayout {
  /** The number a report of ours begins with; undefined where reports carry none. */
  readonly reportId: number | undefined
  /** Bytes of a whole report. */
  readonly reportBytes: number
  /** Place of the data's length; undefined: the data end before the NULs. */
  readonly lengthAt: number | undefined
  /** Places of the AIM symbology identifier's characters. */
  readonly symbologyAt: readonly number[]
  readonly dataAt: number
  readonly dataBytes: number
  /** The bit that says the code goes on in the next report. */
  readonly more: { readonly at: number; readonly bit: number } | undefined
}

/** HID Point of Sale Usage Tables 1.02, page 0x8C. */
export const BAR_CODE_SCANNER_PAGE = 0x8c
const usage = (id: number) => BAR_CODE_SCANNER_PAGE * 0x10000 + id
const SYMBOLOGY = [usage(0xfb), usage(0xfc), usage(0xfd)]
const DECODED_DATA = usage(0xfe)
const DATA_CONTINUED = usage(0xff)
/** Generic Desktop, Byte Count: the length of buffered bytes. */
const BYTE_COUNT = 0x1003b

/**
 * The report most makers send (number 2, length, three characters of symbology, 56 bytes, further symbology, reserved, continued):
 * used where the system shows no descriptor (Windows).
 */
export const USUAL_LAYOUT: ScannedDataLayout = {
  reportId: 2,
  reportBytes: 64,
  lengthAt: 1,
  symbologyAt: [2, 3, 4],
  dataAt: 5,
  dataBytes: 56,
  more: { at: 63, bit: 0 },
}

const isScanner = (field: InputField) => field.application >>> 16 === BAR_CODE_SCANNER_PAGE
const usageOf = (field: InputField, element: number) => field.usages[Math.min(element, field.usages.length - 1)]

/**
 * The report of a scanner that carries decoded data. `undefined`: no bar code scanner, or data that do not lie on whole bytes,
 * which no HID POS scanner does.
 */
export function findScannedDataLayout(reports: InputReports): ScannedDataLayout | undefined {
  const head = reports.numbered ? 8 : 0
  const carrier = reports.fields.find(
    (field) => isScanner(field) && !field.constant && field.usages.includes(DECODED_DATA),
  )
  if (!carrier) return undefined
  const own = reports.fields.filter((field) => field.reportId === carrier.reportId)
  let lengthAt: number | undefined
  let more: ScannedDataLayout['more']
  let dataAt: number | undefined
  let dataBytes = 0
  const symbologyAt: number[] = []
  let end = 0
  for (const field of own) {
    end = Math.max(end, head + field.offset + field.bits * field.count)
    if (field.constant || !field.variable) continue
    for (let element = 0; element < field.count; element++) {
      const bit = head + field.offset + element * field.bits
      const what = usageOf(field, element)
      const whole = field.bits === 8 && bit % 8 === 0
      if (what === DATA_CONTINUED) more ??= { at: bit >> 3, bit: bit & 7 }
      else if (what === DECODED_DATA) {
        if (!whole) return undefined
        dataAt ??= bit >> 3
        // Data lie in one run; a second one belongs to something we do not know.
        if (bit >> 3 === dataAt + dataBytes) dataBytes += 1
      } else if (!whole) continue
      else if (what === BYTE_COUNT) lengthAt ??= bit >> 3
      else if (what !== undefined && SYMBOLOGY.includes(what) && symbologyAt.length < 3) symbologyAt.push(bit >> 3)
    }
  }
  if (dataAt === undefined) return undefined
  return {
    reportId: reports.numbered ? carrier.reportId : undefined,
    reportBytes: (end + 7) >> 3,
    lengthAt,
    symbologyAt,
    dataAt,
    dataBytes,
    more,
  }
}
