import { readFile } from 'node:fs/promises'
import path from 'node:path'
import HID from 'node-hid'
import { codeAssembly } from './code-assembly.ts'
import type { FromWatch } from './host-words.ts'
import { parseReportDescriptor } from './report-descriptor.ts'
import {
  BAR_CODE_SCANNER_PAGE,
  findScannedDataLayout,
  type ScannedDataLayout,
  USUAL_LAYOUT,
} from './scanned-data-layout.ts'

const LOOK_EVERY_MS = 1_000
const MOST_DEVICES = 16

type Device = Extract<FromWatch, { kind: 'devices' }>['devices'][number]
interface Held {
  device: Device
  close(): Promise<void>
}

/** Linux shows the descriptor beside the device; elsewhere there is none to be had and makers' usual report is taken. */
async function layoutOf(devicePath: string): Promise<ScannedDataLayout | undefined> {
  if (process.platform !== 'linux') return USUAL_LAYOUT
  const file = path.join('/sys/class/hidraw', path.basename(devicePath), 'device', 'report_descriptor')
  const descriptor = await readFile(file).catch(() => undefined)
  if (!descriptor) return USUAL_LAYOUT
  const reading = parseReportDescriptor(new Uint8Array(descriptor))
  return reading.ok ? findScannedDataLayout(reading.reports) : undefined
}

/** A device names itself: what is no printable text of a sensible length does not go further. */
const said = (text: string | undefined, most: number) =>
  (text ?? '')
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, most)

function describe(found: HID.Device): Device {
  const name = `${said(found.manufacturer, 50)} ${said(found.product, 60)}`.trim()
  return { id: `hid:${found.path}`.slice(0, 200), name, serialNumber: said(found.serialNumber, 80), trouble: null }
}

async function open(found: HID.Device, tell: (said: FromWatch) => void, onGone: () => void): Promise<Held> {
  const device = describe(found)
  const idle = async () => undefined
  const layout = await layoutOf(found.path ?? '')
  if (!layout) return { device: { ...device, trouble: 'unsupported' }, close: idle }
  let hid: HID.HIDAsync
  try {
    hid = await HID.HIDAsync.open(found.path ?? '')
  } catch {
    // hidapi says only "could not open": held by another program, or this account may not.
    return { device: { ...device, trouble: 'no-access' }, close: idle }
  }
  const assembly = codeAssembly(layout)
  hid.on('data', (report: Buffer) => {
    for (const one of assembly.take(new Uint8Array(report), performance.now())) {
      if (one.kind === 'broken') tell({ kind: 'broken', device: device.id, why: one.why })
      else tell({ kind: 'code', device: device.id, symbology: one.symbology, bytes: new Uint8Array(one.bytes) })
    }
  })
  hid.on('error', onGone)
  return { device, close: () => hid.close() }
}

/** Watches the HID POS scanners of this machine until the signal: they come, go and scan, and `tell` hears of it. */
export async function watchScanners(signal: AbortSignal, tell: (said: FromWatch) => void): Promise<void> {
  if (process.platform === 'linux') HID.setDriverType('hidraw')
  const held = new Map<string, Held>()
  let told = ''

  async function drop(id: string): Promise<void> {
    const one = held.get(id)
    held.delete(id)
    // It has been pulled out, mostly: a close that fails has nothing left to close.
    await one?.close().catch(() => undefined)
  }

  async function look(): Promise<void> {
    const all = await HID.devicesAsync()
    const found = new Map<string, HID.Device>()
    for (const one of all)
      if (one.usagePage === BAR_CODE_SCANNER_PAGE && one.path && found.size < MOST_DEVICES) found.set(one.path, one)
    for (const id of [...held.keys()]) if (!found.has(id)) await drop(id)
    for (const [id, one] of found) {
      const known = held.get(id)
      // Access may come later (a rule of the system, another program that lets go): asked for again at every look.
      if (known && known.device.trouble !== 'no-access') continue
      held.set(id, await open(one, tell, () => void drop(id)))
    }
    const devices = [...held.values()].map((one) => one.device)
    const now = JSON.stringify(devices)
    if (now !== told) tell({ kind: 'devices', devices })
    told = now
  }

  tell({ kind: 'devices', devices: [] })
  while (!signal.aborted) {
    await look()
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS)
      signal.addEventListener(
        'abort',
        () => {
          clearTimeout(timer)
          resolve()
        },
        { once: true },
      )
    })
  }
  for (const id of [...held.keys()]) await drop(id)
}
