import { plainDate } from '../../../../domain/calendar/plain-date.ts'
import { parseCardQr } from '../../../../domain/travel-document/card-qr.ts'
import { parseMrz } from '../../../../domain/travel-document/mrz.ts'
import type { FuzzTarget } from '../../../fuzz/fuzz-target.ts'

const encode = (text: string) => new TextEncoder().encode(text)
/** Scanners send UTF-8; what is none reaches the parser as Windows-1252 or with replacement marks. */
const decode = (bytes: Uint8Array) => new TextDecoder(bytes.length % 2 === 0 ? 'utf-8' : 'windows-1252').decode(bytes)
const readOn = plainDate('2026-11-26')

export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'QR code of a card',
    seeds: [
      encode('001090012345|012345678|Nguyễn Văn An|15031990|Nam|Số 1 Hàng Bài, Hoàn Kiếm, Hà Nội|20042021'),
      encode('001090012345||Nguyễn Văn An|15031990|Nam|Hoàn Kiếm, Hà Nội|20042024||Nguyễn Văn Ba|Trần Thị Tư|'),
      encode('GD4010123456789'),
      encode('0101234567'),
    ],
    run(bytes) {
      const reading = parseCardQr(decode(bytes))
      // The code of an insurance card is known for what it is.
      return reading.ok || reading.failure === 'insurance-card' ? 'read' : 'refused'
    },
  },
  {
    name: 'machine-readable zone',
    seeds: [
      encode('IDVNM0900123450001090012345<<1\n9003152M3003150VNM<<<<<<<<<<<2\nNGUYEN<<VAN<AN<<<<<<<<<<<<<<<<'),
      encode('I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<'),
    ],
    run: (bytes) => (parseMrz(decode(bytes), readOn).ok ? 'read' : 'refused'),
  },
]
