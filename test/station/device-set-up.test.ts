import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { FoundPrinter, FoundScanner, SetUpView } from '../../preload/contract/device-set-up.ts'
import type { PrinterView } from '../../preload/contract/printing.ts'
import { type EsclSimulator, startEsclSimulator } from '../device/start-escl-simulator.ts'
import { type PrinterPeer, startPrinterPeer, whyNoPeers } from '../device/start-ipp-printer.ts'
import { startPrinterSimulator } from '../device/start-printer-simulator.ts'
import { type OfflineStation, startOfflineStation } from './offline-station.ts'

let station: OfflineStation
let scanner: EsclSimulator
beforeAll(async () => {
  scanner = await startEsclSimulator()
  station = await startOfflineStation()
  await station.signIn('minh')
})
afterAll(async () => {
  await station?.stop()
  await scanner?.stop()
})
/** Each test begins with a desk on which nobody has chosen anything. */
beforeEach(async () => {
  const signedIn = (await station.get<{ signedIn: { account: string } | null }>('session.state')).signedIn
  if (signedIn?.account !== 'minh') await station.signIn('minh')
  for (const use of ['blanks', 'forms']) await station.get('set-up.choose-printer', { use, printer: { kind: 'usual' } })
})

const typed = (address: string, use: 'forms' | 'blanks' = 'forms') =>
  station.ask('set-up.choose-printer', { use, printer: { kind: 'address', address, label: '' } })
const view = () => station.get<SetUpView>('set-up.view')
let tickets = 0
const testPage = (use: 'forms' | 'blanks' = 'forms') =>
  station.ask('printing.print-page', { page: 'test', requestId: `page-${tickets++}`, use })

/** Something that answers, and is no printer and no scanner. */
async function somethingElse(): Promise<string> {
  const server = createServer((_request, response) => response.end('<html>Xin chào</html>'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const why = whyNoPeers()
describe.skipIf(why !== undefined)('with a printer that is not ours on the network', () => {
  const name = `Máy in phòng 103 ${process.pid}`
  let peer: PrinterPeer
  beforeAll(async () => {
    const others = [{ name: `Máy quét ${process.pid}`, type: '_uscan._tcp', port: scanner.port, text: ['rs=eSCL'] }]
    peer = await startPrinterPeer('a4', { announced: { name, others } })
  })
  afterAll(() => peer?.stop())

  test('the technician searches, believes its certificate, prints on it, and goes back to the usual one', async () => {
    const { printers } = await station.get<{ printers: FoundPrinter[] }>('set-up.search', { searchId: 'one' })
    const found = printers.find((one) => one.name === name)
    const [address = ''] = found?.uris ?? []
    expect(address).toMatch(/^ipps:/)
    const refused = await typed(address)
    expect(refused).toMatchObject({ ok: false, failure: 'printer-certificate-unknown' })
    const pin = refused.detail?.pin
    const printer = { kind: 'address', address, label: name, pin }
    const chosen = await station.get<SetUpView>('set-up.choose-printer', { use: 'forms', printer })
    expect(chosen.printers).toEqual({
      forms: { label: name, address, origin: 'chosen' },
      blanks: { label: name, address, origin: 'as-forms' },
    })
    const before = peer.printed().length
    expect(await testPage()).toMatchObject({ ok: true, value: { id: address, name: 'Peer a4', state: 'ready' } })
    expect(peer.printed()).toHaveLength(before + 1)
    await station.get('set-up.choose-printer', { use: 'forms', printer: { kind: 'usual' } })
    expect((await view()).printers.forms.origin).toBe('station-file')
    await testPage()
    expect(peer.printed()).toHaveLength(before + 1)
  })

  test('a scanner that announced itself is added, offered first, and taken away again', async () => {
    const { scanners } = await station.get<{ scanners: FoundScanner[] }>('set-up.search', { searchId: 'two' })
    const url = scanners.find((one) => one.url === scanner.address)?.url ?? ''
    const added = await station.get<SetUpView>('set-up.add-scanner', { address: url, label: 'Máy quét' })
    expect(added.scanners).toMatchObject([{ address: url, simulated: true, removable: true, trouble: null }])
    await station.signIn('lan')
    const choices = await station.get<{ scanners: { id: string }[] }>('application.document-scanners')
    expect(choices.scanners.map((one) => one.id)).toEqual([`escl:${url}`])
    await station.signIn('minh')
    await station.get('set-up.remove-scanner', { id: `escl:${url}` })
    expect((await view()).scanners).toEqual([])
    expect(await station.ask('set-up.remove-scanner', { id: `escl:${url}` })).toMatchObject({
      failure: 'no-such-scanner',
    })
  })

  test('a search that is stopped ends with what it has, and a second search stops the first', async () => {
    const began = performance.now()
    const [first, second] = [
      station.get<{ whole: boolean }>('set-up.search', { searchId: 'a' }),
      station.get<{ whole: boolean }>('set-up.search', { searchId: 'b' }),
    ]
    expect((await first).whole).toBe(false)
    await station.get('set-up.stop-search', { searchId: 'another' })
    await station.get('set-up.stop-search', { searchId: 'b' })
    expect((await second).whole).toBe(false)
    expect(performance.now() - began).toBeLessThan(4_000)
  })
})

describe('a printer that cannot be chosen is refused in its own words, and nothing changes', () => {
  test.each([
    ['not-an-address', 'http://127.0.0.1/ipp/print'],
    ['not-an-address', 'máy in tầng 2'],
    ['not-an-address', 'ipp://lan:mat-khau@127.0.0.1/ipp/print'],
    ['outside-network', 'ipp://203.0.113.5/ipp/print'],
    ['outside-network', '8.8.8.8'],
    ['printer-unreachable', '127.0.0.1:1'],
    ['printer-unreachable', 'ipps://127.0.0.1:1/'],
    ['printer-unreachable', 'khong-co.invalid'],
  ])('%s: %s', async (failure, address) => {
    expect(await typed(address)).toMatchObject({ ok: false, failure })
    expect((await view()).printers.forms.origin).toBe('station-file')
  })

  test('something else at that address is no printer and no scanner', async () => {
    const address = await somethingElse()
    expect(await typed(address)).toMatchObject({ failure: 'not-a-printer' })
    const added = await station.ask('set-up.add-scanner', { address, label: '' })
    expect(added).toMatchObject({ failure: 'not-a-scanner' })
  })

  test('one that takes no A4 is not supported; one that is out of paper is chosen and says so', async () => {
    const [cards, papers] = [await startPrinterSimulator(['--card']), await startPrinterSimulator()]
    onTestFinished(() => Promise.all([cards.stop(), papers.stop()]).then(() => undefined))
    expect(await typed(cards.uri)).toMatchObject({ failure: 'printer-not-supported' })
    await papers.order({ troubles: ['media-empty-error'] })
    expect((await typed(papers.uri)).ok).toBe(true)
    const said = await station.get<PrinterView>('printing.printer')
    expect(said.reasons).toEqual(['out-of-paper'])
    await papers.stop()
    expect((await station.get<PrinterView>('printing.printer')).state).toBe('unreachable')
  })

  test('no scanner answers there, and a queue whose name is none', async () => {
    const nobody = await station.ask('set-up.add-scanner', { address: '127.0.0.1:1', label: '' })
    expect(nobody).toMatchObject({ failure: 'scanner-unreachable' })
    const printer = { kind: 'queue', queue: '../etc', label: '' }
    expect(await station.ask('set-up.choose-printer', { use: 'forms', printer })).toMatchObject({
      failure: 'not-an-address',
    })
  })
})

test('blanks have a printer and an offset of their own; papers stay where they were', async () => {
  const [papers, blanks] = [await startPrinterSimulator(), await startPrinterSimulator()]
  onTestFinished(() => Promise.all([papers.stop(), blanks.stop()]).then(() => undefined))
  await typed(papers.uri)
  await typed(blanks.uri, 'blanks')
  const chosen = await view()
  expect([chosen.printers.forms.address, chosen.printers.blanks.address]).toEqual([papers.uri, blanks.uri])
  await station.get('printing.set-offset', { rightMm: 2, downMm: -1, use: 'blanks' })
  const offsets = await Promise.all(
    (['forms', 'blanks'] as const).map((use) => station.get<PrinterView>('printing.printer', { use })),
  )
  expect(offsets.map((one) => one.offset)).toEqual([
    { rightMm: 0, downMm: 0 },
    { rightMm: 2, downMm: -1 },
  ])
  expect((await testPage('blanks')).ok).toBe(true)
  expect([papers.printed().length, blanks.printed().length]).toEqual([0, 1])
  const rows = await station.get<{ devices: { id: string; kind: string }[] }>('device.list')
  expect(rows.devices.filter((one) => one.kind === 'printer').map((one) => one.id)).toEqual([
    'printer:paper',
    'printer:blanks',
  ])
})

test('only the technician chooses; everybody sees what is in use', async () => {
  await station.signIn('lan')
  expect((await view()).mayChoose).toBe(false)
  expect(await typed('127.0.0.1:1')).toMatchObject({ failure: 'not-permitted' })
  expect(await station.ask('set-up.search', { searchId: 'x' })).toMatchObject({ failure: 'not-permitted' })
  expect(await station.ask('set-up.add-scanner', { address: '127.0.0.1', label: '' })).toMatchObject({
    failure: 'not-permitted',
  })
})
