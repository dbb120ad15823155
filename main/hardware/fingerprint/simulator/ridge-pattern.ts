/**
 * Ridge patterns of fingers that nobody has: an orientation field from loops and deltas, and ridges that grow out of noise by
 * filtering along it, so that minutiae come about by themselves. Deterministic by seed. 500 dpi.
 */
export interface RidgePattern {
  readonly width: number
  readonly height: number
  /** −1 valley … 1 ridge, row by row. */
  readonly field: Float32Array
}

export const PRINT_WIDTH = 300
export const PRINT_HEIGHT = 400
const ORIENTATIONS = 24
const RADIUS = 7
const SIDE = 2 * RADIUS + 1
const ROUNDS = 5
const BENDS = 4

/** Small even stream of numbers for pictures; never for keys. */
export function pictureRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function seedOfText(text: string): number {
  let hash = 2_166_136_261
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619)
  return hash >>> 0
}

type Point = readonly [x: number, y: number]
type Orientation = (x: number, y: number) => number

/** Zero-pole model of Sherlock and Monro: half the sum of the angles to the loops, less those to the deltas. */
function zeroPole(loops: readonly Point[], deltas: readonly Point[]): Orientation {
  return (x, y) => {
    let angle = 0
    for (const [lx, ly] of loops) angle += Math.atan2(ly - y, x - lx)
    for (const [dx, dy] of deltas) angle -= Math.atan2(dy - y, x - dx)
    return angle / 2
  }
}

/** Left loop, right loop, whorl or arch, in about the shares people have them. */
function chooseOrientation(random: () => number): Orientation {
  const cx = PRINT_WIDTH / 2 + (random() - 0.5) * 24
  const cy = PRINT_HEIGHT * 0.44 + (random() - 0.5) * 30
  const kind = random()
  if (kind < 0.06) {
    const bend = 0.75 + random() * 0.35
    return (x, y) =>
      Math.atan(
        bend *
          Math.max(0, 1 - Math.abs(y - cy * 1.25) / (PRINT_HEIGHT * 0.75)) *
          Math.cos(((x - cx) / PRINT_WIDTH) * Math.PI + Math.PI / 2) *
          1.4,
      )
  }
  if (kind < 0.66) {
    const side = kind < 0.36 ? 1 : -1
    const core: Point = [cx, cy]
    const delta: Point = [cx + side * (70 + random() * 25), cy + 105 + random() * 35]
    return zeroPole([core], [delta])
  }
  const gap = 16 + random() * 22
  return zeroPole(
    [
      [cx + 3, cy - gap / 2],
      [cx - 3, cy + gap],
    ],
    [
      [cx - 85 - random() * 20, cy + 115 + random() * 25],
      [cx + 85 + random() * 20, cy + 115 + random() * 25],
    ],
  )
}

/**
 * Bends the flow of a finger its own way: slow waves of direction over the print. Without them strangers of one class share their flow
 * everywhere, and that is more alike than people are.
 */
function bent(flow: Orientation, random: () => number): Orientation {
  const waves = Array.from({ length: BENDS }, () => {
    const heading = random() * 2 * Math.PI
    const turns = (2 * Math.PI) / (130 + random() * 220)
    return {
      kx: Math.cos(heading) * turns,
      ky: Math.sin(heading) * turns,
      phase: random() * 2 * Math.PI,
      most: 0.08 + random() * 0.24,
    }
  })
  return (x, y) =>
    waves.reduce((angle, one) => angle + one.most * Math.sin(one.kx * x + one.ky * y + one.phase), flow(x, y))
}

/** Oriented band-pass kernels, sum zero, for each of the quantised directions. */
function kernels(period: number): Float32Array[] {
  return Array.from({ length: ORIENTATIONS }, (_, k) => {
    const theta = (k * Math.PI) / ORIENTATIONS
    const kernel = new Float32Array(SIDE * SIDE)
    let sum = 0
    for (let v = -RADIUS; v <= RADIUS; v++) {
      for (let u = -RADIUS; u <= RADIUS; u++) {
        // Across the ridge the wave, along it only the bell.
        const across = -u * Math.sin(theta) - v * Math.cos(theta)
        const bell = Math.exp(-(u * u + v * v) / (2 * 3.4 * 3.4))
        const value = bell * Math.cos((2 * Math.PI * across) / period)
        kernel[(v + RADIUS) * SIDE + u + RADIUS] = value
        sum += value
      }
    }
    let weight = 0
    for (let i = 0; i < kernel.length; i++) {
      kernel[i] = (kernel[i] ?? 0) - sum / kernel.length
      weight += Math.abs(kernel[i] ?? 0)
    }
    return kernel.map((value) => (value * 2.4) / weight)
  })
}

/** Grows one pattern; about a third of a second on a slow core, so callers do it beside their event loop. */
export function growRidgePattern(seed: number): RidgePattern {
  const random = pictureRandom(seed)
  const orientation = bent(chooseOrientation(random), random)
  const bank = kernels(7.6 + random() * 3)
  const [width, height] = [PRINT_WIDTH, PRINT_HEIGHT]
  const direction = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const theta = ((orientation(x, y) % Math.PI) + Math.PI) % Math.PI
      direction[y * width + x] = Math.round((theta * ORIENTATIONS) / Math.PI) % ORIENTATIONS
    }
  }
  let field = Float32Array.from({ length: width * height }, () => random() * 2 - 1)
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float32Array(width * height)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const kernel = bank[direction[y * width + x] ?? 0]
        if (!kernel) continue
        let sum = 0
        for (let v = -RADIUS; v <= RADIUS; v++) {
          const row = Math.min(height - 1, Math.max(0, y + v)) * width
          const line = (v + RADIUS) * SIDE + RADIUS
          for (let u = -RADIUS; u <= RADIUS; u++) {
            const column = x + u < 0 ? 0 : x + u >= width ? width - 1 : x + u
            sum += (kernel[line + u] ?? 0) * (field[row + column] ?? 0)
          }
        }
        // Saturating: weak ridges grow, strong ones stay.
        next[y * width + x] = Math.tanh(sum * (round === 0 ? 6 : 2.6))
      }
    }
    field = next
  }
  return { width, height, field }
}
