import type { SetUpView } from '../../../preload/contract/device-set-up.ts'
import type { ReplyOf } from '../../../preload/contract/index.ts'

const pin = '3f1c0a9be27d4458a1b6c90dd2e84f7735ab11c6e0f29d8846be73a2c5d01f9e'

const view = (mayChoose: boolean): SetUpView => ({
  mayChoose,
  printers: {
    forms: { label: 'Máy in phòng tiếp dân', address: 'ipp://192.168.1.20/ipp/print', origin: 'chosen' },
    blanks: { label: 'Máy in phòng tiếp dân', address: 'ipp://192.168.1.20/ipp/print', origin: 'as-forms' },
  },
  scanners: [
    {
      id: 'escl:http://192.168.1.30/eSCL/',
      label: 'Máy quét tầng 1',
      address: 'http://192.168.1.30/eSCL/',
      simulated: false,
      removable: true,
      trouble: null,
    },
    {
      id: 'sane:fujitsu:fi-7160:1',
      label: '',
      address: 'fujitsu:fi-7160:1',
      simulated: false,
      removable: false,
      trouble: 'unreachable',
    },
  ],
})

const found: ReplyOf<'set-up.search'> = {
  printers: [
    {
      name: 'Máy in phòng tiếp dân',
      model: 'Brother HL-L5210DN',
      place: 'Tầng 1, phòng 103',
      address: '192.168.1.20',
      uris: ['ipps://192.168.1.20/ipp/print', 'ipp://192.168.1.20/ipp/print'],
      ...{ pdf: true, twoSided: true, colour: false },
    },
    {
      name: 'Máy in phôi',
      model: 'OKI B432',
      place: '',
      address: '192.168.1.21',
      uris: ['ipp://192.168.1.21/ipp/print'],
      ...{ pdf: false, twoSided: false, colour: false },
    },
  ],
  scanners: [
    {
      name: 'Máy quét tầng 2',
      place: 'Phòng hộ tịch',
      address: '192.168.1.31',
      url: 'http://192.168.1.31/eSCL/',
      feeder: true,
    },
  ],
  strays: [{ name: 'Printer-Free-WiFi', address: '203.0.113.5', near: false }],
  ...{ networks: 2, whole: true, more: false },
}
const nothing: ReplyOf<'set-up.search'> = { ...found, printers: [], scanners: [], strays: [] }

/** Answers of the page that chooses devices: an office with two printers, one certificate nobody knows, one device astray. */
export function setUpAnswer(
  name: string,
  request: Record<string, unknown>,
  mayChoose: boolean,
  empty: boolean,
): unknown {
  const printer = request.printer as { address?: string; pin?: string } | undefined
  switch (name) {
    case 'printing.find-queues':
      return empty ? { failure: 'printer-unreachable' } : { queues: [{ queue: 'Canon-LBP2900', description: 'USB' }] }
    case 'set-up.search':
      return empty ? nothing : found
    case 'set-up.stop-search':
      return {}
    case 'set-up.choose-printer':
      if (printer?.address === 'khong phai') return { failure: 'not-an-address' }
      if (printer?.address?.startsWith('ipps:') && printer.pin === undefined)
        return { failure: 'printer-certificate-unknown', detail: { pin } }
      return printer?.address?.includes('192.168.1.21') ? { failure: 'printer-not-supported' } : view(mayChoose)
    default:
      return view(mayChoose)
  }
}
