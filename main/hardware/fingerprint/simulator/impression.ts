import type { PrintImage } from '../print-record.ts'
import { PRINT_HEIGHT, PRINT_WIDTH, pictureRandom, type RidgePattern } from './ridge-pattern.ts'

/** How a finger was laid on the glass this time. */
export interface Touch {
  /** Radians. */
  readonly angle: number
  readonly dx: number
  readonly dy: number
  /** 0 as it should be … 1 bone dry. */
  readonly dryness: number
  /** 1 whole … 0.4 only the tip. */
  readonly contact: number
}

export function touchOf(seed: number, worn: number): Touch {
  const random = pictureRandom(seed)
  return {
    angle: (random() - 0.5) * 0.26,
    dx: (random() - 0.5) * 22,
    dy: (random() - 0.5) * 26,
    dryness: Math.min(1, random() * random() * 0.7 + worn),
    contact: 1 - random() * random() * 0.45,
  }
}

/** 0–100: falls with dryness, with little contact and with skew; the simulator's honest word on its own picture. */
export function qualityOf(touch: Touch): number {
  const loss = touch.dryness * 62 + (1 - touch.contact) * 75 + Math.abs(touch.angle) * 45
  return Math.max(3, Math.min(98, Math.round(92 - loss)))
}

/** The print this touch leaves: rotated, shifted, a little bent, bounded by the contact, speckled where the skin is dry. */
export function pressFinger(pattern: RidgePattern, touch: Touch, seed: number): PrintImage {
  const random = pictureRandom(seed)
  const [width, height] = [PRINT_WIDTH, PRINT_HEIGHT]
  const grey = new Uint8Array(width * height)
  const [cos, sin] = [Math.cos(touch.angle), Math.sin(touch.angle)]
  const [cx, cy] = [width / 2, height / 2]
  const [rx, ry] = [width * 0.44 * Math.sqrt(touch.contact), height * 0.46 * touch.contact]
  const [bend, wave] = [(random() - 0.5) * 5, random() * 6]
  const sample = (x: number, y: number): number => {
    const [x0, y0] = [Math.floor(x), Math.floor(y)]
    if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) return 0
    const [fx, fy] = [x - x0, y - y0]
    const at = (i: number, j: number) => pattern.field[(y0 + j) * width + x0 + i] ?? 0
    return (at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [ux, uy] = [x - cx - touch.dx, y - cy - touch.dy]
      const px = ux * cos + uy * sin + cx + bend * Math.sin(y / 70 + wave)
      const py = -ux * sin + uy * cos + cy + bend * Math.cos(x / 60 + wave)
      const edge = 1 - (ux / rx) ** 2 - (uy / ry) ** 2 + 0.1 * Math.sin(x / 9 + wave) * Math.sin(y / 11)
      const inside = 1 / (1 + Math.exp(-edge * 9))
      const speckle = random() < touch.dryness * 0.55 ? random() * 0.9 : 0
      const ink = Math.max(0, Math.min(1, (sample(px, py) + 0.25) * 0.95)) * inside * (1 - speckle)
      grey[y * width + x] = Math.max(
        0,
        Math.min(255, Math.round(243 - ink * 205 - inside * 14 + (random() - 0.5) * 12)),
      )
    }
  }
  return { width, height, dpi: 500, grey }
}
