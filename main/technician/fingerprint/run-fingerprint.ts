import path from 'node:path'
import {
  comparePrints,
  convertMinutiae,
  describeTemplate,
  evaluateFolder,
  extractPrint,
} from '../../../native/fingerprint/index.ts'
import { accepted, argumentsOf, CommandStopped, numberOf, readInput, refusalWords } from './command-line.ts'
import { CONVERT_USAGE, convertFile } from './convert-file.ts'
import { IDENTIFY_BENCH_USAGE, identifyBench, PRINTS_BENCH_USAGE } from './identify-bench.ts'
import { IDENTIFY_USAGE, identifyPrint } from './identify-print.ts'
import { dpiOf, findPicture, READING_OPTIONS, type Reading, readingOf, templateOfFile } from './print-of-file.ts'
import { writeOutput } from './write-output.ts'

const USAGE = {
  extract: 'extract IMAGE [--dpi N] [--finger N] [--view N] [--width N --height N] [--out F.fmr] [--json]',
  compare: 'compare A B [--dpi N] [--dpi-b N] [--json]',
  identify: IDENTIFY_USAGE,
  quality: 'quality IMAGE [--dpi N] [--view N] [--width N --height N] [--json]',
  convert: CONVERT_USAGE,
  evaluate: 'evaluate DIR [--dpi N] [--protocol fvc|all] [--json] [--scores FILE]',
  'identify-bench': IDENTIFY_BENCH_USAGE,
  'identify-bench --prints': PRINTS_BENCH_USAGE,
} as const

export const fingerprintUsage = Object.values(USAGE)
  .map((line) => `  fingerprint ${line}\n`)
  .join('')

type Told = Readonly<Record<string, unknown>>
type Tell = (words: string) => void

/** The print of a picture file; says when its resolution was assumed. */
async function printOf(file: string, reading: Reading, position: number, tell: Tell) {
  const found = accepted(file, await findPicture(readInput(file), reading))
  const print = accepted(file, await extractPrint(found.picture, { position }))
  const dpiStated = found.dpiStated ?? print.dpiStated
  if (!dpiStated) tell(`${file} states no resolution: 500 dpi was assumed`)
  return { ...print, dpiStated }
}

async function extract(words: readonly string[], tell: Tell): Promise<Told> {
  const options = { ...READING_OPTIONS, finger: 'string', out: 'string', json: 'boolean' } as const
  const given = argumentsOf(words, USAGE.extract, 1, options)
  const [file = ''] = given.places
  const finger = Math.floor(numberOf('finger', given.text('finger'), 0, 10) ?? 0)
  const print = await printOf(file, readingOf(given), finger, tell)
  const out = given.text('out')
  if (out !== undefined) writeOutput(out, accepted(file, await convertMinutiae(print.template, 'iso-2005')).bytes)
  const { ok: _, template, minutiae: count, ...about } = print
  const summary = { ...about, finger, minutiaeCount: count, templateBytes: template.length }
  if (!given.isSet('json')) return summary
  const { ok: __, minutiae, singularPoints } = accepted(file, await describeTemplate(template))
  return { ...summary, minutiae, singularPoints }
}

async function quality(words: readonly string[], tell: Tell): Promise<Told> {
  const given = argumentsOf(words, USAGE.quality, 1, { ...READING_OPTIONS, json: 'boolean' })
  const [file = ''] = given.places
  const print = await printOf(file, readingOf(given), 0, tell)
  return {
    quality: print.quality,
    reasons: print.reasons,
    areaSquareMm: print.areaSquareMm,
    minutiaeCount: print.minutiae,
  }
}

/** Strangers were counted up to this score; the scale is promised to 1 in a million and says nothing beyond. */
const COUNTED_SCORE = 3.6
const LEAST_RATE = 1e-6

async function compare(words: readonly string[]): Promise<Told> {
  const given = argumentsOf(words, USAGE.compare, 2, { dpi: 'string', 'dpi-b': 'string', json: 'boolean' })
  const [a = '', b = ''] = given.places
  const dpi = dpiOf(given)
  const first = await templateOfFile(a, { dpi })
  const second = await templateOfFile(b, { dpi: dpiOf(given, 'dpi-b') ?? dpi })
  const { ok: _, ...found } = accepted(`${a}, ${b}`, await comparePrints(first, [second]))
  return {
    ...found,
    /** At most; never stated below 1e-6. */
    falseMatchRate: Math.max(LEAST_RATE, 10 ** -found.score),
    falseMatchRateCounted: found.score <= COUNTED_SCORE,
  }
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
  const dpi = dpiOf(given) ?? 0
  const found = await evaluateFolder(path.resolve(folder), { dpi, protocol })
  if ('failure' in found) throw new CommandStopped(refusalWords(folder, found), 3)
  const { ok: _, ...figures } = found.evaluation
  if (figures.prints === 0) throw new CommandStopped(`${folder} holds no FINGER_IMPRESSION.(png|pgm|tif|wsq)`, 3)
  if (figures.genuine === 0 || figures.impostor === 0)
    tell(
      `${folder} holds no two prints of ${figures.genuine === 0 ? 'one finger' : 'different fingers'}: there are no error rates`,
    )
  if (figures.failuresToExtract === figures.prints)
    tell(
      'no print could be used; `sobo fingerprint quality` says why of each, --dpi states a resolution the files state wrongly',
    )
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
  identify: identifyPrint,
  convert: convertFile,
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
