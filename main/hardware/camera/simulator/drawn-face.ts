import { above, arc, below, both, ellipse, type Shape, without } from './soft-shapes.ts'

/**
 * A drawn, neutral face of nobody, as layers of soft shapes: enough for a camera, a crop and the checks of a portrait.
 * Coordinates are pixels of a 640×480 picture; colours 0–255.
 */
export type Colour = readonly [red: number, green: number, blue: number]

export interface FaceLook {
  readonly skin: Colour
  readonly hair: Colour
  readonly shirt: Colour
  /** Width of the face over the usual. */
  readonly width: number
}

export interface Layer {
  readonly shape: Shape
  readonly colour: Colour | ((x: number, y: number) => Colour)
  readonly strength?: number
}

export const shade = (colour: Colour, by: number): Colour => [colour[0] * by, colour[1] * by, colour[2] * by]

/** All layers, back to front. `eyes` 1 open … 0 shut. */
export function faceLayers(look: FaceLook, eyes: number): Layer[] {
  const [cx, cy] = [320, 214]
  const [rx, ry] = [78 * look.width, 104]
  const head = ellipse(cx, cy, rx, ry)
  const jaw = ellipse(cx, cy + 34, rx * 0.86, 84)
  const face: Shape = (x, y) => Math.max(head(x, y), jaw(x, y))
  const skin = (x: number, y: number): Colour => {
    // Even light from the front, a trace darker towards the rim and under the chin.
    const rim = Math.hypot((x - cx) / rx, (y - cy) / ry)
    return shade(look.skin, 1.03 - 0.13 * Math.max(0, rim - 0.35) - 0.1 / (1 + Math.exp((cy + 104 - y) / 5)))
  }
  const hair = ellipse(cx, cy - 22, rx + 14, ry + 4, 0.9)
  const neck = both(ellipse(cx, 360, 40, 72, 0.8), below(296))
  // A narrow soft ellipse trails far along its length: the bridge ends where the nose does.
  const nose = ellipse(cx, cy + 16, 22, 40, 5)
  const eyeY = cy - 6
  const brow = shade(look.hair, 1.15)
  const layers: Layer[] = [
    { shape: both(ellipse(cx, 505, 205, 118, 0.8), below(0)), colour: look.shirt },
    { shape: both(ellipse(cx, 402, 58, 34, 0.8), below(372)), colour: [244, 246, 248] },
    { shape: neck, colour: shade(look.skin, 0.93) },
    { shape: both(ellipse(cx, 330, 46, 26, 6), neck), colour: shade(look.skin, 0.78), strength: 0.55 },
    { shape: hair, colour: look.hair },
    { shape: ellipse(cx - rx - 4, cy + 6, 13, 25, 0.7), colour: shade(look.skin, 0.95) },
    { shape: ellipse(cx + rx + 4, cy + 6, 13, 25, 0.7), colour: shade(look.skin, 0.95) },
    { shape: ellipse(cx - rx - 3, cy + 7, 6, 15, 2.5), colour: shade(look.skin, 0.8), strength: 0.5 },
    { shape: ellipse(cx + rx + 3, cy + 7, 6, 15, 2.5), colour: shade(look.skin, 0.8), strength: 0.5 },
    { shape: face, colour: skin },
    // The fringe takes the hair's own outline: the head's would leave its rim shining through.
    {
      shape: both(without(hair, ellipse(cx + 12, cy + 34, rx * 0.99, ry * 0.98, 2)), above(cy - 16, 6)),
      colour: look.hair,
    },
  ]
  for (const side of [-1, 1]) {
    const ex = cx + side * 33 * look.width
    layers.push(
      { shape: ellipse(ex, eyeY, 21, 12, 4), colour: shade(look.skin, 0.86), strength: 0.55 },
      { shape: ellipse(ex, eyeY, 16, Math.max(0.6, 7.4 * eyes), 0.9), colour: [246, 246, 244] },
      {
        shape: both(ellipse(ex, eyeY, 7.4, 7.4, 0.8), ellipse(ex, eyeY, 16, Math.max(0.6, 7.4 * eyes), 0.9)),
        colour: [62, 42, 30],
      },
      {
        shape: both(ellipse(ex, eyeY, 3.4, 3.4, 0.7), ellipse(ex, eyeY, 16, Math.max(0.6, 7.4 * eyes), 0.9)),
        colour: [16, 12, 10],
      },
      { shape: ellipse(ex + 2.4, eyeY - 2.6, 1.5, 1.5, 0.6), colour: [255, 255, 255], strength: eyes },
      { shape: arc(ex, eyeY - 4 * eyes, 17, 5, 1.6), colour: [46, 32, 26], strength: 0.85 },
      { shape: arc(ex, eyeY - 21, 21, 6, 3.4), colour: brow, strength: 0.92 },
      { shape: ellipse(cx + side * 46, cy + 42, 20, 14, 9), colour: [226, 138, 120], strength: 0.16 },
      { shape: ellipse(cx + side * 7.5, cy + 40, 4, 2.6, 1.2), colour: shade(look.skin, 0.55), strength: 0.75 },
      { shape: ellipse(cx + side * 11, cy + 36, 6.5, 6, 3), colour: shade(look.skin, 0.84), strength: 0.5 },
    )
  }
  layers.push(
    { shape: both(ellipse(cx - 5, cy + 14, 3.6, 30, 4.5), nose), colour: shade(look.skin, 0.86), strength: 0.45 },
    { shape: both(ellipse(cx + 3, cy + 16, 4, 27, 4.5), nose), colour: shade(look.skin, 1.07), strength: 0.5 },
    { shape: ellipse(cx, cy + 67, 25, 5.5, 0.9), colour: [186, 98, 92] },
    { shape: ellipse(cx, cy + 73, 20, 5, 1), colour: [201, 116, 108] },
    { shape: arc(cx, cy + 68, 25, -2, 1.1), colour: [120, 56, 54], strength: 0.85 },
    { shape: ellipse(cx, cy + 83, 17, 3.5, 3), colour: shade(look.skin, 0.84), strength: 0.45 },
  )
  return layers
}

/** Paints the layers on an even, near-white ground; RGB floats, three a pixel. */
export function paintFace(width: number, height: number, layers: readonly Layer[]): Float32Array {
  const picture = new Float32Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      let [red, green, blue]: [number, number, number] = [238, 240, 243]
      for (const { shape, colour, strength = 1 } of layers) {
        const cover = shape(x, y) * strength
        if (cover < 0.004) continue
        const [r, g, b] = typeof colour === 'function' ? colour(x, y) : colour
        red += (r - red) * cover
        green += (g - green) * cover
        blue += (b - blue) * cover
      }
      picture[at] = red
      picture[at + 1] = green
      picture[at + 2] = blue
    }
  }
  return picture
}
