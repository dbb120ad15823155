import { readdirSync } from 'node:fs'
import path from 'node:path'
import { comparePrints, createPrintIndex } from '../../../native/fingerprint/index.ts'
import { accepted, argumentsOf, CommandStopped, numberOf, refusalWords } from './command-line.ts'
import { dpiOf, findTemplateOfFile, templateOfFile } from './print-of-file.ts'

export const IDENTIFY_USAGE = 'identify PROBE DIR [--dpi N] [--most N] [--json]'

/** So many of the index's hits are looked at again, however few are asked for. */
const LEAST_COMPARED = 64

function printsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(png|pgm|tiff?|bmp|wsq|fir|fmr|sbt)$/i.test(name))
      .sort()
  } catch (fault) {
    throw new CommandStopped(`${folder} cannot be read (${(fault as NodeJS.ErrnoException).code ?? 'unknown'})`, 3)
  }
}

/** Who of a folder is this? Files that cannot be used are listed and said, the others searched. */
export async function identifyPrint(
  words: readonly string[],
  tell: (words: string) => void,
): Promise<Readonly<Record<string, unknown>>> {
  const given = argumentsOf(words, IDENTIFY_USAGE, 2, { dpi: 'string', most: 'string', json: 'boolean' })
  const [file = '', folder = ''] = given.places
  const dpi = dpiOf(given)
  const most = numberOf('most', given.text('most'), 1, 10_000) ?? 10
  const probe = await templateOfFile(file, { dpi })
  const names = printsIn(folder)
  if (names.length === 0) throw new CommandStopped(`${folder} holds no prints (png, pgm, tif, bmp, wsq, fir, fmr)`, 3)
  const index = createPrintIndex()
  const templates = new Map<number, Uint8Array>()
  const refused: string[] = []
  for (const [subject, name] of names.entries()) {
    const found = await findTemplateOfFile(path.join(folder, name), { dpi })
    const added = found.ok ? await index.add(subject, [{ position: 0, template: found.template }]) : found
    if (found.ok && added.ok) templates.set(subject, found.template)
    else if (!added.ok) {
      refused.push(name)
      tell(refusalWords(name, added))
    }
  }
  // The index keeps minutiae alone, so its order is not the last word: more of its hits than are asked for are compared with all their
  // templates hold, and cut afterwards.
  const compared = Math.max(LEAST_COMPARED, most)
  const request = { most: compared, keepLeast: compared }
  const search = accepted(file, await index.search([{ position: 0, template: probe }], request))
  const hits = []
  for (const hit of search.hits) {
    const template = templates.get(hit.subject)
    const whole = template ? accepted(names[hit.subject] ?? folder, await comparePrints(probe, [template])) : undefined
    hits.push({ file: names[hit.subject], score: whole?.score ?? hit.score })
  }
  hits.sort((a, b) => b.score - a.score)
  return {
    hits: hits.slice(0, Math.floor(most)),
    prints: templates.size,
    refused,
    scanned: search.scanned,
    compared: search.compared,
  }
}
