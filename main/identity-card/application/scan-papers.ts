import type { Failure, Success } from '../../../preload/contract/define-contract.ts'
import { scannerFailures } from '../../../preload/contract/identity-card/device-failures.ts'
import type { ReplyOf, RequestOf } from '../../../preload/contract/index.ts'
import { done, fail } from '../../bridge/index.ts'
import { DeviceError, type DocumentScanners, type ScanProgress, scannerChoices } from '../../hardware/index.ts'
import type { ApplicationDesk, ApplicationView, ViewFailure } from './application-desk.ts'
import { addPaper } from './keep-evidence.ts'

export interface PaperScanParts {
  readonly desk: ApplicationDesk
  readonly scanners: DocumentScanners
  readonly blobKey: Parameters<typeof addPaper>[1]
  readonly onDevice: (event: { readonly used: true } | { readonly fault: DeviceError }, device?: string) => void
}

type PaperRefusal = Extract<ReturnType<typeof addPaper>, { ok: false }>['failure']
type ScanFailure =
  | ViewFailure
  | PaperRefusal
  | (typeof scannerFailures)[number]
  | 'no-such-scanner'
  | 'scan-running'
  | 'scan-cancelled'
  | 'too-large'

export type ScanOutcome = Success<{ readonly view: ApplicationView; readonly pages: number }> | Failure<ScanFailure>

export interface PaperScan {
  run(request: RequestOf<'application.scan-papers'>): Promise<ScanOutcome>
  cancel(): void
  /** The scanners a clerk may choose from, with what of them matters for papers. */
  choices(): Promise<ReplyOf<'application.document-scanners'>>
}

/** One scan at a time. Each page is filed when it arrives: what stops the scanner costs the pages that had not come. */
export function paperScan(parts: PaperScanParts): PaperScan {
  const { desk } = parts
  let running: AbortController | undefined

  function refusalOf(fault: DeviceError, pages: number): Failure<ScanFailure> {
    const detail = { pages, step: fault.step }
    if (fault.failure === 'cancelled') return fail('scan-cancelled', detail)
    if (fault.failure === 'too-large') return fail('too-large', detail)
    // Any other failure of a device has no words of its own here.
    return fail(scannerFailures.find((one) => one === fault.failure) ?? 'interrupted', detail)
  }

  function tell(id: string, progress: Exclude<ScanProgress, { kind: 'page' }>): void {
    const receiving = progress.kind === 'receiving'
    desk.notify('scan', {
      applicationId: id,
      page: receiving ? progress.page : 1,
      bytes: receiving ? progress.bytes : 0,
      filed: 0,
    })
  }

  async function run(request: RequestOf<'application.scan-papers'>): Promise<ScanOutcome> {
    if (running) return fail('scan-running')
    if (!desk.find(request.id)) return fail('no-such-application')
    const abort = new AbortController()
    running = abort
    let pages = 0
    let device: string | undefined
    try {
      const scanner = (await parts.scanners.find()).find((one) => one.id === request.scanner)
      if (!scanner) return fail('no-such-scanner')
      device = scanner.id
      let view: ApplicationView | undefined
      const { source, resolution, colour, spread } = request
      const settings = { source, resolution, colour, spread, format: 'image/jpeg' as const, area: areaOf(request) }
      for await (const progress of scanner.scan(settings, abort.signal)) {
        if (progress.kind !== 'page') {
          tell(request.id, progress)
          continue
        }
        const filed = addPaper(desk, parts.blobKey, { id: request.id, type: request.type, content: progress.content })
        // Leaving the loop stops the scanner.
        if (!filed.ok) return { ...filed, detail: { ...filed.detail, pages } }
        pages += 1
        view = filed.value
        desk.notify('scan', { applicationId: request.id, page: progress.page, bytes: 0, filed: pages })
        desk.notify('application', { id: request.id })
      }
      if (!view) throw new DeviceError('interrupted', 'page', 'document-scanner')
      parts.onDevice({ used: true }, device)
      return done({ view, pages })
    } catch (fault) {
      if (!(fault instanceof DeviceError)) throw fault
      if (fault.failure !== 'cancelled') parts.onDevice({ fault }, device)
      return refusalOf(fault, pages)
    } finally {
      running = undefined
    }
  }

  return { run, cancel: () => running?.abort(), choices: () => scannerChoices(parts.scanners) }
}

/** A paper is A4 and not the whole glass; a book is all of it. Millimetres. */
function areaOf({ spread }: { readonly spread: boolean }) {
  return spread ? null : { width: 210, height: 297 }
}
