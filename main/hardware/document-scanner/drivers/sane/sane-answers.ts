import type { DeviceFailure } from '../../../device-error.ts'
import type { ScanAbilities, ScanSource } from '../../document-scanner.ts'

/** What `scanimage -A` says of a device, as far as we use it. */
export interface SaneOptions {
  readonly abilities: ScanAbilities
  /** The words of this backend for what we ask: SANE fixes the names of options, not of their values. */
  readonly words: {
    readonly sources: Partial<Record<ScanSource, string>>
    readonly modes: Partial<Record<'colour' | 'grey', string>>
  }
}

const MOST_TEXT = 64 * 1024
const USUAL = [75, 100, 150, 200, 300, 400, 600, 1200]

/** The value list of an option's line: `    --mode Gray|Color [Gray]`; undefined where the option is not there or not active. */
function valuesOf(text: string, option: string): string | undefined {
  const line = text.split('\n', 2_000).find((one) => one.trimStart().startsWith(`${option} `))
  if (line === undefined || line.includes('[inactive]')) return undefined
  return line
    .trim()
    .slice(option.length)
    .replace(/\s*\[[^\]]*\]\s*$/, '')
    .trim()
}

function sourceOf(word: string): ScanSource | undefined {
  if (/duplex/i.test(word)) return 'feeder-duplex'
  if (/feeder|adf/i.test(word)) return 'feeder'
  return /flatbed|platen|glass/i.test(word) ? 'flatbed' : undefined
}

function resolutionsOf(values: string): number[] {
  const range = /^(\d+)\.\.(\d+)/.exec(values)
  if (range) return USUAL.filter((dpi) => dpi >= Number(range[1]) && dpi <= Number(range[2]))
  const listed = values.replace(/dpi.*/, '').split('|').map(Number)
  return listed.filter((dpi) => Number.isInteger(dpi) && dpi >= 50 && dpi <= 1200).slice(0, 40)
}

const lengthOf = (values: string | undefined) => Number(/\.\.([\d.]+)mm/.exec(values ?? '')?.[1] ?? Number.NaN)

/** Reads `scanimage -A`; undefined where nothing in it can be used. Never throws. */
export function parseSaneOptions(said: string, device: string): SaneOptions | undefined {
  const text = said.slice(0, MOST_TEXT)
  const resolutions = resolutionsOf(valuesOf(text, '--resolution') ?? '')
  const [widest, longest] = [lengthOf(valuesOf(text, '-x')), lengthOf(valuesOf(text, '-y'))]
  const modes: Partial<Record<'colour' | 'grey', string>> = {}
  for (const word of (valuesOf(text, '--mode') ?? '').split('|', 40)) {
    if (/^colou?r$/i.test(word)) modes.colour ??= word
    if (/^gr[ae]y(scale)?$/i.test(word)) modes.grey ??= word
  }
  const sources: Partial<Record<ScanSource, string>> = {}
  const told = valuesOf(text, '--source')
  for (const word of (told ?? 'Flatbed').split('|', 40)) {
    const source = sourceOf(word)
    if (source && word.length < 60) sources[source] ??= word
  }
  const colours = [...(modes.colour ? ['colour' as const] : []), ...(modes.grey ? ['grey' as const] : [])]
  const kinds = Object.keys(sources) as ScanSource[]
  if (resolutions.length === 0 || colours.length === 0 || kinds.length === 0) return undefined
  if (!(widest > 0 && widest < 2_000 && longest > 0 && longest < 5_000)) return undefined
  return {
    abilities: {
      name: device.slice(0, 80),
      serialNumber: '',
      sources: kinds.map((source) => ({
        source,
        resolutions,
        colours,
        formats: ['image/jpeg' as const, 'image/png' as const],
        widest,
        longest,
      })),
    },
    words: { sources: told === undefined ? {} : sources, modes },
  }
}

/** `scanimage` ends with SANE's status (sane.h). */
export function saneFailure(exit: number | null): DeviceFailure {
  const failures: Readonly<Record<number, DeviceFailure>> = {
    1: 'unreachable',
    2: 'cancelled',
    3: 'busy',
    4: 'unsupported',
    6: 'paper-jam',
    7: 'feeder-empty',
    8: 'cover-open',
    9: 'interrupted',
    11: 'no-access',
  }
  return (exit === null ? undefined : failures[exit]) ?? 'interrupted'
}

const WORDS: readonly (readonly [RegExp, number])[] = [
  [/out of documents/, 7],
  [/feeder jammed/, 6],
  [/cover is open/, 8],
  [/Device busy/, 3],
  [/denied/, 11],
  [/I\/O/, 9],
]

/** The status a line of `scanimage`'s own words tells (5 is the end of a good page, told as 0); undefined where it tells none. */
export function saneStatusOf(line: string): number | undefined {
  const said = /^Scanned page \d{1,4}\. \(scanner status = (\d{1,2})\)/.exec(line)?.[1]
  if (said !== undefined) return Number(said) === 5 ? 0 : Number(said)
  if (!/^scanimage: sane_(start|read): /.test(line)) return undefined
  return WORDS.find(([words]) => words.test(line))?.[1]
}
