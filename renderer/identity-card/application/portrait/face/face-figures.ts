import type { Grey } from '../pixels.ts'

/** A point of the picture in pixels. */
export type Point = readonly [x: number, y: number]

/** One face as the model gives it: its 478 points (MediaPipe face mesh with iris) and the head's angles in radians. */
export interface MeshedFace {
  readonly mesh: readonly Point[]
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
}

/** What is measured on the picture; every share is 0–1. */
export interface FaceFigures {
  /** Faces in the picture; all other figures are those of the largest, null without one. */
  readonly faces: number
  readonly largest: {
    /** Radians: yaw to the side, pitch up or down, roll to the shoulder. */
    readonly yaw: number
    readonly pitch: number
    readonly roll: number
    /** Height of the eye's opening over its width, of the eye that is less open. */
    readonly eyes: number
    /** Height of the mouth's opening over its width. */
    readonly mouth: number
    /** Forehead to chin over the picture's height. */
    readonly head: number
    /** Distance of the face's middle from the picture's middle, over its width. */
    readonly offCentre: number
    /** Brightness around the darker eye over that of the cheeks: dark glasses and hair make it small. */
    readonly eyeBrightness: number
    /** Difference of the cheeks' brightness over the brighter one. */
    readonly unevenLight: number
  } | null
}

/** Places on the mesh. Source: MediaPipe's canonical face model. */
const MESH = {
  points: 468,
  forehead: 10,
  chin: 152,
  leftCheek: 280,
  rightCheek: 50,
  leftEye: { upper: 386, lower: 374, outer: 263, inner: 362 },
  rightEye: { upper: 159, lower: 145, outer: 33, inner: 133 },
  lips: { upper: 13, lower: 14, left: 308, right: 78 },
} as const

const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1])
const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)

/** Mean brightness of a disc, cut at the picture's edges; 0 where nothing of it is in the picture. */
function brightness(grey: Grey, [cx, cy]: Point, radius: number): number {
  let [sum, count] = [0, 0]
  const bounds = (centre: number, size: number): [number, number] => [
    Math.max(0, Math.floor(centre - radius)),
    Math.min(size - 1, Math.ceil(centre + radius)),
  ]
  const [top, bottom] = bounds(cy, grey.height)
  const [left, right] = bounds(cx, grey.width)
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      if (Math.hypot(x - cx, y - cy) > radius) continue
      sum += grey.data[y * grey.width + x] ?? 0
      count += 1
    }
  }
  return share(sum, count)
}

function pointsOf(face: MeshedFace): ((index: number) => Point) | undefined {
  if (face.mesh.length < MESH.points) return undefined
  return (index) => face.mesh[index] ?? [0, 0]
}

function measured(face: MeshedFace, grey: Grey): FaceFigures['largest'] {
  const at = pointsOf(face)
  if (!at) return null
  const opening = (eye: typeof MESH.leftEye | typeof MESH.rightEye) =>
    share(distance(at(eye.upper), at(eye.lower)), distance(at(eye.outer), at(eye.inner)))
  const eyeWidth = distance(at(MESH.leftEye.outer), at(MESH.leftEye.inner))
  const lightAt = (place: Point) => brightness(grey, place, Math.max(2, eyeWidth * 0.55))
  const cheeks = [lightAt(at(MESH.leftCheek)), lightAt(at(MESH.rightCheek))] as const
  const eyes = [MESH.leftEye, MESH.rightEye].map((eye) => lightAt(middle(at(eye.outer), at(eye.inner))))
  const [brighter, darker] = [Math.max(...cheeks), Math.min(...cheeks)]
  const { lips } = MESH
  const centre = middle(at(MESH.forehead), at(MESH.chin))
  return {
    yaw: face.yaw,
    pitch: face.pitch,
    roll: face.roll,
    eyes: Math.min(opening(MESH.leftEye), opening(MESH.rightEye)),
    mouth: share(distance(at(lips.upper), at(lips.lower)), distance(at(lips.left), at(lips.right))),
    head: share(distance(at(MESH.forehead), at(MESH.chin)), grey.height),
    offCentre: share(Math.abs(centre[0] - grey.width / 2), grey.width),
    eyeBrightness: share(Math.min(...eyes), (brighter + darker) / 2),
    unevenLight: share(brighter - darker, brighter),
  }
}

function sizeOf({ mesh }: MeshedFace): number {
  const ys = mesh.map(([, y]) => y)
  return ys.length === 0 ? 0 : Math.max(...ys) - Math.min(...ys)
}

/** Measures the faces the model has found on the picture they were found in. */
export function faceFigures(faces: readonly MeshedFace[], grey: Grey): FaceFigures {
  const [largest] = [...faces].sort((a, b) => sizeOf(b) - sizeOf(a))
  return { faces: faces.length, largest: largest ? measured(largest, grey) : null }
}
