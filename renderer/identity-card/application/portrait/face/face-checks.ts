import type { PortraitCheck } from '../../../../../domain/identity-card/application.ts'
import type { FaceFigures } from './face-figures.ts'

/**
 * Limits of the face. ISO/IEC 39794-5 wants yaw and pitch within 5° and roll within 8°; a model that measures a live face to a few degrees
 * cannot hold it to that, so the limits are wider, chosen on drawn faces (test/renderer/…/face), and every one can be overridden.
 */
export const faceLimits = {
  /** Radians: 7°, 11.5°, 8°. */
  mostYaw: 0.12,
  mostPitch: 0.2,
  mostRoll: 0.14,
  leastEyes: 0.2,
  mostMouth: 0.15,
  leastHead: 0.28,
  mostHead: 0.56,
  mostOffCentre: 0.1,
  leastEyeBrightness: 0.45,
  mostUnevenLight: 0.25,
} as const

const rounded = (value: number): number => Math.round(value * 100) / 100

const atLeast = (check: string, figure: number, limit: number): PortraitCheck => ({
  check,
  passed: figure >= limit,
  figure: rounded(figure),
  limit,
})
const atMost = (check: string, figure: number, limit: number): PortraitCheck => ({
  check,
  passed: figure <= limit,
  figure: rounded(figure),
  limit,
})

/** The checks of the face in the order in which they should be put right. Without a face nothing else is asked. */
export function faceChecks({ faces, largest }: FaceFigures): PortraitCheck[] {
  const limits = faceLimits
  const found = atLeast('face-missing', faces, 1)
  if (!largest) return [found]
  return [
    found,
    atMost('faces-several', faces, 1),
    atLeast('head-small', largest.head, limits.leastHead),
    atMost('head-large', largest.head, limits.mostHead),
    atMost('head-off-centre', largest.offCentre, limits.mostOffCentre),
    atMost('face-turned', Math.abs(largest.yaw), limits.mostYaw),
    atMost('face-nodding', Math.abs(largest.pitch), limits.mostPitch),
    atMost('face-tilted', Math.abs(largest.roll), limits.mostRoll),
    atLeast('eyes-hidden', largest.eyeBrightness, limits.leastEyeBrightness),
    atLeast('eyes-closed', largest.eyes, limits.leastEyes),
    atMost('mouth-open', largest.mouth, limits.mostMouth),
    atMost('light-uneven', largest.unevenLight, limits.mostUnevenLight),
  ]
}
