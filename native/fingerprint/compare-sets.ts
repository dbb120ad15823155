import { comparePrints, fuseFingerScores, thresholdFor } from './print.ts'
import type { PositionedTemplate } from './ten-set.ts'

export interface SetComparison {
  /** All fingers together, −log10 of the false match rate of one such comparison; 0 where nothing could be compared. */
  readonly score: number
  /** Fingers (ISO codes) both sets have and that say something, best first. */
  readonly fingers: readonly { readonly position: number; readonly score: number }[]
}

/** The best of several impressions' scores of one finger: it comes up by chance as many times as often as there were tries. */
function bestOf(scores: readonly number[]): number {
  return Math.max(0, Math.max(...scores) - Math.log10(scores.length))
}

/**
 * Compares two people finger by finger, whole templates, the same fingers of both; several prints of one position are impressions of that
 * finger. Throws where the engine refuses a template.
 */
export async function compareSets(
  one: readonly PositionedTemplate[],
  other: readonly PositionedTemplate[],
): Promise<SetComparison> {
  const compared = await Promise.all(
    one.map(async ({ position, template }) => {
      const impressions = other.filter((print) => print.position === position).map((print) => print.template)
      if (impressions.length === 0) return undefined
      const found = await comparePrints(template, impressions)
      if (!found.ok) throw new Error(`the fingerprint engine refused a pair: ${found.failure}`)
      return found.comparable ? { position, score: found.score } : undefined
    }),
  )
  const scores = Map.groupBy(
    compared.filter((pair) => pair !== undefined),
    (pair) => pair.position,
  )
  const fingers = [...scores]
    .map(([position, pairs]) => ({ position, score: bestOf(pairs.map((pair) => pair.score)) }))
    .sort((a, b) => b.score - a.score)
  const score = fingers.length === 0 ? 0 : await fuseFingerScores(fingers.map((finger) => finger.score))
  return { score, fingers }
}

/** A finger that stands by itself: no two strangers' fingers of 41,600 real pairs, nor those of one formula, come so near. */
const STANDS = 4.5
/** One finger alone may be scarred or badly laid since: it says nothing against its owner. */
const LEAST_TO_DENY = 2

/**
 * Whether two sets are one person's. `same`: all fingers together are within the false match rate, and at least half of them stand by
 * themselves, since the sum takes fingers for independent, which those of one flow of ridges are not. `other`: two or more were
 * compared and none stands. Else `unsure`: nobody should be held up for it.
 */
export function judgeSets({ score, fingers }: SetComparison, falseMatchRate: number): 'same' | 'other' | 'unsure' {
  const standing = fingers.filter((finger) => finger.score >= STANDS).length
  if (standing > 0 && standing * 2 >= fingers.length && score >= thresholdFor(falseMatchRate)) return 'same'
  return standing === 0 && fingers.length >= LEAST_TO_DENY ? 'other' : 'unsure'
}
