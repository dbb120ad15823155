import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jobAttributes } from '../../../../main/hardware/printer/drivers/ipp/ipp-operations.ts'
import { ippTarget } from '../../../../main/hardware/printer/drivers/ipp/ipp-target.ts'
import { readJob, readReasons } from '../../../../main/hardware/printer/drivers/ipp/job-state.ts'
import { attribute } from '../../../../main/hardware/printer/drivers/ipp/read-attributes.ts'

const job = (state: number, ...reasons: string[]) => ({
  tag: 2,
  attributes: [attribute.enum('job-state', state), attribute.keyword('job-state-reasons', ...reasons)],
})

describe('what a job says of itself', () => {
  test('only completed is printed, whatever else is said', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5, max: 20 }),
        fc.array(fc.constantFrom('none', 'job-completed-successfully', 'job-printing', 'media-empty-error'), {
          minLength: 1,
        }),
        (state, reasons) => {
          const word = readJob(job(state, ...reasons), [])
          expect('end' in word && word.end.end === 'printed').toBe(state === 9)
        },
      ),
    )
  })

  test('a job that CUPS calls cancelled because its printer gave it up was given up, and one that a person cancelled was cancelled', () => {
    expect(readJob(job(7, 'processing-to-stop-point'), [])).toEqual({ end: { end: 'aborted', reasons: [] } })
    expect(readJob(job(7, 'job-canceled-by-user'), [])).toEqual({ end: { end: 'cancelled', reasons: [] } })
    expect(readJob(job(7, 'job-canceled-at-device'), [])).toEqual({ end: { end: 'aborted', reasons: [] } })
  })

  test('a completion with errors is nobody’s word', () => {
    expect(readJob(job(9, 'job-completed-with-errors'), [])).toEqual({ end: { end: 'unknown' } })
  })

  test('a processing job of a printer without paper has stopped', () => {
    expect(readJob(job(5, 'job-printing'), readReasons(['media-empty-warning']))).toEqual({
      news: { state: 'stopped', reasons: ['out-of-paper'] },
    })
  })

  test('a jam that CUPS only remembers is no trouble, a printer it cannot reach is', () => {
    expect(readReasons(['media-jam-report', 'media-low-warning', 'none'])).toEqual([])
    expect(readReasons(['offline-report', 'door-open-error', 'com.maker.wobbly-error'])).toEqual([
      'offline',
      'door-open',
      'other',
    ])
  })
})

describe('what keeps a printer', () => {
  test('a word nobody here knows counts where the printer has stopped, with or without its ending', () => {
    expect(readReasons(['fuser-over-temp'], true)).toEqual(['other'])
    expect(readReasons(['spool-area-full'], true)).toEqual(['other'])
    expect(readReasons(['fuser-over-temp'])).toEqual([])
    expect(readReasons(['none', 'media-low'], true)).toEqual([])
  })

  test('an empty tray is an empty tray in the words of either standard', () => {
    expect(readReasons(['input-media-supply-empty-error'])).toEqual(['out-of-paper'])
  })
})

describe('what is asked of a printer', () => {
  const names = (sides: 'one-sided' | 'two-sided-long-edge', copies: number, ...supported: string[]) => {
    const printer = { tag: 4, attributes: supported.map((name) => attribute.keyword(name, 'x')) }
    const wanted = { name: 'n', pdf: new Uint8Array(), copies, sides, media: 'iso_a4_210x297mm' }
    return jobAttributes(wanted, printer).map((one) => one.name)
  }

  test('what a printer has no say in is not asked of it, for to the letter it would refuse the word', () => {
    expect(names('one-sided', 1)).toEqual([])
    expect(names('one-sided', 1, 'sides-supported', 'media-supported', 'copies-supported')).toEqual([
      'copies',
      'sides',
      'media',
    ])
  })

  test('two sides and more copies are asked of every printer: rather a refusal than another paper', () => {
    expect(names('two-sided-long-edge', 2)).toEqual(['copies', 'sides'])
  })
})

describe('where a printer is', () => {
  test('an address names host, port, path and whether the line is encrypted', () => {
    expect(ippTarget({ uri: 'ipps://printer.local/ipp/print' })).toEqual({
      printerUri: 'ipps://printer.local/ipp/print',
      path: '/ipp/print',
      tls: true,
      place: { host: 'printer.local', port: 631 },
    })
    expect(ippTarget({ uri: 'ipp://[::1]:8631/x' }).place).toEqual({ host: '::1', port: 8631 })
  })

  test('anything else is refused', () => {
    for (const uri of ['http://printer/', 'ipp:', 'printer', '', 'file:///etc/passwd'])
      expect(() => ippTarget({ uri })).toThrow(RangeError)
    expect(() => ippTarget({ queue: '../admin' })).toThrow(RangeError)
  })

  test('a queue is a printer of this machine', () => {
    expect(ippTarget({ queue: 'Desk', port: 8632 })).toEqual({
      printerUri: 'ipp://localhost/printers/Desk',
      path: '/printers/Desk',
      tls: false,
      place: { host: 'localhost', port: 8632 },
    })
  })
})
