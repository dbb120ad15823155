import { comparePrints, fuseFingerScores } from './print.ts'
import type { PositionedTemplate } from './ten-set.ts'

export interface SetComparison {
  /** All fingers together, −log10 of the false match rate of one such comparison; 0 where nothing could be compared. */
  readonly score: number
  /** Fingers (ISO codes) both sets have and that say something, best first. */
  readonly fingers: readonly { readonly position: number; readonly score: number }[]
}

/** Compares two people finger by finger, whole templates, the same fingers of both. Throws where the engine refuses a template. */
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
  const fingers = compared.filter((pair) => pair !== undefined).sort((a, b) => b.score - a.score)
  const score = fingers.length === 0 ? 0 : await fuseFingerScores(fingers.map((finger) => finger.score))
  return { score, fingers }
}
