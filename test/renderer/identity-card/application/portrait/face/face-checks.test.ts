import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  faceChecks,
  faceLimits,
} from '../../../../../../renderer/identity-card/application/portrait/face/face-checks.ts'
import {
  type FaceFigures,
  faceFigures,
  type MeshedFace,
  type Point,
} from '../../../../../../renderer/identity-card/application/portrait/face/face-figures.ts'

type Largest = NonNullable<FaceFigures['largest']>
const good: Largest = {
  yaw: 0,
  pitch: 0.05,
  roll: 0.01,
  eyes: 0.4,
  mouth: 0.03,
  head: 0.42,
  offCentre: 0.02,
  eyeBrightness: 0.8,
  unevenLight: 0.05,
}
const failed = (figures: FaceFigures) => faceChecks(figures).flatMap((one) => (one.passed ? [] : [one.check]))

describe('the checks of a face', () => {
  test('a good face passes all, and without a face nothing but its absence is told', () => {
    expect(failed({ faces: 1, largest: good })).toEqual([])
    expect(failed({ faces: 0, largest: null })).toEqual(['face-missing'])
  })

  test.each<[string, Partial<Largest>]>([
    ['face-turned', { yaw: -0.2 }],
    ['face-turned', { yaw: 0.2 }],
    ['face-nodding', { pitch: -0.3 }],
    ['face-tilted', { roll: 0.2 }],
    ['eyes-closed', { eyes: 0.1 }],
    ['mouth-open', { mouth: 0.3 }],
    ['head-small', { head: 0.2 }],
    ['head-large', { head: 0.7 }],
    ['head-off-centre', { offCentre: 0.2 }],
    ['eyes-hidden', { eyeBrightness: 0.2 }],
    ['light-uneven', { unevenLight: 0.5 }],
  ])('%s is told alone for %o', (check, change) => {
    expect(failed({ faces: 1, largest: { ...good, ...change } })).toEqual([check])
  })

  test('a second face is told beside whatever else is', () => {
    expect(failed({ faces: 2, largest: { ...good, eyes: 0 } })).toEqual(['faces-several', 'eyes-closed'])
  })

  test('every check carries its figure and the limit it was held to', () => {
    for (const one of faceChecks({ faces: 1, largest: good })) {
      expect(Number.isFinite(one.figure)).toBe(true)
      expect(Number.isFinite(one.limit)).toBe(true)
    }
    expect(faceLimits.leastHead).toBeLessThan(faceLimits.mostHead)
  })
})

/** A mesh whose named points stand where a drawing has them, the rest in the middle. */
function meshOf(places: Readonly<Record<number, Point>>): Point[] {
  return Array.from({ length: 478 }, (_, i) => places[i] ?? [100, 100])
}
const eyeAt = (x: number, open: number) => ({ outer: [x - 10, 80] as Point, inner: [x + 10, 80] as Point, open })
function faceAt(leftOpen: number, rightOpen: number): MeshedFace {
  const [left, right] = [eyeAt(130, leftOpen), eyeAt(70, rightOpen)]
  return {
    yaw: 0,
    pitch: 0,
    roll: 0,
    mesh: meshOf({
      10: [100, 40],
      152: [100, 160],
      263: left.inner,
      362: left.outer,
      386: [130, 80 - left.open],
      374: [130, 80 + left.open],
      33: right.outer,
      133: right.inner,
      159: [70, 80 - right.open],
      145: [70, 80 + right.open],
      50: [60, 120],
      280: [140, 120],
      13: [100, 138],
      14: [100, 142],
      78: [80, 140],
      308: [120, 140],
    }),
  }
}
const grey = (level: (x: number, y: number) => number) => ({
  width: 200,
  height: 200,
  data: Uint8Array.from({ length: 40_000 }, (_, i) => level(i % 200, Math.floor(i / 200))),
})

describe('the figures of a face', () => {
  test('are ratios of the mesh: the eye that is less open, the mouth, the head, the middle', () => {
    const { largest } = faceFigures(
      [faceAt(4, 2)],
      grey(() => 150),
    )
    expect(largest).toMatchObject({ eyes: 0.2, mouth: 0.1, head: 0.6, offCentre: 0, eyeBrightness: 1, unevenLight: 0 })
  })

  test('light from one side and dark glasses show in the brightness', () => {
    expect(
      faceFigures(
        [faceAt(4, 4)],
        grey((x) => (x < 100 ? 60 : 180)),
      ).largest?.unevenLight,
    ).toBeCloseTo(2 / 3, 1)
    const glasses = grey((_x, y) => (y < 100 ? 20 : 160))
    expect(faceFigures([faceAt(4, 4)], glasses).largest?.eyeBrightness).toBeCloseTo(0.125, 1)
  })

  test('a mesh that is no face mesh gives no figures, and none of any mesh is not a number', () => {
    expect(
      faceFigures(
        [{ mesh: [[1, 1]], yaw: 0, pitch: 0, roll: 0 }],
        grey(() => 0),
      ).largest,
    ).toBe(null)
    const point = fc.tuple(fc.integer({ min: -300, max: 500 }), fc.integer({ min: -300, max: 500 }))
    fc.assert(
      fc.property(fc.array(point, { minLength: 478, maxLength: 478 }), (mesh) => {
        const { largest } = faceFigures(
          [{ mesh, yaw: 0, pitch: 0, roll: 0 }],
          grey(() => 0),
        )
        for (const figure of Object.values(largest ?? {})) expect(Number.isFinite(figure)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  test('of several faces the largest is measured', () => {
    const small: MeshedFace = { ...faceAt(4, 4), mesh: faceAt(4, 4).mesh.map(([x, y]) => [x / 4, y / 4] as const) }
    const figures = faceFigures(
      [small, faceAt(4, 4)],
      grey(() => 100),
    )
    expect(figures.faces).toBe(2)
    expect(figures.largest?.head).toBeCloseTo(0.6)
  })
})
