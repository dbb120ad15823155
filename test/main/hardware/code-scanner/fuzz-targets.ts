import { decodeCode } from '../../../../main/hardware/code-scanner/decode-code.ts'
import { codeAssembly } from '../../../../main/hardware/code-scanner/drivers/hid-pos/code-assembly.ts'
import { parseReportDescriptor } from '../../../../main/hardware/code-scanner/drivers/hid-pos/report-descriptor.ts'
import {
  findScannedDataLayout,
  USUAL_LAYOUT,
} from '../../../../main/hardware/code-scanner/drivers/hid-pos/scanned-data-layout.ts'
import type { FuzzReading, FuzzTarget } from '../../../fuzz/fuzz-target.ts'
import { posDescriptor, posReports } from './pos-reports.ts'

/** Each takes any bytes; a throw, a hang or a broken bound is a finding. */
export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'HID report descriptor',
    seeds: [posDescriptor],
    run(bytes) {
      let found: FuzzReading = 'refused'
      for (const one of [bytes, mixed(posDescriptor, bytes)]) {
        const reading = parseReportDescriptor(one)
        const layout = reading.ok ? findScannedDataLayout(reading.reports) : undefined
        if (layout && layout.dataAt + layout.dataBytes > layout.reportBytes)
          throw new Error('data outside of the report')
        if (layout) found = 'read'
      }
      return found
    },
  },
  {
    name: 'HID scanned-data reports',
    seeds: [
      Buffer.concat(posReports(new TextEncoder().encode('001090012345|'.repeat(20)))),
      posReports(new Uint8Array([1]), ']Q2')[0] ?? posDescriptor,
    ],
    run(bytes) {
      const assembly = codeAssembly(USUAL_LAYOUT)
      let found: FuzzReading = 'refused'
      let at = 0
      for (let from = 0; from < bytes.length; from += 64) {
        const report = new Uint8Array(64)
        report.set(bytes.subarray(from, from + 64))
        // Mostly ours, so that the parts behind the number are reached.
        if ((report[0] ?? 0) % 8 !== 7) report[0] = 2
        at += (report[62] ?? 0) * 10
        for (const one of assembly.take(report, at))
          if (one.kind === 'code') {
            if (one.bytes.length > 6_000) throw new Error('a code longer than its bound')
            decodeCode(one.bytes, one.symbology)
            found = 'read'
          }
      }
      return found
    },
  },
]

/** A true descriptor in which some bytes are others: place and value in turn. */
function mixed(good: Uint8Array, bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(good)
  for (let i = 0; i + 1 < Math.min(bytes.length, 8); i += 2) changed[(bytes[i] ?? 0) % good.length] = bytes[i + 1] ?? 0
  return changed
}
