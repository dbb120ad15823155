import type { PortraitCheck } from '../../../../domain/identity-card/application.ts'
import { background } from './background.ts'
import { exposure } from './exposure.ts'
import { greyOf, type Pixels } from './pixels.ts'
import { sharpness } from './sharpness.ts'

/**
 * Checks this program really makes; pose, eyes, glasses and ears are judged by the officer. The limits are our own, chosen on
 * synthetic pictures brought to 300×400: no circular states figures, so they warn and can be overridden with a reason.
 */
export const portraitLimits = {
  /** Height in pixels of the part of the camera's picture that becomes the portrait. */
  leastHeight: 480,
  leastSharpness: 40,
  leastBrightness: 70,
  mostBrightness: 215,
  /** Share of the face burnt out or drowned. */
  mostLost: 0.08,
  mostUnevenness: 22,
  leastBackground: 140,
} as const

/** Pictures are judged at this size, so that the figures of two cameras compare. */
export const JUDGED_WIDTH = 300
export const JUDGED_HEIGHT = 400

const rounded = (value: number): number => Math.round(value * 100) / 100

/** `pixels` is the crop at 300×400, `sourceHeight` its height in the camera's own pixels. */
export function portraitChecks(pixels: Pixels, sourceHeight: number): PortraitCheck[] {
  const limits = portraitLimits
  const grey = greyOf(pixels)
  const sharp = sharpness(grey)
  const light = exposure(grey)
  const wall = background(grey)
  const lost = light.over + light.under
  return [
    {
      check: 'size',
      passed: sourceHeight >= limits.leastHeight,
      figure: Math.round(sourceHeight),
      limit: limits.leastHeight,
    },
    {
      check: 'sharpness',
      passed: sharp >= limits.leastSharpness,
      figure: rounded(sharp),
      limit: limits.leastSharpness,
    },
    {
      check: 'too-dark',
      passed: light.mean >= limits.leastBrightness,
      figure: rounded(light.mean),
      limit: limits.leastBrightness,
    },
    {
      check: 'too-bright',
      passed: light.mean <= limits.mostBrightness,
      figure: rounded(light.mean),
      limit: limits.mostBrightness,
    },
    { check: 'lost-detail', passed: lost <= limits.mostLost, figure: rounded(lost), limit: limits.mostLost },
    {
      check: 'background-uneven',
      passed: wall.unevenness <= limits.mostUnevenness,
      figure: rounded(wall.unevenness),
      limit: limits.mostUnevenness,
    },
    {
      check: 'background-dark',
      passed: wall.mean >= limits.leastBackground,
      figure: rounded(wall.mean),
      limit: limits.leastBackground,
    },
  ]
}
