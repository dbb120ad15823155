import { describe, expect, test } from 'vitest'
import { type FoundDevices, foundDevices } from '../../../../main/hardware/discovery/found-devices.ts'
import { gatherServices } from '../../../../main/hardware/discovery/gather-services.ts'
import { isNearAddress, ownNetworks } from '../../../../main/hardware/discovery/near-address.ts'
import { printerRecords, scannerRecords } from './dns-packets.ts'

const office = (address: string) => address.startsWith('192.0.2.')
const found = (...records: Parameters<typeof gatherServices>[0][]): FoundDevices =>
  foundDevices(gatherServices(records.flat()).services, office)

describe('what announced itself', () => {
  test('a printer with two ways is one printer, the encrypted way first, with what it says of itself', () => {
    const uuid = 'UUID=F052655F-f95c-3249-7bf6-70aead5b9f5d'
    expect(found(printerRecords('Phòng 2.1', '192.0.2.7', ['note=Tầng 2', uuid, 'Color=F']))).toEqual({
      printers: [
        {
          name: 'Phòng 2.1',
          model: 'Máy in thử',
          place: 'Tầng 2',
          address: '192.0.2.7',
          uris: ['ipps://192.0.2.7/ipp/print', 'ipp://192.0.2.7/ipp/print'],
          pdf: true,
          twoSided: true,
          colour: false,
          uuid: 'f052655f-f95c-3249-7bf6-70aead5b9f5d',
        },
      ],
      scanners: [],
      strays: [],
    })
  })

  test('an address outside of the network it was heard in is never offered, and is told', () => {
    const { printers, strays } = found(printerRecords('Máy lạ', '203.0.113.5'))
    expect(printers).toEqual([])
    expect(strays).toEqual([{ name: 'Máy lạ', address: '203.0.113.5' }])
    const both = found([
      ...printerRecords('Hai nơi', '203.0.113.5'),
      { name: ['may-in', 'local'], type: 'address', address: '192.0.2.9' },
    ])
    expect(both.printers.map((one) => one.address)).toEqual(['192.0.2.9'])
  })

  test.each(['..', 'a/../b', 'a b', 'a?b', 'a#b', '@evil', '//x//y', '%', ''])(
    'a path that is none (%j) makes no printer',
    (path) => {
      const records = printerRecords('A', '192.0.2.7').map((one) =>
        one.type === 'txt' ? { ...one, strings: [Buffer.from(`rp=${path}`)] } : one,
      )
      expect(found(records).printers).toEqual([])
    },
  )

  test('a scanner is taken at the root it names, or at the usual one', () => {
    expect(found(scannerRecords('S', '192.0.2.8')).scanners).toMatchObject([
      { url: 'http://192.0.2.8:8080/eSCL/', feeder: true },
    ])
    expect(found(scannerRecords('S', '192.0.2.8', ['rs=/scan/eSCL/'])).scanners[0]?.url).toBe(
      'http://192.0.2.8:8080/scan/eSCL/',
    )
  })

  test('what did not yet say its place or its texts waits', () => {
    for (const type of ['srv', 'txt', 'address'])
      expect(found(printerRecords('A', '192.0.2.7').filter((one) => one.type !== type))).toEqual({
        printers: [],
        scanners: [],
        strays: [],
      })
  })
})

describe('the networks of this computer', () => {
  const card = (address: string, bits: number, internal = false) => ({
    ...{ address, internal, cidr: `${address}/${bits}`, netmask: '', mac: '', family: 'IPv4' as const },
  })
  const interfaces = { lo: [card('127.0.0.1', 8, true)], eth0: [card('203.0.113.20', 24)], odd: undefined }

  test('each holds what is reached without a router; a training desk knows its own computer alone', () => {
    const [, office] = ownNetworks(interfaces, false)
    expect(['203.0.113.99', '203.0.114.1', '::1', 'x'].map((one) => office?.holds(one))).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect(ownNetworks(interfaces, true).map((one) => one.address)).toEqual(['127.0.0.1'])
  })

  test('near is what is private or in one of them; the public network is not, and no word is', () => {
    const near = (address: string) => isNearAddress(address, ownNetworks(interfaces, false))
    for (const address of [
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.5',
      '127.0.0.1',
      '203.0.113.7',
      'fe80::1',
      'fd00::7',
      '::1',
    ])
      expect([address, near(address)]).toEqual([address, true])
    for (const address of [
      '8.8.8.8',
      '172.32.0.1',
      '203.0.114.1',
      '2001:db8::1',
      '0.0.0.0',
      'may-in',
      '::ffff:8.8.8.8',
    ])
      expect([address, near(address)]).toEqual([address, false])
  })
})
