import { type FingerPosition, isoFingerCode } from '../domain/biometric/finger-position.ts'
import { writePrintRecord } from '../main/hardware/fingerprint/print-record.ts'
import { pressFinger, type Touch } from '../main/hardware/fingerprint/simulator/impression.ts'
import {
  growRidgePattern,
  type RidgePattern,
  seedOfText,
} from '../main/hardware/fingerprint/simulator/ridge-pattern.ts'

const grown = new Map<string, RidgePattern>()

function patternOf(person: string, finger: FingerPosition): RidgePattern {
  const key = `${person}/${finger}`
  const pattern = grown.get(key) ?? growRidgePattern(seedOfText(key))
  grown.set(key, pattern)
  return pattern
}

/** A calm touch, another one for each visit: a little turned and shifted, the whole finger on the glass. */
const touchOn = (visit: number): Touch => ({
  angle: ((visit % 5) - 2) * 0.04,
  dx: ((visit * 7) % 9) - 4,
  dy: ((visit * 5) % 11) - 5,
  dryness: 0.1,
  contact: 0.95,
})

/** The ISO/IEC 19794-4 records a simulated person leaves on one visit; the same person has the same ridges on every visit. */
export function syntheticPrints(
  person: string,
  visit: number,
  fingers: readonly FingerPosition[] = ['right-thumb', 'right-index', 'left-index'],
): Record<string, Uint8Array> {
  return Object.fromEntries(
    fingers.map((finger) => {
      const image = pressFinger(patternOf(person, finger), touchOn(visit), visit * 100 + isoFingerCode(finger))
      return [finger, writePrintRecord(image, isoFingerCode(finger), 80)]
    }),
  )
}
