import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type DnsRecord,
  MOST_DNS_BYTES,
  nameKey,
  parseDnsMessage,
} from '../../../../main/hardware/discovery/dns-message.ts'
import { formatDnsMessage } from '../../../../main/hardware/discovery/format-dns-message.ts'
import { gatherServices, MOST_SERVICES, readServiceText } from '../../../../main/hardware/discovery/gather-services.ts'
import { answer, compressedAnswer, printerRecords } from './dns-packets.ts'
import { fuzzTargets } from './fuzz-targets.ts'

const label = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 14 })
  .filter((text) => Buffer.byteLength(text) <= 63 && text.isWellFormed())
const name = fc.array(label, { minLength: 1, maxLength: 3 })
const address = fc.oneof(
  fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }).map((parts) => parts.join('.')),
  fc
    .array(fc.nat(0xffff), { minLength: 8, maxLength: 8 })
    .map((parts) => parts.map((one) => one.toString(16)).join(':')),
)
const record: fc.Arbitrary<DnsRecord> = fc.oneof(
  fc.record({ name, type: fc.constant('ptr' as const), target: name }),
  fc.record({ name, type: fc.constant('srv' as const), target: name, port: fc.nat(0xffff) }),
  fc.record({
    name,
    type: fc.constant('txt' as const),
    strings: fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 4 }),
  }),
  fc.record({ name, type: fc.constant('address' as const), address }),
)

describe('a message of multicast DNS', () => {
  test('comes back as it was written, whatever names, texts and addresses are in it', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 8 }), fc.nat(0xffff), (records, id) => {
        expect(parseDnsMessage(formatDnsMessage({ id, records }))).toEqual({
          id,
          response: true,
          questions: [],
          records,
        })
      }),
      { seed: 5, numRuns: 400 },
    )
  })

  test('names that point back to earlier ones are read', () => {
    expect(parseDnsMessage(compressedAnswer())?.records).toEqual([
      { name: ['_ipp', '_tcp', 'local'], type: 'ptr', target: ['Máy', '_ipp', '_tcp', 'local'] },
    ])
  })

  test('cut off anywhere it is no message, never half of one', () => {
    const whole = answer(printerRecords('Phòng 2.1', '192.0.2.7'))
    expect(parseDnsMessage(whole)?.records).toHaveLength(8)
    for (let length = 0; length < whole.length; length++)
      expect(parseDnsMessage(whole.subarray(0, length))).toBeUndefined()
  })

  test.each([
    ['itself', 12],
    ['a later place', 20],
    ['the pointer behind it', 14],
  ])('a name that points to %s is refused', (_what, target) => {
    const bytes = Uint8Array.from([
      0,
      7,
      0x84,
      0,
      0,
      0,
      0,
      1,
      0,
      0,
      0,
      0,
      0xc0,
      target,
      0xc0,
      12,
      0,
      1,
      0,
      0,
      0,
      1,
      0,
      0,
    ])
    expect(parseDnsMessage(bytes)).toBeUndefined()
  })

  test('counts that promise more than there is, and more than anybody needs, are refused', () => {
    const whole = answer(printerRecords('A', '192.0.2.7'))
    for (const [at, value] of [
      [5, 1],
      [7, 9],
      [6, 0xff],
      [9, 1],
    ] as const) {
      const lying = Uint8Array.from(whole)
      lying[at] = value
      expect(parseDnsMessage(lying)).toBeUndefined()
    }
    expect(parseDnsMessage(new Uint8Array(MOST_DNS_BYTES + 1))).toBeUndefined()
  })

  test('a name longer than 255 bytes is refused, though each of its labels is short', () => {
    const long = Array.from({ length: 60 }, () => [4, 97, 97, 97, 97]).flat()
    const bytes = [0, 7, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0, ...long, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 192, 0, 2, 7]
    expect(parseDnsMessage(Uint8Array.from(bytes))).toBeUndefined()
  })
})

describe('the services in the answers', () => {
  test('a dot within a label is not one between two', () => {
    expect(nameKey(['a.b', 'local'])).not.toBe(nameKey(['a', 'b', 'local']))
    expect(nameKey(['MÁY', 'Local'])).toBe(nameKey(['máy', 'local']))
  })

  test('a text keeps the first of a key, in any case, and no key that is no key', () => {
    const text = readServiceText(
      ['Rp=ipp/print', 'rp=elsewhere', 'x', '=y', 'ty=\u0007Máy  '].map((one) => Buffer.from(one)),
    )
    expect([...text]).toEqual([
      ['rp', 'ipp/print'],
      ['x', ''],
      ['ty', 'Máy'],
    ])
  })

  test('a crowd of names is cut at a number, and the cut is said', () => {
    const type = ['_ipp', '_tcp', 'local']
    const records = Array.from(
      { length: MOST_SERVICES + 5 },
      (_, i): DnsRecord => ({ name: type, type: 'ptr', target: [`P${i}`, ...type] }),
    )
    expect(gatherServices(records)).toMatchObject({ more: true, services: { length: MOST_SERVICES } })
    expect(gatherServices(records.slice(0, 3)).more).toBe(false)
  })

  test('a pointer to a name of another kind, or to no instance at all, is nobody', () => {
    const type = ['_ipp', '_tcp', 'local']
    const to = (target: readonly string[]) => gatherServices([{ name: type, type: 'ptr', target }]).services.length
    expect([to(['A', ...type]), to(type), to(['A', '_uscan', '_tcp', 'local']), to(['A'])]).toEqual([1, 0, 0, 0])
  })
})

describe('any bytes', () => {
  test.each(fuzzTargets)('$name takes them', ({ run, seeds = [] }) => {
    let runs = 0
    const changed = fc
      .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 8 }))
      .map(([seed, changes]) => {
        const bytes = Uint8Array.from(seed)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        return bytes
      })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), changed), (bytes) => {
        run(bytes)
        runs += 1
      }),
      { numRuns: 3_000, seed: 26 },
    )
    expect(runs).toBe(3_000)
  })
})
