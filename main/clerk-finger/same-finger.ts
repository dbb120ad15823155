import type { FingerPosition } from '../../domain/biometric/finger-position.ts'
import type { PrintJudge } from '../fingerprint/index.ts'
import type { ClerkPrint } from './clerk-finger-store.ts'

/**
 * Score (−log10) from which a finger is the registered one: a stated false match rate of 1 in 10,000 a try, what NIST SP 800-63B-4 asks
 * of a biometric second factor and as far as the engine's scale was measured. Five tries, then the account rests.
 */
const SAME_FINGER = 4

/** Whether a template is of the same finger as the impressions; `undefined`: could not be compared. */
export async function isSameFinger(
  judge: PrintJudge,
  template: Uint8Array,
  impressions: readonly Uint8Array[],
): Promise<boolean | undefined> {
  if (impressions.length === 0) return false
  const score = await judge.compareFinger(template, impressions)
  return score === undefined ? undefined : score >= SAME_FINGER
}

export function impressionsOf(prints: readonly ClerkPrint[], finger: FingerPosition): Uint8Array[] {
  return prints.filter((print) => print.finger === finger).map((print) => print.template)
}
