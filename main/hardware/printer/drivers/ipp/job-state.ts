import type { JobEnd, JobNews, PrinterReason } from '../../print-queue.ts'
import type { IppGroup } from './ipp-message.ts'
import { findNumber, textsOf } from './read-attributes.ts'

/** RFC 8011 §5.3.7: 3 pending, 4 pending-held, 5 processing, 6 processing-stopped, 7 canceled, 8 aborted, 9 completed. */
export const jobState = {
  pending: 3,
  held: 4,
  processing: 5,
  stopped: 6,
  cancelled: 7,
  aborted: 8,
  completed: 9,
} as const
/** RFC 8011 §5.4.11. */
export const printerState = { idle: 3, processing: 4, stopped: 5 } as const

/** Keywords of RFC 8011 §5.4.12 and PWG 5100.9 that stop a printer, by their stem. */
const reasonOf: Readonly<Record<string, PrinterReason>> = {
  'media-empty': 'out-of-paper',
  'input-media-supply-empty': 'out-of-paper',
  'media-needed': 'out-of-paper',
  'input-tray-missing': 'out-of-paper',
  'media-jam': 'paper-jam',
  'door-open': 'door-open',
  'cover-open': 'door-open',
  'interlock-open': 'door-open',
  'marker-supply-empty': 'out-of-ink',
  'toner-empty': 'out-of-ink',
  'developer-empty': 'out-of-ink',
  'output-area-full': 'output-full',
  'output-tray-missing': 'output-full',
  paused: 'paused',
  'moving-to-paused': 'paused',
  'printer-stopped': 'paused',
  offline: 'offline',
  shutdown: 'offline',
  'connecting-to-device': 'offline',
  'timed-out': 'offline',
  'job-hold-until-specified': 'held',
  'job-suspended': 'held',
}
/** Nothing a clerk must do something about. */
const harmless =
  /^(none|media-low|marker-supply-low|toner-low|marker-waste-almost-full|output-area-almost-full|identify-printer-requested|job-.*|processing-to-stop-point|queued-in-device|cups-.*|wfu-.*|resources-are-not-supported)$/

/**
 * A `-report` is history (CUPS leaves a jam's standing when it is long cleared); `-warning` and `-error` are now. A word without an ending that
 * nobody here knows counts where the printer has stopped: something must have stopped it.
 */
export function readReasons(keywords: readonly string[], stopped = false): PrinterReason[] {
  const found = new Set<PrinterReason>()
  for (const keyword of keywords) {
    if (keyword.endsWith('-report')) {
      // CUPS says of an unreachable printer `offline-report`, and means now.
      if (keyword === 'offline-report') found.add('offline')
      continue
    }
    const stem = keyword.replace(/-(warning|error)$/, '')
    const known = reasonOf[stem]
    if (known) found.add(known)
    else if (!harmless.test(stem) && (stopped || /-error$|-warning$/.test(keyword))) found.add('other')
  }
  return [...found]
}

export type JobWord = { readonly news: JobNews } | { readonly end: JobEnd }

/**
 * What a job's attributes say. Only `completed` is printed; counts of sheets are never believed (CUPS reports all of them for a
 * job that its printer gave up). A completion with errors is nobody's word.
 */
export function readJob(job: IppGroup, printerReasons: readonly PrinterReason[]): JobWord {
  const keywords = textsOf(job, 'job-state-reasons')
  const reasons = [...new Set([...readReasons(keywords), ...printerReasons])]
  switch (findNumber(job, 'job-state')) {
    case jobState.completed:
      return { end: { end: keywords.includes('job-completed-with-errors') ? 'unknown' : 'printed' } }
    case jobState.cancelled:
      // CUPS calls a job that the printer itself gave up 'canceled' too, and 'job-canceled-at-device': whether a person pressed a button there or
      // paper jammed cannot be told, and the cure for the second covers both.
      return keywords.some((one) => /by-user|by-operator/.test(one))
        ? { end: { end: 'cancelled', reasons } }
        : { end: { end: 'aborted', reasons } }
    case jobState.aborted:
      return { end: { end: 'aborted', reasons } }
    case jobState.stopped:
      return { news: { state: 'stopped', reasons } }
    case jobState.processing:
      return { news: { state: reasons.length === 0 ? 'printing' : 'stopped', reasons } }
    case jobState.held:
      return { news: { state: 'stopped', reasons: reasons.length === 0 ? ['held'] : reasons } }
    case jobState.pending:
      return { news: { state: reasons.length === 0 ? 'waiting' : 'stopped', reasons } }
    default:
      return { end: { end: 'unknown' } }
  }
}
