import { expect, test } from 'vitest'
import {
  fingersOfHand,
  HAND_HEIGHT,
  HAND_WIDTH,
  taperedCapsule,
} from '../../../../../renderer/identity-card/application/prints/hand-shape.ts'

test('each hand has five fingers within the drawing, named as the law names them', () => {
  for (const hand of ['left', 'right'] as const) {
    const fingers = fingersOfHand(hand)
    expect(fingers.map((finger) => finger.position)).toEqual(
      ['thumb', 'index', 'middle', 'ring', 'little'].map((finger) => `${hand}-${finger}`),
    )
    for (const { label } of fingers) {
      expect(label.x).toBeGreaterThan(0)
      expect(label.x).toBeLessThan(HAND_WIDTH)
      expect(label.y).toBeGreaterThan(0)
      expect(label.y).toBeLessThan(HAND_HEIGHT)
    }
  }
})

test('thumbs lie towards each other, as hands lie on the glass', () => {
  const [rightThumb] = fingersOfHand('right')
  const [leftThumb] = fingersOfHand('left')
  expect(rightThumb?.label.x).toBeLessThan(HAND_WIDTH / 2)
  expect(leftThumb?.label.x).toBeGreaterThan(HAND_WIDTH / 2)
})

test('a joint is drawn with numbers only, also where it grows thicker than it is long', () => {
  expect(taperedCapsule({ x: 0, y: 0, r: 30 }, { x: 1, y: 0, r: 2 })).not.toMatch(/NaN|Infinity/)
})
