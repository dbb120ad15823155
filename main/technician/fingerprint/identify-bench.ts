import { readdirSync } from 'node:fs'
import path from 'node:path'
import { benchIdentification, benchPrints } from '../../../native/fingerprint/index.ts'
import { accepted, argumentsOf, CommandStopped, numberOf } from './command-line.ts'

export const IDENTIFY_BENCH_USAGE =
  'identify-bench --people N [--probes N] [--seed N] [--hardness X] [--keep SHARE] [--exhaustive N] [--one-finger]'
export const PRINTS_BENCH_USAGE =
  'identify-bench --prints DIR [--people N] [--dpi N] [--seed N] [--keep SHARE] [--one-mate]'

const OPTIONS = {
  people: 'string',
  probes: 'string',
  seed: 'string',
  hardness: 'string',
  keep: 'string',
  exhaustive: 'string',
  'one-finger': 'boolean',
  prints: 'string',
  dpi: 'string',
  'one-mate': 'boolean',
  json: 'boolean',
} as const

/** The folder itself when it holds prints, otherwise the folders in it: one for each sensor. */
function foldersOf(place: string): string[] {
  try {
    const entries = readdirSync(place, { withFileTypes: true })
    const below = entries.filter((entry) => entry.isDirectory()).map((entry) => path.resolve(place, entry.name))
    return entries.some((entry) => entry.isFile()) || below.length === 0 ? [path.resolve(place)] : below.sort()
  } catch (fault) {
    throw new CommandStopped(`${place} cannot be read (${(fault as NodeJS.ErrnoException).code ?? 'unknown'})`, 3)
  }
}

/** Search among synthetic people; with --prints real prints among synthetic ones, to see what the scan loses against comparing everything. */
export async function identifyBench(words: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const given = argumentsOf(words, IDENTIFY_BENCH_USAGE, 0, OPTIONS)
  const people = numberOf('people', given.text('people'), 1, 5_000_000)
  const seed = numberOf('seed', given.text('seed'), 0, 2 ** 53) ?? 1
  const keepShare = numberOf('keep', given.text('keep'), 0, 1) ?? 0.01
  const prints = given.text('prints')
  if (prints !== undefined) {
    const dpi = numberOf('dpi', given.text('dpi'), 300, 1000) ?? 0
    const filling = Math.floor(people ?? 50_000)
    const oneMate = given.isSet('one-mate')
    const bench = await benchPrints({ folders: foldersOf(prints), people: filling, dpi, seed, keepShare, oneMate })
    const { ok: _, ...figures } = accepted(prints, bench)
    if (figures.prints === 0) throw new CommandStopped(`${prints} holds no FINGER_IMPRESSION.(png|pgm|tif|wsq)`, 3)
    return { people: filling, oneMate, ...figures }
  }
  if (people === undefined) throw new CommandStopped(`usage: sobo fingerprint ${IDENTIFY_BENCH_USAGE}`, 2)
  const bench = await benchIdentification({
    people: Math.floor(people),
    probes: numberOf('probes', given.text('probes'), 1, 100_000) ?? 100,
    seed,
    hardness: numberOf('hardness', given.text('hardness'), 0, 2) ?? 1,
    keepShare,
    exhaustiveProbes: numberOf('exhaustive', given.text('exhaustive'), 0, 100_000) ?? 0,
    oneFinger: given.isSet('one-finger'),
  })
  const { ok: _, ...figures } = accepted('identify-bench', bench)
  return { people: Math.floor(people), ...figures }
}
