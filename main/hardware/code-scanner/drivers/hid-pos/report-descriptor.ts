/** One main item of an input report: `count` elements of `bits` bits from `offset`, in bits behind the report's number. */
export interface InputField {
  /** 0 where the device numbers no reports. */
  readonly reportId: number
  readonly offset: number
  readonly bits: number
  readonly count: number
  readonly constant: boolean
  readonly variable: boolean
  /** Page and usage as one number (page × 65536 + usage), in order; the last one stands for all elements left. */
  readonly usages: readonly number[]
  /** Usage of the application collection around it. */
  readonly application: number
}

export interface InputReports {
  /** Reports carry their number as the first byte. */
  readonly numbered: boolean
  readonly fields: readonly InputField[]
}

export type DescriptorFailure =
  | 'too-long'
  | 'truncated'
  | 'too-many-items'
  | 'too-deep'
  | 'unbalanced'
  | 'report-too-big'
export type DescriptorReading =
  | { readonly ok: true; readonly reports: InputReports }
  | { readonly ok: false; readonly failure: DescriptorFailure; readonly at: number }

/** Linux takes no longer one either (HID_MAX_DESCRIPTOR_SIZE). */
export const MOST_DESCRIPTOR_BYTES = 4096
const MOST_FIELDS = 512
const MOST_DEPTH = 16
const MOST_USAGES = 256
const MOST_REPORT_BITS = 8 * 4096

interface Global {
  readonly page: number
  readonly bits: number
  readonly count: number
  readonly reportId: number
}
interface Local {
  usages: number[]
  from: number | undefined
}

/** Value of an item's data, little endian, unsigned. */
function readValue(bytes: Uint8Array, at: number, size: number): number {
  let value = 0
  for (let i = size - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0)
  return value
}

/** A usage of four bytes brings its own page (HID 1.11, 6.2.2.8). */
const fullUsage = (page: number, value: number, size: number) => (size === 4 ? value : page * 0x10000 + value)

function takeLocal(tag: number, local: Local, page: number, value: number, size: number): boolean {
  if (tag === 0) local.usages.push(fullUsage(page, value, size))
  if (tag === 1) local.from = fullUsage(page, value, size)
  if (tag === 2 && local.from !== undefined) {
    const to = fullUsage(page, value, size)
    if (to - local.from >= MOST_USAGES) return false
    for (let usage = local.from; usage <= to; usage++) local.usages.push(usage)
    local.from = undefined
  }
  return local.usages.length <= MOST_USAGES
}

/**
 * Reads the input reports of a HID report descriptor (HID 1.11, 6.2.2; at most 4096 bytes). Never throws, never loops longer than
 * the descriptor is; output and feature reports are passed over.
 */
export function parseReportDescriptor(bytes: Uint8Array): DescriptorReading {
  const refuse = (failure: DescriptorFailure, at: number): DescriptorReading => ({ ok: false, failure, at })
  if (bytes.length > MOST_DESCRIPTOR_BYTES) return refuse('too-long', MOST_DESCRIPTOR_BYTES)
  let global: Global = { page: 0, bits: 0, count: 0, reportId: 0 }
  const saved: Global[] = []
  const collections: { readonly application: boolean; readonly usage: number }[] = []
  const ends = new Map<number, number>()
  const fields: InputField[] = []
  let local: Local = { usages: [], from: undefined }
  let numbered = false
  let at = 0
  while (at < bytes.length) {
    const start = at
    const prefix = bytes[at] ?? 0
    at += 1
    if (prefix === 0xfe) {
      // Long item: its size, its tag, then data nobody has defined yet.
      if (at + 1 >= bytes.length) return refuse('truncated', start)
      at += 2 + (bytes[at] ?? 0)
      if (at > bytes.length) return refuse('truncated', start)
      continue
    }
    const size = [0, 1, 2, 4][prefix & 3] ?? 0
    if (at + size > bytes.length) return refuse('truncated', start)
    const value = readValue(bytes, at, size)
    at += size
    const tag = prefix >> 4
    const type = (prefix >> 2) & 3
    if (type === 1) {
      if (tag === 0) global = { ...global, page: value & 0xffff }
      else if (tag === 7) global = { ...global, bits: value }
      else if (tag === 9) global = { ...global, count: value }
      else if (tag === 8) {
        numbered = true
        global = { ...global, reportId: value & 0xff }
      } else if (tag === 10) {
        if (saved.length >= MOST_DEPTH) return refuse('too-deep', start)
        saved.push(global)
      } else if (tag === 11) {
        const back = saved.pop()
        if (!back) return refuse('unbalanced', start)
        global = back
      }
      continue
    }
    if (type === 2) {
      if (!takeLocal(tag, local, global.page, value, size)) return refuse('too-many-items', start)
      continue
    }
    if (type !== 0) continue
    if (tag === 10) {
      if (collections.length >= MOST_DEPTH) return refuse('too-deep', start)
      collections.push({ application: value === 1, usage: local.usages[0] ?? 0 })
    } else if (tag === 12) {
      if (!collections.pop()) return refuse('unbalanced', start)
    } else if (tag === 8) {
      const offset = ends.get(global.reportId) ?? 0
      const end = offset + global.bits * global.count
      // Elements of no bits would cost no room and be without number.
      if (!(end <= MOST_REPORT_BITS) || global.count > MOST_REPORT_BITS) return refuse('report-too-big', start)
      if (fields.length >= MOST_FIELDS) return refuse('too-many-items', start)
      ends.set(global.reportId, end)
      fields.push({
        reportId: global.reportId,
        offset,
        bits: global.bits,
        count: global.count,
        constant: (value & 1) === 1,
        variable: (value & 2) === 2,
        usages: local.usages,
        application: collections.findLast((one) => one.application)?.usage ?? 0,
      })
    }
    local = { usages: [], from: undefined }
  }
  return collections.length > 0 ? refuse('unbalanced', at) : { ok: true, reports: { numbered, fields } }
}
