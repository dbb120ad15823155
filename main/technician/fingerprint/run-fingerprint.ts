import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  comparePrints,
  convertMinutiae,
  convertPicture,
  createPrintIndex,
  describeTemplate,
  evaluateFolder,
  extractPrint,
} from '../../../native/fingerprint/index.ts'
import { accepted, argumentsOf, CommandStopped, numberOf, readInput, refusalWords } from './command-line.ts'
import { IDENTIFY_BENCH_USAGE, identifyBench, PRINTS_BENCH_USAGE } from './identify-bench.ts'
import { findTemplateOfFile, isTemplate, templateOfFile } from './print-of-file.ts'

const USAGE = {
  extract: 'extract IMAGE [--dpi N] [--out F.fmr] [--json]',
  compare: 'compare A B [--dpi N]',
  identify: 'identify PROBE DIR [--dpi N] [--most N]',
  quality: 'quality IMAGE [--dpi N]',
  convert:
    'convert IN OUT [--dpi N] [--rate BITS] [--format iso-2005|iso-2011|ansi-2004|ansi-2009|ansi-2009-am1|card-normal|card-compact]',
  evaluate: 'evaluate DIR [--dpi N] [--protocol fvc|all] [--json] [--scores FILE]',
  'identify-bench': IDENTIFY_BENCH_USAGE,
  'identify-bench --prints': PRINTS_BENCH_USAGE,
} as const

export const fingerprintUsage = Object.values(USAGE)
  .map((line) => `  fingerprint ${line}\n`)
  .join('')

const RECORD_FORMATS = [
  'iso-2005',
  'iso-2011',
  'ansi-2004',
  'ansi-2009',
  'ansi-2009-am1',
  'card-normal',
  'card-compact',
] as const

type Told = Readonly<Record<string, unknown>>
type Tell = (words: string) => void

const dpiOf = (text: string | undefined) => numberOf('dpi', text, 1, 10_000)

/** Writes a result where the user wants it; JSON keys come from the engine. */
function writeOutput(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes)
  } catch (fault) {
    throw new CommandStopped(`${file} cannot be written (${(fault as NodeJS.ErrnoException).code ?? 'unknown'})`, 3)
  }
}

async function extract(words: readonly string[], tell: Tell): Promise<Told> {
  const given = argumentsOf(words, USAGE.extract, 1, { dpi: 'string', out: 'string', json: 'boolean' })
  const [file = ''] = given.places
  const print = accepted(file, await extractPrint({ file: readInput(file), dpi: dpiOf(given.text('dpi')) }))
  if (!print.dpiStated) tell(`${file} states no resolution: 500 dpi was assumed`)
  const out = given.text('out')
  if (out !== undefined) writeOutput(out, accepted(file, await convertMinutiae(print.template, 'iso-2005')).bytes)
  const { ok: _, template, minutiae: count, ...about } = print
  const summary = { ...about, minutiaeCount: count, templateBytes: template.length }
  if (!given.isSet('json')) return summary
  const { ok: __, minutiae, singularPoints } = accepted(file, await describeTemplate(template))
  return { ...summary, minutiae, singularPoints }
}

async function quality(words: readonly string[], tell: Tell): Promise<Told> {
  const given = argumentsOf(words, USAGE.quality, 1, { dpi: 'string', json: 'boolean' })
  const [file = ''] = given.places
  const print = accepted(file, await extractPrint({ file: readInput(file), dpi: dpiOf(given.text('dpi')) }))
  if (!print.dpiStated) tell(`${file} states no resolution: 500 dpi was assumed`)
  return {
    quality: print.quality,
    reasons: print.reasons,
    areaSquareMm: print.areaSquareMm,
    minutiaeCount: print.minutiae,
  }
}

async function compare(words: readonly string[]): Promise<Told> {
  const given = argumentsOf(words, USAGE.compare, 2, { dpi: 'string', json: 'boolean' })
  const [a = '', b = ''] = given.places
  const dpi = dpiOf(given.text('dpi'))
  const first = await templateOfFile(a, dpi)
  const second = await templateOfFile(b, dpi)
  const { ok: _, ...found } = accepted(`${a}, ${b}`, await comparePrints(first, [second]))
  return { ...found, falseMatchRate: 10 ** -found.score }
}

function printsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(png|pgm|tiff?|bmp|wsq|fmr|sbt)$/i.test(name))
      .sort()
  } catch (fault) {
    throw new CommandStopped(`${folder} cannot be read (${(fault as NodeJS.ErrnoException).code ?? 'unknown'})`, 3)
  }
}

async function identify(words: readonly string[], tell: Tell): Promise<Told> {
  const given = argumentsOf(words, USAGE.identify, 2, { dpi: 'string', most: 'string', json: 'boolean' })
  const [file = '', folder = ''] = given.places
  const dpi = dpiOf(given.text('dpi'))
  const most = numberOf('most', given.text('most'), 1, 10_000) ?? 10
  const probe = await templateOfFile(file, dpi)
  const index = createPrintIndex()
  const names = printsIn(folder)
  const templates = new Map<number, Uint8Array>()
  const refused: string[] = []
  for (const [subject, name] of names.entries()) {
    const found = await findTemplateOfFile(path.join(folder, name), dpi)
    if (!found.ok) {
      refused.push(name)
      tell(refusalWords(name, found))
      continue
    }
    templates.set(subject, found.template)
    accepted(name, await index.add(subject, [{ position: 0, template: found.template }]))
  }
  const request = { most, keepLeast: Math.max(64, most) }
  const search = accepted(file, await index.search([{ position: 0, template: probe }], request))
  // The index keeps minutiae alone; who is left is compared once more with everything the templates hold.
  const hits = []
  for (const hit of search.hits) {
    const template = templates.get(hit.subject)
    const whole = template ? accepted(file, await comparePrints(probe, [template])) : undefined
    hits.push({ file: names[hit.subject], score: whole?.score ?? hit.score })
  }
  hits.sort((a, b) => b.score - a.score)
  return { hits, prints: templates.size, refused, scanned: search.scanned, compared: search.compared }
}

async function convert(words: readonly string[], tell: Tell): Promise<Told> {
  const given = argumentsOf(words, USAGE.convert, 2, {
    dpi: 'string',
    rate: 'string',
    format: 'string',
    json: 'boolean',
  })
  const [file = '', out = ''] = given.places
  const dpi = dpiOf(given.text('dpi'))
  const ending = path.extname(out).slice(1).toLowerCase()
  const bytes = readInput(file)
  const format = given.text('format') ?? (ending === 'fmr' ? 'iso-2005' : undefined)
  if (format !== undefined) {
    const known = RECORD_FORMATS.find((one) => one === format)
    if (!known) throw new CommandStopped(`--format takes one of ${RECORD_FORMATS.join(', ')}, not "${format}"`, 2)
    const template = isTemplate(bytes) ? bytes : accepted(file, await extractPrint({ file: bytes, dpi })).template
    const record = accepted(file, await convertMinutiae(template, known)).bytes
    writeOutput(out, record)
    return { written: out, format: known, bytes: record.length }
  }
  const kind = (['png', 'pgm', 'wsq'] as const).find((one) => one === ending)
  if (!kind)
    throw new CommandStopped(`${out}: its ending must be png, pgm, wsq or fmr, or --format must say what to write`, 2)
  if (isTemplate(bytes)) throw new CommandStopped(`${file} is a minutiae record: no picture can be made of it`, 3)
  const rate = numberOf('rate', given.text('rate'), 0.1, 5)
  const picture = accepted(file, await convertPicture({ file: bytes, dpi }, kind, rate))
  if (kind === 'wsq' && dpi === undefined) tell('without --dpi the resolution is the one of the file, or 500')
  writeOutput(out, picture.bytes)
  return { written: out, format: kind, bytes: picture.bytes.length }
}

async function evaluate(words: readonly string[], tell: Tell): Promise<Told> {
  const given = argumentsOf(words, USAGE.evaluate, 1, {
    dpi: 'string',
    protocol: 'string',
    scores: 'string',
    json: 'boolean',
  })
  const [folder = ''] = given.places
  const protocol = (['fvc', 'all'] as const).find((one) => one === (given.text('protocol') ?? 'all'))
  if (!protocol) throw new CommandStopped('--protocol takes fvc or all', 2)
  const dpi = numberOf('dpi', given.text('dpi'), 300, 1000) ?? 0
  const found = await evaluateFolder(path.resolve(folder), { dpi, protocol })
  if ('failure' in found) throw new CommandStopped(refusalWords(folder, found), 3)
  const { ok: _, ...figures } = found.evaluation
  if (figures.prints === 0) throw new CommandStopped(`${folder} holds no FINGER_IMPRESSION.(png|pgm|tif|wsq)`, 3)
  if (figures.impostor === 0) tell('prints of one finger alone: without strangers the rates say nothing')
  if (figures.thinned)
    tell('many pairs: of the impostors all first impressions, of the others those with (i + j) mod 8 = 0')
  const scores = given.text('scores')
  if (scores !== undefined) writeOutput(scores, found.scores)
  return figures
}

const COMMANDS: Readonly<Record<string, (words: readonly string[], tell: Tell) => Promise<Told>>> = {
  extract,
  quality,
  compare,
  identify,
  convert,
  evaluate,
  'identify-bench': identifyBench,
}

/**
 * `sobo fingerprint …`: works on files alone; no core, no sign-in, no data folder. JSON on stdout, words on stderr.
 * Exit codes: 0 done, 2 wrong command line, 3 a file that cannot be read, written or used.
 */
export async function runFingerprint(
  words: readonly string[],
  print: (json: string) => void,
  tell: Tell,
): Promise<number> {
  const command = COMMANDS[words[0] ?? '']
  if (!command) {
    tell(`usage: sobo <command>\n\n${fingerprintUsage}`)
    return words[0] === '--help' ? 0 : 2
  }
  try {
    print(JSON.stringify(await command(words.slice(1), tell), null, 2))
    return 0
  } catch (fault) {
    if (!(fault instanceof CommandStopped)) throw fault
    tell(fault.message)
    return fault.status
  }
}
