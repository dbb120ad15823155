import { DeviceError } from '../../../../main/hardware/device-error.ts'
import { decodeIpp, IppMalformed } from '../../../../main/hardware/printer/drivers/ipp/decode-ipp.ts'
import { encodeIpp } from '../../../../main/hardware/printer/drivers/ipp/encode-ipp.ts'
import { groupTag, type IppAttribute } from '../../../../main/hardware/printer/drivers/ipp/ipp-message.ts'
import { readJob, readReasons } from '../../../../main/hardware/printer/drivers/ipp/job-state.ts'
import { attribute, groupsOf, textsOf } from '../../../../main/hardware/printer/drivers/ipp/read-attributes.ts'
import { shiftPdf } from '../../../../main/hardware/printer/shift-pdf.ts'
import { type FuzzTarget, parserTarget } from '../../../fuzz/fuzz-target.ts'

const head = [attribute.charset('attributes-charset', 'utf-8'), attribute.language('attributes-natural-language', 'vi')]
const size = (x: number, y: number): IppAttribute => ({
  name: 'media-size',
  values: [{ type: 'collection', members: [attribute.integer('x-dimension', x), attribute.integer('y-dimension', y)] }],
})

/** A printer that stands still says what it is; RFC 8011 4.2.5. */
const aboutPrinter = encodeIpp({
  version: [2, 0],
  code: 0,
  requestId: 7,
  groups: [
    { tag: groupTag.operation, attributes: [...head, attribute.text('status-message', 'successful-ok')] },
    {
      tag: groupTag.printer,
      attributes: [
        attribute.name('printer-name', 'Máy in thẻ'),
        attribute.enum('printer-state', 5),
        attribute.keyword('printer-state-reasons', 'media-empty-error', 'cover-open-warning', 'media-jam-report'),
        attribute.keyword('media-supported', 'om_card_54x86mm', 'iso_a4_210x297mm'),
        attribute.range('copies-supported', 1, 99),
        { name: 'printer-resolution-default', values: [{ type: 'resolution', cross: 300, feed: 300, unit: 3 }] },
        { name: 'printer-alert', values: [{ type: 'octets', value: new Uint8Array([1, 2, 3]) }] },
        { name: 'printer-message-from-operator', values: [{ type: 'no-value', tag: 0x13 }] },
        { name: 'printer-info', values: [{ type: 'text-with-language', language: 'vi', value: 'Phòng 2' }] },
        {
          name: 'media-col-database',
          values: [
            { type: 'collection', members: [size(5_400, 8_600), attribute.keyword('media-source', 'main')] },
            { type: 'collection', members: [size(21_000, 29_700)] },
          ],
        },
      ],
    },
  ],
})

/** Two jobs of a list, one that prints and one given up; RFC 8011 4.2.6. */
const aboutJobs = encodeIpp({
  version: [2, 0],
  code: 0,
  requestId: 8,
  groups: [
    { tag: groupTag.operation, attributes: head },
    ...[5, 8].map((state) => ({
      tag: groupTag.job,
      attributes: [
        attribute.integer('job-id', state),
        attribute.name('job-name', 'so-bo'),
        attribute.enum('job-state', state),
        attribute.keyword('job-state-reasons', state === 5 ? 'job-printing' : 'aborted-by-system'),
        { name: 'date-time-at-creation', values: [{ type: 'date-time', value: new Uint8Array(11).fill(7) } as const] },
      ],
    })),
  ],
})

/** Two pages, as short as a file of ours can be; ISO 32000-1 7.5. */
function smallPdf(): Uint8Array {
  const page = '<<\n/Type /Page\n/Parent 2 0 R\n/MediaBox [0 0 595.28 841.89]\n>>'
  const objects = [
    '<<\n/Type /Catalog\n/Pages 2 0 R\n>>',
    '<<\n/Type /Pages\n/Count 2\n/Kids [3 0 R 4 0 R]\n>>',
    page,
    page,
  ]
  let text = '%PDF-1.7\n'
  const places = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = text.length
  text += `xref\n0 5\n0000000000 65535 f \n${places.join('')}trailer\n<<\n/Size 5\n/Root 1 0 R\n>>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/** Parsers that read what a printer or a file says. */
export const fuzzTargets: readonly FuzzTarget[] = [
  // A name or value of 32–64 kB may be read, and may not be written.
  parserTarget('ipp answer', [IppMalformed, RangeError], [aboutPrinter, aboutJobs], (bytes) => {
    const { message } = decodeIpp(bytes)
    for (const job of groupsOf(message, groupTag.job)) readJob(job, readReasons(textsOf(job, 'job-state-reasons')))
    // What was understood can be said again.
    encodeIpp(message)
  }),
  parserTarget('pdf to shift', [DeviceError], [smallPdf()], (bytes) => shiftPdf(bytes, { rightMm: 1, downMm: -1 })),
]
