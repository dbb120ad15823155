import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { DeviceError, type DeviceFailure } from '../../../device-error.ts'
import {
  MOST_PAGES,
  type ScanAbilities,
  type ScanDriver,
  type ScanProgress,
  type ScanRequest,
} from '../../document-scanner.ts'
import { nearestResolution } from '../escl/escl-scanner.ts'
import { checkImportedFile, MOST_FILE_BYTES } from '../import-file.ts'
import { parseSaneOptions, type SaneOptions, saneFailure, saneStatusOf } from './sane-answers.ts'

const PROGRAM = 'scanimage'
const OPTIONS_MS = 20_000
/** A page that has not come by then, warm-up included. */
const PAGE_MS = 240_000
const LET_GO_MS = 1_000
/** After its last word: some backends wait for ever for a reader of their own that has gone. */
const END_MS = 2_000
const PREFIX = 'so-bo-scan-'
const LEFT_OVER_MS = 15 * 60_000
const MOST_SAID = 64 * 1024

const fault = (failure: DeviceFailure, step: string, cause?: unknown) =>
  new DeviceError(failure, step, 'document-scanner', { cause })

/** Asked to stop first: SANE then brings the carriage home; after a second it is ended. */
function stopChild(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), LET_GO_MS).unref()
}

/** Runs `scanimage`; `lines` hears its stdout. Resolves with the exit code; null where it was ended. */
function run(args: readonly string[], signal: AbortSignal, ms: number, lines: (line: string) => void) {
  return new Promise<{ readonly exit: number | null; readonly late: boolean }>((resolve, reject) => {
    const child = spawn(PROGRAM, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let late = false
    let timer: NodeJS.Timeout
    const patience = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        late = true
        stopChild(child)
      }, ms)
    }
    patience()
    let status: number | undefined
    let terminated = false
    createInterface({ input: child.stderr }).on('line', (line) => {
      status = saneStatusOf(line) ?? status
      if (!line.startsWith('Batch terminated')) return
      terminated = true
      setTimeout(() => stopChild(child), END_MS).unref()
    })
    const stop = () => stopChild(child)
    signal.addEventListener('abort', stop, { once: true })
    createInterface({ input: child.stdout }).on('line', (line) => {
      patience()
      lines(line)
    })
    const over = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    }
    child.once('error', (cause) => {
      over()
      reject(fault('unsupported', 'sane', cause))
    })
    child.once('close', (exit) => {
      over()
      resolve({ exit: exit ?? (terminated ? (status ?? null) : null), late })
    })
  })
}

/** Pages of a host that was killed in the middle are nobody's any more. */
async function clearLeftOver(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (!name.startsWith(PREFIX)) continue
    const folder = path.join(place, name)
    const age = await stat(folder).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0,
    )
    if (age > LEFT_OVER_MS) await rm(folder, { recursive: true, force: true })
  }
}

/** A scanner of SANE on Linux, by its SANE name (`test:0`, `fujitsu:fi-7160:…`), through the distribution's own program. */
export function saneScanner(device: string): ScanDriver {
  let known: SaneOptions | undefined

  async function options(signal: AbortSignal): Promise<SaneOptions> {
    let said = ''
    const { exit, late } = await run(['-d', device, '-A'], signal, OPTIONS_MS, (line) => {
      if (said.length < MOST_SAID) said += `${line}\n`
    })
    if (signal.aborted) throw fault('cancelled', 'options')
    if (late) throw fault('too-slow', 'options')
    if (exit !== 0) throw fault(saneFailure(exit), 'options')
    known = parseSaneOptions(said, device)
    if (!known) throw fault('unsupported', 'options')
    return known
  }

  function argumentsFor(
    request: ScanRequest,
    own: SaneOptions,
    able: ScanAbilities['sources'][number],
    folder: string,
  ): string[] {
    const width = Math.min(request.area?.width ?? able.widest, able.widest)
    const height = Math.min(request.area?.height ?? able.longest, able.longest)
    const source = own.words.sources[request.source]
    const mode = own.words.modes[request.colour]
    return [
      ...[
        '-d',
        device,
        ...(source === undefined ? [] : ['--source', source]),
        ...(mode === undefined ? [] : ['--mode', mode]),
      ],
      ...['--resolution', String(nearestResolution(request.resolution, able.resolutions))],
      ...['-x', String(width), '-y', String(height), '--format', request.format === 'image/png' ? 'png' : 'jpeg'],
      ...[`--batch=${path.join(folder, 'p%d')}`, '--batch-print'],
      `--batch-count=${request.source === 'flatbed' ? 1 : MOST_PAGES}`,
    ]
  }

  async function readPage(file: string, page: number): Promise<ScanProgress> {
    if ((await stat(file)).size > MOST_FILE_BYTES) throw fault('too-large', 'page')
    const content = new Uint8Array(await readFile(file))
    await rm(file)
    const checked = checkImportedFile(content)
    if (!checked.ok) throw fault(checked.failure === 'too-large' ? 'too-large' : 'malformed-answer', 'page')
    return { kind: 'page', page, mediaType: checked.mediaType, content }
  }

  async function* scan(request: ScanRequest, signal: AbortSignal): AsyncGenerator<ScanProgress> {
    const own = known ?? (await options(signal))
    const able = own.abilities.sources.find((one) => one.source === request.source)
    if (!able?.colours.includes(request.colour) || !able.formats.includes(request.format))
      throw fault('unsupported', 'settings')
    // Pages are somebody's papers: they pass through memory, not through a disk, where there is a choice.
    const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
    await clearLeftOver(place)
    const folder = await mkdtemp(path.join(place, PREFIX))
    const ended = new AbortController()
    const files: string[] = []
    let wake: () => void = () => undefined
    let over: { readonly exit: number | null; readonly late: boolean } | undefined
    let failed: unknown
    try {
      const running = run(
        argumentsFor(request, own, able, folder),
        AbortSignal.any([signal, ended.signal]),
        PAGE_MS,
        (line) => {
          // Only names of our own folder: whatever else it prints is no page.
          if (path.dirname(line) === folder) files.push(line)
          wake()
        },
      )
      running.then(
        (end) => {
          over = end
          wake()
        },
        (cause: unknown) => {
          failed = cause
          wake()
        },
      )
      yield { kind: 'started', resolution: nearestResolution(request.resolution, able.resolutions) }
      let page = 0
      while (files.length > 0 || (!over && failed === undefined)) {
        const file = files.shift()
        if (file !== undefined) yield await readPage(file, ++page)
        else
          await new Promise<void>((resolve) => {
            wake = resolve
            if (files.length > 0 || over || failed !== undefined) resolve()
          })
      }
      if (failed !== undefined) throw failed
      if (signal.aborted) throw fault('cancelled', 'page')
      if (over?.late) throw fault('too-slow', 'page')
      // 7 after a page is the feeder's usual end: a number of pages was allowed, and it had fewer.
      const emptied = over?.exit === 7 && page > 0
      if (over?.exit !== 0 && !emptied) throw fault(saneFailure(over?.exit ?? null), 'page')
      if (page === 0) throw fault(request.source === 'flatbed' ? 'interrupted' : 'feeder-empty', 'page')
    } finally {
      ended.abort()
      await rm(folder, { recursive: true, force: true })
    }
  }

  return { abilities: async (signal) => (await options(signal)).abilities, scan }
}
