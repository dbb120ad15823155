import { createSocket } from 'node:dgram'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type DnsRecord, parseDnsMessage } from '../../main/hardware/discovery/dns-message.ts'
import { formatDnsMessage } from '../../main/hardware/discovery/format-dns-message.ts'
import {
  DeviceError,
  findNetworkDevices,
  openDocumentScanners,
  openPaperPrinter,
  readCertificate,
} from '../../main/hardware/index.ts'
import { printerRecords } from '../main/hardware/discovery/dns-packets.ts'
import { newStore } from '../main/new-store.ts'
import { paperJob } from './paper-job.ts'
import { type EsclSimulator, startEsclSimulator } from './start-escl-simulator.ts'
import { type PrinterPeer, startPrinterPeer, whyNoPeers } from './start-ipp-printer.ts'
import { startPrinterSimulator } from './start-printer-simulator.ts'

const why = whyNoPeers()
const run = process.pid.toString(36)
const PRINTER = `Máy in phòng 2.1 ${run}`
const ASTRAY = `Máy in lạ ${run}`
const SCANNER = `Máy quét tầng 2 ${run}`

const search = (ms = 3_000, signal = new AbortController().signal) =>
  findNetworkDevices({ ms, signal, loopbackOnly: true })

describe.skipIf(why !== undefined)('devices that announce themselves through avahi, which is not ours', () => {
  let printer: PrinterPeer
  let scanner: EsclSimulator
  beforeAll(async () => {
    scanner = await startEsclSimulator()
    printer = await startPrinterPeer('a4', {
      announced: {
        name: PRINTER,
        others: [
          {
            name: SCANNER,
            type: '_uscan._tcp',
            port: scanner.port,
            text: ['rs=eSCL', `ty=${SCANNER}`, 'is=platen,adf'],
          },
          { name: ASTRAY, type: '_ipp._tcp', port: 631, text: ['rp=ipp/print'], address: '203.0.113.5' },
        ],
      },
    })
  })
  afterAll(async () => {
    await printer?.stop()
    await scanner?.stop()
  })

  test('a printer is found with its ways and abilities, and prints what it is given until it says completed', async () => {
    const { printers, networks, whole } = await search()
    expect([networks, whole]).toEqual([1, true])
    const found = printers.find((one) => one.name === PRINTER)
    expect(found).toMatchObject({ address: '127.0.0.1', model: 'Peer a4', pdf: true, twoSided: true, colour: true })
    expect(found?.uris.map((uri) => uri.split(':')[0])).toEqual(['ipps', 'ipp'])
    const uri = found?.uris.at(-1) ?? ''
    const desk = openPaperPrinter({ store: newStore().store, address: { kind: 'ipp', uri }, now: Date.now })
    const job = paperJob('found-1')
    // The journal calls only `completed` printed.
    expect((await desk.print(job)).word).toBe('printed')
    expect(printer.printed().at(-1)?.equals(Buffer.from(job.pdf))).toBe(true)
  })

  test('its encrypted way is used with its own certificate once a person has believed it, and with no other', async () => {
    const { printers } = await search()
    const uri = printers.find((one) => one.name === PRINTER)?.uris[0] ?? ''
    const pin = await readCertificate(uri)
    expect(pin).toMatch(/^[0-9a-f]{64}$/)
    const printWith = (address: { uri: string; pin?: string }) =>
      openPaperPrinter({ store: newStore().store, address: { kind: 'ipp', ...address }, now: Date.now }).print(
        paperJob('found-2'),
      )
    const before = printer.printed().length
    for (const address of [{ uri }, { uri, pin: 'a'.repeat(64) }])
      await expect(printWith(address)).rejects.toMatchObject({ failure: 'not-trusted' })
    expect(printer.printed()).toHaveLength(before)
    expect((await printWith({ uri, pin })).word).toBe('printed')
  })

  test('a document scanner is found and scanned from', async () => {
    const found = (await search()).scanners.find((one) => one.name === SCANNER)
    expect(found).toMatchObject({ address: '127.0.0.1', feeder: true, url: scanner.address })
    const place = { driver: 'escl' as const, address: found?.url ?? '', simulated: true }
    const scanners = openDocumentScanners({ places: [place], log: { note: () => undefined } })
    onTestFinished(() => scanners.close())
    const [one] = await scanners.find()
    const request = {
      source: 'feeder',
      resolution: 100,
      colour: 'grey',
      format: 'image/jpeg',
      area: null,
      spread: false,
    }
    let pages = 0
    for await (const { kind } of one?.scan(request as never, new AbortController().signal) ?? [])
      if (kind === 'page') pages += 1
    expect(pages).toBe(3)
  })

  test('one that names an address outside of the network is told as astray and never offered', async () => {
    const { printers, strays } = await search()
    expect(strays).toContainEqual({ name: ASTRAY, address: '203.0.113.5' })
    expect(printers.map((one) => one.name)).not.toContain(ASTRAY)
  })

  test('stopped half-way, it ends at once with what was found', async () => {
    const stop = new AbortController()
    const began = performance.now()
    const looking = findNetworkDevices({
      ms: 20_000,
      loopbackOnly: true,
      signal: stop.signal,
      onProgress: ({ printers }) => {
        if (printers > 0) stop.abort()
      },
    })
    const { printers, whole } = await looking
    expect(whole).toBe(false)
    expect(printers.map((one) => one.name)).toContain(PRINTER)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

describe('a hostile neighbour', () => {
  /** Hears the questions at the common port and answers each as it is told; `from` another port is no responder. */
  async function neighbour(answers: (id: number) => readonly Uint8Array[], port: 'common' | 'other' = 'common') {
    const ear = createSocket({ type: 'udp4', reuseAddr: true })
    const mouth = port === 'common' ? ear : createSocket('udp4')
    await new Promise<void>((resolve) => ear.bind({ port: 5353 }, resolve))
    ear.addMembership('224.0.0.251', '127.0.0.1')
    ear.on('message', (bytes, from) => {
      const asked = parseDnsMessage(bytes)
      // The common port hears everybody; only the searcher's own port is answered.
      if (!asked || asked.response || asked.id === 0 || from.port === 5353) return
      for (const answer of answers(asked.id)) mouth.send(answer, from.port, from.address)
    })
    onTestFinished(() => {
      ear.close()
      if (mouth !== ear) mouth.close()
    })
  }
  const named = (name: string): readonly DnsRecord[] => printerRecords(name, '127.0.0.1')
  const names = async () => (await search(700)).printers.map((one) => one.name)

  test('is heard when it plays by the rules, and not with another question’s answer or from another port', async () => {
    await neighbour((id) => [
      formatDnsMessage({ id, records: named(`Đúng ${run}`) }),
      formatDnsMessage({ id: id ^ 1, records: named(`Sai số ${run}`) }),
    ])
    await neighbour((id) => [formatDnsMessage({ id, records: named(`Sai cổng ${run}`) })], 'other')
    const heard = await names()
    expect(heard).toContain(`Đúng ${run}`)
    expect(heard).not.toContain(`Sai số ${run}`)
    expect(heard).not.toContain(`Sai cổng ${run}`)
  })

  test('that shouts nonsense without end costs nothing but the say of it', async () => {
    const noise = Uint8Array.from({ length: 600 }, (_, i) => i % 251)
    const mouth = createSocket({ type: 'udp4', reuseAddr: true })
    await new Promise<void>((resolve) => mouth.bind({ port: 5353 }, resolve))
    mouth.setMulticastInterface('127.0.0.1')
    // In gusts that the kernel's buffers hold.
    const gusts = setInterval(() => {
      for (let i = 0; i < 60; i++) mouth.send(noise, 5353, '224.0.0.251')
    }, 10)
    onTestFinished(() => {
      clearInterval(gusts)
      mouth.close()
    })
    const before = process.memoryUsage().rss
    const { more } = await search(1_500)
    expect(more).toBe(true)
    expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024)
  })
})

test('our own simulators announce themselves on the loopback, as the search of a training desk hears them', async () => {
  const name = `Máy in tập huấn ${run}`
  const simulator = await startPrinterSimulator(['--announce', name])
  onTestFinished(() => simulator.stop())
  const { printers } = await search(1_500)
  const found = printers.find((one) => one.name === name)
  expect(found).toMatchObject({ uris: [simulator.uri], pdf: true, twoSided: true, place: 'Tập huấn' })
})

test('where nobody listens there is no certificate to show', async () => {
  await expect(readCertificate('ipps://127.0.0.1:1/ipp/print')).rejects.toBeInstanceOf(DeviceError)
})
