import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FingerPosition, fingerPositions } from '../../../../../domain/biometric/finger-position.ts'
import type { CapturedPrint } from '../../../../../domain/identity-card/application.ts'
import {
  fingersToPlace,
  groupOf,
  MOST_TRIES,
  nextGroup,
  stateOfFinger,
} from '../../../../../renderer/identity-card/application/prints/capture-plan.ts'

const print = (lowQuality: boolean, attempts: number): CapturedPrint => ({
  blob: '0'.repeat(64),
  quality: lowQuality ? 20 : 80,
  attempts,
  lowQuality,
  device: 'SIM',
  capturedAt: '',
})
const nothing = { prints: {}, exceptions: {} }
const exception = { reason: 'amputated', duration: 'permanent' } as const

test('the law’s order is right four, left four, thumbs; one by one from the right thumb', () => {
  expect(nextGroup(nothing, 'slaps')).toBe('right-four')
  expect(nextGroup(nothing, 'single')).toBe('right-thumb')
})

test('a hand without fingers is passed over and its fingers are not asked for', () => {
  const right = fingerPositions.filter((finger) => finger.startsWith('right'))
  const captures = { prints: {}, exceptions: Object.fromEntries(right.map((finger) => [finger, exception])) }
  expect(nextGroup(captures, 'slaps')).toBe('left-four')
  expect(fingersToPlace(captures, 'thumbs')).toEqual(['left-thumb'])
})

test('a weak finger is tried three times, then kept as low quality', () => {
  for (let attempts = 1; attempts < MOST_TRIES; attempts += 1) {
    expect(stateOfFinger({ prints: { 'right-index': print(true, attempts) }, exceptions: {} }, 'right-index')).toBe(
      'try-again',
    )
  }
  expect(stateOfFinger({ prints: { 'right-index': print(true, MOST_TRIES) }, exceptions: {} }, 'right-index')).toBe(
    'low',
  )
})

test('capturing what is asked for always comes to an end, with every finger done', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('slaps', 'single') as fc.Arbitrary<'slaps' | 'single'>,
      fc.subarray([...fingerPositions]),
      fc.infiniteStream(fc.boolean()),
      (mode, absent, weak) => {
        const prints: Partial<Record<FingerPosition, CapturedPrint>> = {}
        const exceptions = Object.fromEntries(absent.map((finger) => [finger, exception]))
        for (let round = 0; round < 31; round += 1) {
          const group = nextGroup({ prints: prints as Record<string, CapturedPrint>, exceptions }, mode)
          if (!group) break
          for (const finger of fingersToPlace({ prints: prints as Record<string, CapturedPrint>, exceptions }, group)) {
            const held = prints[finger]
            const low = weak.next().value === true && (held?.lowQuality ?? true)
            prints[finger] = print(low, (held?.attempts ?? 0) + 1)
          }
        }
        const captures = { prints: prints as Record<string, CapturedPrint>, exceptions }
        expect(nextGroup(captures, mode)).toBeUndefined()
        for (const finger of fingerPositions)
          expect(['captured', 'low', 'excepted']).toContain(stateOfFinger(captures, finger))
      },
    ),
  )
})

test('of two prints too like, the one taken last is taken again, until both are kept with a reason', () => {
  const prints = { 'right-index': print(false, 1), 'left-index': { ...print(false, 1), blob: '1'.repeat(64) } }
  const doubt = {
    trouble: 'same-hand-twice',
    finger: 'left-index',
    blob: '1'.repeat(64),
    other: 'right-index',
    otherBlob: '0'.repeat(64),
    otherApplication: null,
    score: 20,
    kept: null,
  } as const
  const doubted = { prints, exceptions: {}, doubts: [doubt] }
  expect(stateOfFinger(doubted, 'left-index')).toBe('doubtful')
  expect(stateOfFinger(doubted, 'right-index')).toBe('captured')
  expect(nextGroup({ ...doubted, exceptions: exceptAllBut(['right-index', 'left-index']) }, 'slaps')).toBe('left-four')
  const kept = { ...doubted, doubts: [{ ...doubt, kept: { reason: 'scarred', remark: '' } as const }] }
  expect(stateOfFinger(kept, 'left-index')).toBe('captured')
  expect(groupOf('left-index', 'slaps')).toBe('left-four')
  expect(groupOf('left-index', 'single')).toBe('left-index')
})

function exceptAllBut(fingers: readonly FingerPosition[]) {
  return Object.fromEntries(fingerPositions.filter((one) => !fingers.includes(one)).map((one) => [one, exception]))
}
