import { decodeIpp } from '../drivers/ipp/decode-ipp.ts'
import { encodeIpp } from '../drivers/ipp/encode-ipp.ts'
import {
  groupTag,
  type IppAttribute,
  type IppGroup,
  type IppMessage,
  operation,
  status,
} from '../drivers/ipp/ipp-message.ts'
import { jobState, printerState } from '../drivers/ipp/job-state.ts'
import { attribute, findBoolean, findNumber, findText, groupsOf, textsOf } from '../drivers/ipp/read-attributes.ts'
import type { SimulatedJob, SimulatedPrinter } from './simulated-printer.ts'

export interface SimulatedService {
  readonly uri: string
  readonly card: boolean
  readonly startedAt: number
}

const SIDES = ['one-sided', 'two-sided-long-edge', 'two-sided-short-edge']
const size = (card: boolean): readonly [string, number, number] =>
  card ? ['om_card_54x86mm', 5400, 8600] : ['iso_a4_210x297mm', 21000, 29700]

function printerAttributes(printer: SimulatedPrinter, service: SimulatedService): IppAttribute[] {
  const [media, x, y] = size(service.card)
  const stopped = printer.troubles.size > 0
  return [
    attribute.uri('printer-uri-supported', service.uri),
    attribute.keyword('uri-security-supported', 'none'),
    attribute.keyword('uri-authentication-supported', 'requesting-user-name'),
    attribute.name('printer-name', 'so-bo-simulator'),
    attribute.text('printer-info', 'Máy in mô phỏng'),
    attribute.text('printer-location', ''),
    attribute.text('printer-make-and-model', service.card ? 'Máy in thẻ Sổ Bộ' : 'Máy in Sổ Bộ'),
    attribute.uri('printer-more-info', service.uri.replace(/^ipp/, 'http')),
    attribute.text('printer-firmware-string-version', '1.0'),
    attribute.enum(
      'printer-state',
      stopped ? printerState.stopped : printer.busy ? printerState.processing : printerState.idle,
    ),
    attribute.keyword('printer-state-reasons', ...(stopped ? printer.troubles : ['none'])),
    attribute.integer('printer-up-time', Math.max(1, Math.round((Date.now() - service.startedAt) / 1000))),
    attribute.boolean('printer-is-accepting-jobs', true),
    attribute.integer('queued-job-count', [...printer.jobs.values()].filter((job) => job.state < 7).length),
    attribute.keyword('ipp-versions-supported', '1.1', '2.0'),
    attribute.enum('operations-supported', 2, 4, 5, 6, 8, 9, 10, 11, ...(service.card ? [operation.resumeJob] : [])),
    attribute.boolean('multiple-document-jobs-supported', false),
    attribute.integer('multiple-operation-time-out', 60),
    attribute.charset('charset-configured', 'utf-8'),
    attribute.charset('charset-supported', 'utf-8'),
    attribute.language('natural-language-configured', 'vi'),
    attribute.language('generated-natural-language-supported', 'vi'),
    attribute.mimeType('document-format-default', 'application/pdf'),
    attribute.mimeType('document-format-supported', 'application/pdf', 'application/octet-stream'),
    attribute.keyword('pdl-override-supported', 'attempted'),
    attribute.keyword('compression-supported', 'none'),
    attribute.boolean('color-supported', true),
    attribute.integer('copies-default', 1),
    attribute.range('copies-supported', 1, 99),
    attribute.keyword('sides-default', 'one-sided'),
    attribute.keyword('sides-supported', ...SIDES),
    attribute.keyword('media-default', media),
    attribute.keyword('media-supported', media),
    attribute.keyword('media-ready', media),
    {
      name: 'media-size-supported',
      values: [
        { type: 'collection', members: [attribute.integer('x-dimension', x), attribute.integer('y-dimension', y)] },
      ],
    },
  ]
}

/** Only what was asked for; everything where nothing or `all` was. RFC 8011 §4.2.5.1. */
function wanted(attributes: readonly IppAttribute[], asked: readonly string[]): IppAttribute[] {
  const everything =
    asked.length === 0 || asked.some((one) => /^(all|printer-description|job-template|job-description)$/.test(one))
  return attributes.filter((one) => everything || asked.includes(one.name))
}

function jobAttributes(job: SimulatedJob, service: SimulatedService): IppAttribute[] {
  return [
    attribute.integer('job-id', job.id),
    attribute.uri('job-uri', `${service.uri}/${job.id}`),
    attribute.uri('job-printer-uri', service.uri),
    attribute.name('job-name', job.name),
    attribute.name('job-originating-user-name', job.user),
    attribute.enum('job-state', job.state),
    attribute.keyword('job-state-reasons', ...job.reasons),
    attribute.integer('job-printer-up-time', Math.max(1, Math.round((Date.now() - service.startedAt) / 1000))),
    attribute.integer('time-at-creation', 1),
    // RFC 8011 §5.3.14: no value before it has happened.
    job.state < jobState.processing ? noValue('time-at-processing') : attribute.integer('time-at-processing', 1),
    isEnded(job) ? attribute.integer('time-at-completed', 1) : noValue('time-at-completed'),
    // The number printed on the blank that lies in the machine, as card printers with a reader give it.
    ...(job.card === undefined ? [] : [attribute.text('card-serial', job.card)]),
  ]
}

const noValue = (name: string): IppAttribute => ({ name, values: [{ type: 'no-value', tag: 0x13 }] })
const isEnded = (job: SimulatedJob) => job.state >= jobState.cancelled

/** Answers one request as a printer of RFC 8011 would; the bytes may be anything (throws `IppMalformed`). */
export function answerIpp(bytes: Uint8Array, printer: SimulatedPrinter, service: SimulatedService): Buffer {
  const { message, documentAt } = decodeIpp(bytes)
  const asked = groupsOf(message, groupTag.operation)[0]
  const reply = (code: number, ...groups: readonly IppGroup[]) => encodeIpp(response(message, code, groups))
  const job = printer.jobs.get(
    findNumber(asked, 'job-id') ?? Number(/\/(\d+)$/.exec(findText(asked, 'job-uri') ?? '')?.[1]),
  )
  const user = findText(asked, 'requesting-user-name') ?? 'anonymous'
  const requested = textsOf(asked, 'requested-attributes')
  const of = (one: SimulatedJob, asAsked = requested): IppGroup => ({
    tag: groupTag.job,
    attributes: wanted(jobAttributes(one, service), asAsked),
  })
  const made = (one: SimulatedJob): IppGroup => ({
    tag: groupTag.job,
    attributes: jobAttributes(one, service).filter((a) => /^job-(id|uri|state|state-reasons)$/.test(a.name)),
  })

  const order = asked?.attributes.map((one) => one.name) ?? []
  if (message.version[0] < 1 || message.version[0] > 2) return reply(status.versionNotSupported)
  if (message.requestId < 1 || order[0] !== 'attributes-charset' || order[1] !== 'attributes-natural-language')
    return reply(status.badRequest)
  if (!order.includes('printer-uri') && !order.includes('job-uri')) return reply(status.badRequest)
  if (findText(asked, 'attributes-charset') !== 'utf-8') return reply(0x040d)

  const refused = refusalOf(message, asked, service)
  switch (message.code) {
    case operation.getPrinterAttributes:
      return reply(status.ok, {
        tag: groupTag.printer,
        attributes: wanted(printerAttributes(printer, service), requested),
      })
    case operation.validateJob:
      return reply(refused ?? status.ok)
    case operation.createJob:
    case operation.printJob: {
      if (refused !== undefined) return reply(refused)
      const encode = groupsOf(message, groupTag.job).some((group) => findBoolean(group, 'encode-card') === true)
      const fresh = printer.create(findText(asked, 'job-name') ?? 'untitled', user, service.card && encode)
      if (message.code === operation.printJob) printer.send(fresh, Buffer.from(bytes.subarray(documentAt)))
      return reply(status.ok, made(fresh))
    }
    case operation.sendDocument:
      if (!job) return reply(status.notFound)
      if (findBoolean(asked, 'last-document') === undefined) return reply(status.badRequest)
      if (job.document !== undefined || isEnded(job)) return reply(status.notPossible)
      if (refused !== undefined) return reply(refused)
      printer.send(job, Buffer.from(bytes.subarray(documentAt)))
      return reply(status.ok, made(job))
    case operation.getJobAttributes:
      return job ? reply(status.ok, of(job)) : reply(status.notFound)
    case operation.getJobs: {
      const completed = findText(asked, 'which-jobs') === 'completed'
      const mine = findBoolean(asked, 'my-jobs') === true
      const jobs = [...printer.jobs.values()]
        .filter((one) => isEnded(one) === completed && (!mine || one.user === user))
        .reverse()
      // RFC 8011 §4.2.6.1: without a wish, only these two.
      const listed = requested.length === 0 ? ['job-uri', 'job-id'] : requested
      return reply(status.ok, ...jobs.slice(0, findNumber(asked, 'limit') ?? jobs.length).map((one) => of(one, listed)))
    }
    case operation.cancelJob:
      if (!job) return reply(status.notFound)
      return reply(printer.cancel(job) ? status.ok : status.notPossible)
    case operation.resumeJob:
      if (!job) return reply(status.notFound)
      if (job.state !== jobState.stopped) return reply(status.notPossible)
      job.resumed = true
      return reply(status.ok)
    default:
      return reply(status.operationNotSupported)
  }
}

/** What this printer does not print. */
function refusalOf(message: IppMessage, asked: IppGroup | undefined, service: SimulatedService): number | undefined {
  const format = findText(asked, 'document-format') ?? 'application/pdf'
  if (!['application/pdf', 'application/octet-stream'].includes(format)) return status.formatNotSupported
  const [media] = size(service.card)
  const faithful = findBoolean(asked, 'ipp-attribute-fidelity') === true
  const job = groupsOf(message, groupTag.job)[0]
  const unknown = (findText(job, 'media') ?? media) !== media || !SIDES.includes(findText(job, 'sides') ?? 'one-sided')
  return faithful && unknown ? status.attributesNotSupported : undefined
}

function response(to: IppMessage, code: number, groups: readonly IppGroup[]): IppMessage {
  return {
    version: to.version[0] === 1 ? [1, 1] : [2, 0],
    code,
    requestId: to.requestId,
    groups: [
      {
        tag: groupTag.operation,
        attributes: [
          attribute.charset('attributes-charset', 'utf-8'),
          attribute.language('attributes-natural-language', 'vi'),
        ],
      },
      ...groups,
    ],
  }
}
