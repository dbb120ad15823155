import { type FaceLook, faceLayers, type Layer, paintFace, shade } from './drawn-face.ts'
import { arc, both, ellipse, soft, without } from './soft-shapes.ts'

export const POSED_WIDTH = 640
export const POSED_HEIGHT = 480
const [CX, CY] = [320, 214]
const EYE_Y = CY - 5

/** What a person before the camera does, or what stands around; nothing said is a neutral face in even light. */
export interface FacePose {
  /** 1 open … 0 shut. */
  readonly eyes?: number
  readonly mouthOpen?: boolean
  readonly glasses?: 'clear' | 'dark'
  /** Degrees to the shoulder. */
  readonly tilt?: number
  /** Pixels by which the middle of the face moves within the head, to the side and down. */
  readonly turn?: number
  readonly nod?: number
  /** Size over the usual, and pixels to the side. */
  readonly size?: number
  readonly aside?: number
  /** 1 even … towards 0 dark. */
  readonly light?: number
  /** Share of light that is lost towards the left side of the picture. */
  readonly shadow?: number
  readonly people?: 0 | 1 | 2
}

type Warp = (x: number, y: number) => readonly [x: number, y: number]

function additions(look: FaceLook, pose: FacePose): Layer[] {
  const sides = [-1, 1].map((side) => CX + side * 33 * look.width)
  const layers: Layer[] = []
  if (pose.eyes === 0)
    for (const x of sides)
      layers.push(
        { shape: ellipse(x, EYE_Y, 19, 10, 2.5), colour: shade(look.skin, 0.94) },
        // Lashes of a shut eye hang below the lid.
        { shape: arc(x, EYE_Y + 4, 17, -4, 1.7), colour: [46, 32, 26], strength: 0.95 },
      )
  if (pose.mouthOpen)
    layers.push(
      { shape: ellipse(CX, CY + 76, 22, 13, 1), colour: [70, 24, 26] },
      { shape: ellipse(CX, CY + 67, 20, 3, 1), colour: [240, 236, 230] },
    )
  if (pose.glasses) {
    const bridge = both(
      (_x, y) => soft(Math.abs(y - EYE_Y + 4) - 2),
      (x) => soft(Math.abs(x - CX) - 10),
    )
    layers.push({ shape: bridge, colour: [18, 18, 20] })
    for (const x of sides) {
      const glass = ellipse(x, EYE_Y + 1, 28, 20, 1)
      const rim = pose.glasses === 'dark' ? glass : without(glass, ellipse(x, EYE_Y + 1, 25, 17, 1))
      layers.push({ shape: rim, colour: [18, 18, 20] })
    }
  }
  return layers
}

/** From a place in the picture back to the place on the neutral face. Turning moves what is near the middle most, as on a ball. */
function warpOf(pose: FacePose): Warp {
  const { tilt = 0, turn = 0, nod = 0, size = 1, aside = 0 } = pose
  const angle = (tilt * Math.PI) / 180
  const bulge = (u: number, v: number) => Math.max(0, 1 - u * u) * Math.max(0, 1 - v * v)
  return (px, py) => {
    const [dx, dy] = [(px - CX - aside) / size, (py - 260) / size]
    const x = CX + dx * Math.cos(angle) + dy * Math.sin(angle)
    const y = 260 - dx * Math.sin(angle) + dy * Math.cos(angle)
    const by = bulge((x - CX) / 90, (y - CY - 12) / 122)
    return [x - turn * by, y - nod * by]
  }
}

function warped(layers: readonly Layer[], warp: Warp): Layer[] {
  return layers.map(({ shape, colour, strength }) => ({
    shape: (x, y) => shape(...warp(x, y)),
    colour: typeof colour === 'function' ? (x, y) => colour(...warp(x, y)) : colour,
    ...(strength === undefined ? {} : { strength }),
  }))
}

function peopleOf(look: FaceLook, pose: FacePose): Layer[] {
  const face = [...faceLayers(look, pose.eyes === 0 ? 0 : (pose.eyes ?? 1)), ...additions(look, pose)]
  if (pose.people === 0) return []
  if (pose.people !== 2) return warped(face, warpOf(pose))
  // Side by side, each cut at the middle, both within the part that becomes the portrait.
  const cutAt = (layers: readonly Layer[], left: boolean): Layer[] =>
    layers.map((layer) => ({ ...layer, shape: (x, y) => (x < CX === left ? layer.shape(x, y) : 0) }))
  return [-1, 1].flatMap((side) => cutAt(warped(face, warpOf({ ...pose, size: 0.55, aside: side * 82 })), side < 0))
}

/** A picture of 640×480, RGB floats, of a face of nobody in a pose. */
export function paintPose(look: FaceLook, pose: FacePose): Float32Array {
  const picture = paintFace(POSED_WIDTH, POSED_HEIGHT, peopleOf(look, pose))
  const { light = 1, shadow = 0 } = pose
  if (light === 1 && shadow === 0) return picture
  for (let i = 0; i < picture.length; i += 1) {
    const across = (Math.floor(i / 3) % POSED_WIDTH) / POSED_WIDTH
    // The shadow falls over the face itself: from full to none between 0.4 and 0.6 of the width.
    const dark = shadow / (1 + Math.exp((across - 0.5) * 40))
    picture[i] = (picture[i] ?? 0) * light * (1 - dark)
  }
  return picture
}
