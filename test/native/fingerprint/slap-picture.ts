import { pressFinger, touchOf } from '../../../main/hardware/fingerprint/simulator/impression.ts'
import { growRidgePattern, type RidgePattern } from '../../../main/hardware/fingerprint/simulator/ridge-pattern.ts'

/** A four-finger picture of 1600 x 1500 px at 500 dpi, as a slap scanner gives it, and where each fingertip was laid. */
export interface SlapPicture {
  readonly grey: Uint8Array
  readonly width: number
  readonly height: number
  readonly dpi: number
  readonly middles: readonly (readonly [x: number, y: number])[]
}

export interface SlapLayout {
  /** px down from the top of the hand, from left to right: the arc of the fingertips. */
  readonly drops: readonly number[]
  /** Radians, counter-clockwise as seen. */
  readonly turn: number
  /** px between the middles. */
  readonly gap: number
}

const patterns = new Map<number, RidgePattern>()

function pattern(seed: number): RidgePattern {
  const known = patterns.get(seed) ?? growRidgePattern(seed)
  patterns.set(seed, known)
  return known
}

/** Lays simulated prints beside each other, turned together, darker pixel wins where they meet. */
export function composeSlap(seed: number, layout: SlapLayout): SlapPicture {
  const [width, height] = [1600, 1500]
  const grey = new Uint8Array(width * height).fill(243)
  const [cos, sin] = [Math.cos(layout.turn), Math.sin(layout.turn)]
  const count = layout.drops.length
  const middles = layout.drops.map((drop, i) => {
    const [u, v] = [(i - (count - 1) / 2) * layout.gap, drop - 200]
    return [width / 2 + u * cos + v * sin, height / 2 - u * sin + v * cos] as const
  })
  for (const [i, [mx, my]] of middles.entries()) {
    const touch = { ...touchOf(seed + i, 0), angle: 0, dx: 0, dy: 0, contact: 1 }
    const print = pressFinger(pattern(40 + i), touch, seed + 10 + i)
    // Fingertips are slimmer than the simulator's single prints; the middle part is taken.
    for (let y = Math.max(0, Math.floor(my - 200)); y < Math.min(height, my + 200); y++) {
      for (let x = Math.max(0, Math.floor(mx - 200)); x < Math.min(width, mx + 200); x++) {
        const [dx, dy] = [x - mx, y - my]
        const [px, py] = [dx * cos - dy * sin, dx * sin + dy * cos]
        if ((px / 118) ** 2 + (py / 180) ** 2 > 1) continue
        const at = Math.round(py + print.height / 2) * print.width + Math.round(px + print.width / 2)
        const value = print.grey[at] ?? 243
        const place = y * width + x
        if (value < (grey[place] ?? 255)) grey[place] = value
      }
    }
  }
  return { grey, width, height, dpi: 500, middles }
}
