import { expect, test } from 'vitest'
import { posDescriptor, posReports } from '../main/hardware/code-scanner/pos-reports.ts'
import { getGuestKernel, whyNoGuest } from './hid-kernel/guest-kernel.ts'
import { runGuest } from './hid-kernel/run-guest.ts'

// The kernel's own hidraw between a scanner and the driver: a guest under QEMU makes HID devices through /dev/uhid and runs the way to
// code scanners, host process and node-hid included, as it ships.

const CARD = '001090012345|012345678|Nguyễn Văn Ân|15031990|Nam|12 Hàng Bông, Hàng Gai, Hoàn Kiếm, Hà Nội|20042021'
/** A keyboard of eight bytes (HID 1.11, appendix B): no business of a code scanner's driver. */
const KEYBOARD =
  '05010906a101050719e029e71500250175019508810295017508810195057501050819012905910295017503910195067508150025650507190029658100c0'
/** Measured: 38 to 48 s with eight at work on two processors, 162 s with thirty-six. */
const GUEST_SECONDS = 240
/** An emulated processor is ten to thirty times slower. */
const HANG_MS = 120_000

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const scan = (text: string, symbology?: string) =>
  posReports(new TextEncoder().encode(text), symbology).map((report) => `report scanner ${hex(report)}`)

interface Said {
  readonly guest?: string
  readonly code?: string | number
  readonly symbology?: string
  readonly devices?: readonly {
    readonly name: string
    readonly serialNumber: string
    readonly trouble: string | null
  }[]
  readonly note?: string
  readonly why?: string
}

const kernel = whyNoGuest() === undefined ? getGuestKernel() : { why: whyNoGuest() ?? '' }
const why = 'why' in kernel ? kernel.why : undefined
if (why !== undefined) process.stderr.write(`skipped: code scanner behind a kernel of its own; ${why}\n`)

test.skipIf(why !== undefined)(
  'codes come through the kernel’s hidraw letter for letter, after the scanner was pulled out too, and a keyboard is left alone',
  async () => {
    if ('why' in kernel) throw new Error(kernel.why)
    const [half] = posReports(new TextEncoder().encode('x'.repeat(100)))
    const plug = `plug scanner 0c0d ${hex(posDescriptor)}`
    const said = await runGuest<Said>(kernel, {
      steps: [
        `plug keyboard 0b0e ${KEYBOARD}`,
        ...[plug, 'opened scanner', ...scan(CARD), 'wait 500', 'unplug scanner', 'wait 4000'],
        ...[plug, 'opened scanner', `report scanner ${hex(half ?? new Uint8Array())}`, ...scan('TICKET-0042', ']C0')],
        ...scan('ba'),
      ],
      hear: ['3', '0', String(GUEST_SECONDS), String(HANG_MS)],
      seconds: GUEST_SECONDS,
    })
    expect(said.at(-1)).toEqual({ guest: 'ended', code: 0 })
    const codes = said.filter((one) => one.symbology !== undefined)
    expect(codes.map((one) => [one.code, one.symbology])).toEqual([
      [CARD, ']Q1'],
      ['TICKET-0042', ']C0'],
      ['ba', ']Q1'],
    ])
    const devices = said.flatMap((one) => (one.devices ? [one.devices] : []))
    expect(devices.map((all) => all.length)).toEqual([0, 1, 0, 1])
    expect(devices.at(-1)).toEqual([
      expect.objectContaining({ name: 'scanner', serialNumber: 'SN-0c0d', trouble: null }),
    ])
    expect(said.flatMap((one) => (one.note === 'code-broken' ? [one.why] : []))).toEqual(['incomplete'])
  },
  (GUEST_SECONDS + 60) * 1_000,
)
