import { setTimeout as pause } from 'node:timers/promises'
import { DeviceError, type DeviceFailure } from '../../../device-error.ts'
import { MOST_PAGES, type ScanDriver, type ScanProgress, type ScanRequest } from '../../document-scanner.ts'
import { checkImportedFile, MOST_FILE_BYTES } from '../import-file.ts'
import {
  type EsclAbilities,
  formatScanSettings,
  jobName,
  parseCapabilities,
  parseStatus,
  type ScannerStatus,
} from './escl-answers.ts'
import { askEscl, type EsclAnswer, type EsclAsk } from './escl-exchange.ts'
import { MOST_XML_BYTES } from './escl-xml.ts'

export interface EsclPatience {
  /** Milliseconds of silence in a short answer, and before or within a page: warm-up and a slow pass at 600 dpi. */
  readonly answerMs: number
  readonly pageMs: number
  /** A page that has not come by then, however it drips. */
  readonly wholePageMs: number
  /** Milliseconds before a busy scanner is asked again, where it does not say. */
  readonly retryMs: number
  readonly retriesForJob: number
  readonly retriesForPage: number
}

const PATIENCE: EsclPatience = {
  answerMs: 10_000,
  pageMs: 60_000,
  wholePageMs: 240_000,
  retryMs: 1_000,
  retriesForJob: 10,
  retriesForPage: 30,
}
const LONGEST_WAIT_MS = 10_000
const REPORT_EVERY_BYTES = 128 * 1024
const EARLY_ENDS = 3
const RETRIES_TO_BE_TOLD = 3

const fault = (failure: DeviceFailure, step: string) => new DeviceError(failure, step, 'document-scanner')

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await pause(Math.max(ms, 50), undefined, { signal }).catch(() => {
    throw fault('cancelled', 'waiting')
  })
}

/** The resolution the scanner has that is nearest to the one wanted, rather above than below. */
export function nearestResolution(wanted: number, offered: readonly number[]): number {
  const above = offered.find((one) => one >= wanted)
  return above ?? offered.at(-1) ?? wanted
}

/** A scanner that speaks eSCL (AirScan, Mopria) at `address`, e.g. `http://192.0.2.7/eSCL/`. Only that origin is ever asked. */
export function esclScanner(address: string, own: Partial<EsclPatience> = {}): ScanDriver {
  const patience = { ...PATIENCE, ...own }
  const base = new URL(address.endsWith('/') ? address : `${address}/`)
  let known: EsclAbilities | undefined

  type Short = Omit<EsclAsk, 'bytes' | 'silenceMs' | 'totalMs'>
  const short = (ask: Short) =>
    askEscl({ ...ask, bytes: MOST_XML_BYTES, silenceMs: patience.answerMs, totalMs: patience.answerMs * 2 })
  const at = (name: string) => new URL(name, base)

  /** A scanner that warms up is busy for everything, also for questions about itself. */
  async function asked(name: string, step: string, signal: AbortSignal): Promise<EsclAnswer> {
    const get = () => short({ method: 'GET', url: at(name), step, signal })
    const answer = await untilFree(RETRIES_TO_BE_TOLD, signal, get)
    if (answer.status === 503) throw fault('busy', step)
    return answer
  }

  async function status(signal: AbortSignal): Promise<ScannerStatus> {
    const answer = await asked('ScannerStatus', 'status', signal)
    const read = answer.status === 200 ? parseStatus(answer.body) : undefined
    if (!read) throw fault('malformed-answer', 'status')
    return read
  }

  async function abilities(signal: AbortSignal): Promise<EsclAbilities> {
    const answer = await asked('ScannerCapabilities', 'capabilities', signal)
    const read = answer.status === 200 ? parseCapabilities(answer.body) : undefined
    if (!read) throw fault('malformed-answer', 'capabilities')
    known = read
    return read
  }

  /** What the status says is wrong, as far as it matters for this source. */
  function troubleOf(now: ScannerStatus, feeder: boolean): DeviceFailure | undefined {
    if (feeder && now.feeder === 'jam') return 'paper-jam'
    if (feeder && now.feeder === 'open') return 'cover-open'
    if (feeder && now.feeder === 'empty') return 'feeder-empty'
    return now.state === 'stopped' ? 'not-ready' : undefined
  }

  /** Asks until the scanner is no longer busy (503), as often and as long as its own word and ours allow. */
  async function untilFree(times: number, signal: AbortSignal, ask: () => Promise<EsclAnswer>): Promise<EsclAnswer> {
    for (let tried = 0; ; tried++) {
      const answer = await ask()
      if (answer.status !== 503 || tried >= times) return answer
      const ms =
        answer.retryAfter === undefined ? patience.retryMs : Math.min(answer.retryAfter * 1_000, LONGEST_WAIT_MS)
      await wait(ms, signal)
    }
  }

  async function startJob(body: string, feeder: boolean, signal: AbortSignal): Promise<URL> {
    const post = () => short({ method: 'POST', url: at('ScanJobs'), step: 'start', signal, body })
    const answer = await untilFree(patience.retriesForJob, signal, post)
    if (answer.status === 503) throw fault('busy', 'start')
    if (answer.status !== 201) throw fault(troubleOf(await status(signal), feeder) ?? 'refused', 'start')
    const place = answer.location === undefined ? undefined : URL.parse(answer.location, base)
    if (!place?.pathname.startsWith('/') || jobName(place.pathname) === '') throw fault('malformed-answer', 'start')
    // Many scanners name themselves otherwise than we reach them; none may send us elsewhere. Only the path is taken.
    return new URL(`${place.pathname.replace(/\/+$/, '')}/`, base.origin)
  }

  function checked(answer: EsclAnswer, page: number): Extract<ScanProgress, { kind: 'page' }> {
    const file = checkImportedFile(answer.body)
    if (file.ok) return { kind: 'page', page, mediaType: file.mediaType, content: new Uint8Array(answer.body) }
    throw fault(
      file.failure === 'too-large' ? 'too-large' : file.failure === 'truncated' ? 'interrupted' : 'malformed-answer',
      'page',
    )
  }

  /** Some feeders answer "no page" while the next one is still on its way: then their job is not over and paper lies in them. */
  async function goesOn(job: URL, signal: AbortSignal): Promise<boolean> {
    const now = await status(signal)
    return now.feeder === 'loaded' && now.jobs.find((one) => one.name === jobName(job.pathname))?.state === 'Processing'
  }

  /** After the last page, or none: whether the scanner ended because it was done. */
  async function assertDone(job: URL, feeder: boolean, pages: number, signal: AbortSignal): Promise<void> {
    const now = await status(signal)
    const trouble = troubleOf(now, feeder)
    if (trouble !== undefined && (trouble !== 'feeder-empty' || pages === 0)) throw fault(trouble, 'page')
    const state = now.jobs.find((one) => one.name === jobName(job.pathname))?.state
    if (state === 'Aborted' || state === 'Canceled') throw fault('interrupted', 'page')
    if (pages === 0) throw fault(feeder ? 'feeder-empty' : 'interrupted', 'page')
  }

  async function* scan(request: ScanRequest, signal: AbortSignal): AsyncGenerator<ScanProgress> {
    const { sources, version } = known ?? (await abilities(signal))
    const able = sources.find((one) => one.source === request.source)
    if (!able?.colours.includes(request.colour) || !able.formats.includes(request.format))
      throw fault('unsupported', 'settings')
    const feeder = request.source !== 'flatbed'
    const before = troubleOf(await status(signal), feeder)
    if (before) throw fault(before, 'status')
    const resolution = nearestResolution(request.resolution, able.resolutions)
    const settings = formatScanSettings({
      ...request,
      version,
      resolution,
      width: Math.min(request.area?.width ?? able.widest, able.widest),
      height: Math.min(request.area?.height ?? able.longest, able.longest),
    })
    const job = await startJob(settings, feeder, signal)
    let over = false
    try {
      yield { kind: 'started', resolution }
      let pages = 0
      let early = 0
      for (;;) {
        const told: ScanProgress[] = []
        const answer = yield* page(job, pages + 1, signal, told)
        if (answer.status === 404 || answer.status === 410) {
          if (feeder && early < EARLY_ENDS && (await goesOn(job, signal))) {
            early += 1
            await wait(patience.retryMs, signal)
            continue
          }
          over = true
          await assertDone(job, feeder, pages, signal)
          return
        }
        early = 0
        if (answer.status === 503) throw fault('busy', 'page')
        if (answer.status !== 200) throw fault(troubleOf(await status(signal), feeder) ?? 'interrupted', 'page')
        pages += 1
        if (pages > MOST_PAGES) throw fault('too-large', 'pages')
        yield checked(answer, pages)
        // A glass holds one page: to ask for another is an error with some scanners, and a long wait with others.
        if (!feeder) return
      }
    } finally {
      // A job left open holds the scanner; it is freed even when we were cancelled, without waiting long.
      if (!over) await release(job)
    }
  }

  /** Fetches one page, telling how far it is. */
  async function* page(
    job: URL,
    number: number,
    signal: AbortSignal,
    told: ScanProgress[],
  ): AsyncGenerator<ScanProgress, EsclAnswer> {
    let wake: () => void = () => undefined
    let next = REPORT_EVERY_BYTES
    const get = () =>
      askEscl({
        method: 'GET',
        url: new URL('NextDocument', job),
        step: 'page',
        signal,
        bytes: MOST_FILE_BYTES,
        silenceMs: patience.pageMs,
        totalMs: patience.wholePageMs,
        onBytes(bytes) {
          if (bytes < next) return
          next = bytes + REPORT_EVERY_BYTES
          told.push({ kind: 'receiving', page: number, bytes })
          wake()
        },
      })
    let ended = false
    const answer = untilFree(patience.retriesForPage, signal, get).finally(() => {
      ended = true
      wake()
    })
    // It is awaited below; until then a failure must not count as unheard.
    answer.catch(() => undefined)
    while (!ended) {
      await new Promise<void>((resolve) => {
        wake = resolve
        if (ended || told.length > 0) resolve()
      })
      yield* told.splice(0)
    }
    return await answer
  }

  async function release(job: URL): Promise<void> {
    const url = new URL(job.href.replace(/\/$/, ''))
    // The scanner may be the very thing that has gone; then there is nothing to free.
    await short({ method: 'DELETE', url, step: 'release', signal: AbortSignal.timeout(1_500) }).catch(() => undefined)
  }

  return { abilities, scan }
}
