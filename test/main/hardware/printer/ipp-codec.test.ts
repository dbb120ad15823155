import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeIpp, IppMalformed } from '../../../../main/hardware/printer/drivers/ipp/decode-ipp.ts'
import { encodeIpp } from '../../../../main/hardware/printer/drivers/ipp/encode-ipp.ts'
import { attribute } from '../../../../main/hardware/printer/drivers/ipp/read-attributes.ts'
import { rulerPage } from '../../../../main/printing/ruler-page.ts'
import { cpuMs } from '../../../cpu-ms.ts'
import { fuzzTargets } from './fuzz-targets.ts'
import { ippMessages } from './ipp-messages.ts'

/** RFC 8010 appendix A.1, Print-Job Request. */
const printJobRequest = Buffer.concat([
  Buffer.from('0101000200000001', 'hex'),
  Buffer.from('0147', 'hex'),
  Buffer.from('\x00\x12attributes-charset\x00\x05utf-8', 'latin1'),
  Buffer.from('\x48\x00\x1battributes-natural-language\x00\x05en-us', 'latin1'),
  Buffer.from('\x45\x00\x0bprinter-uri\x00\x2cipp://printer.example.com/ipp/print/pinetree', 'latin1'),
  Buffer.from('\x42\x00\x08job-name\x00\x06foobar', 'latin1'),
  Buffer.from('\x22\x00\x16ipp-attribute-fidelity\x00\x01\x01', 'latin1'),
  Buffer.from('\x02\x21\x00\x06copies\x00\x04\x00\x00\x00\x14', 'latin1'),
  Buffer.from('\x44\x00\x05sides\x00\x13two-sided-long-edge', 'latin1'),
  Buffer.from('\x03%!PDF...', 'latin1'),
])

describe('the IPP codec', () => {
  test('reads and writes the Print-Job request of RFC 8010 A.1 to the byte', () => {
    const { message, documentAt } = decodeIpp(printJobRequest)
    expect(message.code).toBe(2)
    expect(message.groups.map((group) => group.attributes)).toEqual([
      [
        attribute.charset('attributes-charset', 'utf-8'),
        attribute.language('attributes-natural-language', 'en-us'),
        attribute.uri('printer-uri', 'ipp://printer.example.com/ipp/print/pinetree'),
        attribute.name('job-name', 'foobar'),
        attribute.boolean('ipp-attribute-fidelity', true),
      ],
      [attribute.integer('copies', 20), attribute.keyword('sides', 'two-sided-long-edge')],
    ])
    expect(printJobRequest.subarray(documentAt).toString()).toBe('%!PDF...')
    expect(encodeIpp(message).equals(printJobRequest.subarray(0, documentAt))).toBe(true)
  })

  test('reads back whatever it writes', () => {
    fc.assert(
      fc.property(ippMessages, fc.uint8Array({ maxLength: 50 }), (message, document) => {
        const bytes = Buffer.concat([encodeIpp(message), document])
        const read = decodeIpp(bytes)
        expect(read.message).toEqual(message)
        expect(bytes.subarray(read.documentAt).equals(document)).toBe(true)
      }),
    )
  })

  test('calls a message that was cut anywhere malformed', () => {
    fc.assert(
      fc.property(ippMessages, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (message, share) => {
        const bytes = encodeIpp(message)
        expect(() => decodeIpp(bytes.subarray(0, Math.floor(bytes.length * share)))).toThrow(IppMalformed)
      }),
    )
  })

  test('takes no more depth, values or bytes than anybody needs', () => {
    const begin = Buffer.from('34000000004a000000016d', 'hex')
    const deep = Buffer.concat([
      Buffer.from('020000000000000101340001610000', 'hex'),
      ...Array(5000).fill(begin.subarray(5)),
      begin,
    ])
    expect(() => decodeIpp(deep)).toThrow(IppMalformed)
    const many = Buffer.concat([
      Buffer.from('0200000000000001014400016100017a', 'hex'),
      ...Array(200_000).fill(Buffer.from('44000000017a', 'hex')),
    ])
    const began = cpuMs()
    expect(() => decodeIpp(many)).toThrow('more values')
    expect(cpuMs() - began).toBeLessThan(1000)
  })

  test('no bytes make a reader of printers fall, seeded with true messages', async () => {
    const paper = await rulerPage({ training: false, printer: 'p', at: '2026-01-01T00:00:00.000Z' })
    const seeds = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      ippMessages.map(encodeIpp),
      fc.constant(printJobRequest),
      fc.constant(Buffer.from(paper)),
    )
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(seeds, damage, async (seed, changes) => {
        const bytes = Uint8Array.from(seed)
        for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value
        for (const target of fuzzTargets) await target.run(bytes)
      }),
      { numRuns: 3000, seed: 8010 },
    )
  })
})
