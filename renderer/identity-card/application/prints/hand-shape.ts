import type { FingerPosition, Hand } from '../../../../domain/biometric/finger-position.ts'

/** A point of the drawing and how thick the finger is there. */
interface Joint {
  readonly x: number
  readonly y: number
  readonly r: number
}

export interface FingerShape {
  readonly position: FingerPosition
  /** Whole finger, from below the knuckle to the tip. */
  readonly outline: string
  /** The part that leaves the print: the last joint. */
  readonly pad: string
  /** Creases over the joints. */
  readonly creases: readonly string[]
  readonly nail: string
  /** Where the figure stands, above the tip. */
  readonly label: { readonly x: number; readonly y: number }
  /** The light on a finger to place fades from the tip to the knuckle. */
  readonly light: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
}

export const HAND_WIDTH = 300
export const HAND_HEIGHT = 352

/** Right hand seen from its back, thumb to the left, as it lies on the glass before the person. */
const RIGHT: Readonly<Record<'thumb' | 'index' | 'middle' | 'ring' | 'little', readonly Joint[]>> = {
  thumb: [
    { x: 122, y: 286, r: 30 },
    { x: 76, y: 246, r: 23 },
    { x: 50, y: 218, r: 20 },
    { x: 34, y: 196, r: 16 },
  ],
  index: [
    { x: 120, y: 196, r: 22 },
    { x: 108, y: 134, r: 19 },
    { x: 101, y: 96, r: 18 },
    { x: 96, y: 68, r: 15 },
  ],
  middle: [
    { x: 158, y: 188, r: 22 },
    { x: 155, y: 116, r: 19.5 },
    { x: 153, y: 74, r: 18.5 },
    { x: 152, y: 42, r: 15.5 },
  ],
  ring: [
    { x: 196, y: 192, r: 21 },
    { x: 203, y: 130, r: 18.5 },
    { x: 208, y: 90, r: 17.5 },
    { x: 211, y: 62, r: 14.5 },
  ],
  little: [
    { x: 228, y: 208, r: 18 },
    { x: 244, y: 156, r: 16 },
    { x: 253, y: 126, r: 15 },
    { x: 259, y: 104, r: 12.5 },
  ],
}

const RIGHT_PALM =
  'M99 198 C97 176 116 168 136 172 L212 174 C236 178 248 190 248 214 C248 252 240 280 226 306 C220 322 219 336 219 352 L119 352 C119 336 116 322 108 306 C100 284 98 246 99 198 Z'

const format = (value: number): string => String(Math.round(value * 10) / 10)

/** Outline of two circles and their common tangents: a finger joint that grows thinner towards its end. */
export function taperedCapsule(a: Joint, b: Joint): string {
  const distance = Math.hypot(b.x - a.x, b.y - a.y)
  const heading = Math.atan2(b.y - a.y, b.x - a.x)
  const opening = Math.acos(Math.max(-1, Math.min(1, (a.r - b.r) / distance)))
  const at = (joint: Joint, turn: number): string =>
    `${format(joint.x + joint.r * Math.cos(heading + turn))} ${format(joint.y + joint.r * Math.sin(heading + turn))}`
  return [
    `M${at(a, opening)}`,
    `L${at(b, opening)}`,
    `A${b.r} ${b.r} 0 0 0 ${at(b, -opening)}`,
    `L${at(a, -opening)}`,
    `A${a.r} ${a.r} 0 1 0 ${at(a, opening)}Z`,
  ].join('')
}

function crease(from: Joint, joint: Joint): string {
  const heading = Math.atan2(joint.y - from.y, joint.x - from.x)
  const across = heading + Math.PI / 2
  const half = joint.r * 0.55
  const end = (side: 1 | -1): string =>
    `${format(joint.x + side * half * Math.cos(across))} ${format(joint.y + side * half * Math.sin(across))}`
  const bow = `${format(joint.x + 4 * Math.cos(heading))} ${format(joint.y + 4 * Math.sin(heading))}`
  return `M${end(1)}Q${bow} ${end(-1)}`
}

function nail(from: Joint, tip: Joint): string {
  const heading = Math.atan2(tip.y - from.y, tip.x - from.x)
  const centre = { x: tip.x + 2 * Math.cos(heading), y: tip.y + 2 * Math.sin(heading) }
  const back = {
    x: centre.x - tip.r * 0.5 * Math.cos(heading),
    y: centre.y - tip.r * 0.5 * Math.sin(heading),
    r: tip.r * 0.55,
  }
  return taperedCapsule(back, {
    ...centre,
    x: centre.x + 3 * Math.cos(heading),
    y: centre.y + 3 * Math.sin(heading),
    r: tip.r * 0.6,
  })
}

function mirrored(joints: readonly Joint[]): readonly Joint[] {
  return joints.map((joint) => ({ ...joint, x: HAND_WIDTH - joint.x }))
}

export function palmOf(): string {
  return RIGHT_PALM
}

/** The five fingers of a hand, thumb first. The left hand is the right one mirrored. */
export function fingersOfHand(hand: Hand): readonly FingerShape[] {
  return (['thumb', 'index', 'middle', 'ring', 'little'] as const).map((finger) => {
    const joints = hand === 'right' ? RIGHT[finger] : mirrored(RIGHT[finger])
    const [root, middle, last, tip] = joints
    if (!root || !middle || !last || !tip) throw new Error(`finger ${finger} has too few joints`)
    const heading = Math.atan2(tip.y - last.y, tip.x - last.x)
    return {
      position: `${hand}-${finger}`,
      outline: [taperedCapsule(root, middle), taperedCapsule(middle, last), taperedCapsule(last, tip)].join(''),
      pad: taperedCapsule({ ...last, r: last.r - 3 }, { ...tip, r: tip.r - 2 }),
      creases: [crease(root, middle), crease(middle, { ...last, x: last.x, y: last.y })],
      nail: nail(last, tip),
      light: { x1: tip.x, y1: tip.y, x2: root.x, y2: root.y },
      label: { x: tip.x + (tip.r + 13) * Math.cos(heading), y: tip.y + (tip.r + 13) * Math.sin(heading) + 5 },
    }
  })
}
