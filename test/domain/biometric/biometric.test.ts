import { describe, expect, test } from 'vitest'
import {
  CaptureException,
  captureExceptionReasons,
  possibleDurations,
  remarkNeeded,
  vietnameseExceptionReason,
} from '../../../domain/biometric/capture-exception.ts'
import {
  findFingerByIsoCode,
  findFingerBySbiName,
  fingerPositions,
  handOf,
  isoFingerCode,
  isoSlapCode,
  sbiFingerName,
  slapFingers,
  slapGroups,
  slapOf,
  vietnameseFingerName,
} from '../../../domain/biometric/finger-position.ts'
import {
  findIrisByIsoCode,
  findIrisBySbiName,
  irisPositions,
  isoIrisCode,
  sbiIrisName,
} from '../../../domain/biometric/iris-position.ts'

describe('a finger', () => {
  test('comes back from its ISO code and its SBI name', () => {
    for (const finger of fingerPositions) {
      expect(findFingerByIsoCode(isoFingerCode(finger))).toBe(finger)
      expect(findFingerBySbiName(sbiFingerName(finger))).toBe(finger)
    }
    expect(fingerPositions.map(isoFingerCode)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect([0, 11, 13, 14, 15, 1.5].map(findFingerByIsoCode)).toEqual(Array(6).fill(undefined))
    expect(findFingerBySbiName('UNKNOWN')).toBeUndefined()
  })

  test('has its names', () => {
    expect(sbiFingerName('left-index')).toBe('Left IndexFinger')
    expect(sbiFingerName('right-thumb')).toBe('Right Thumb')
    expect(vietnameseFingerName('left-index')).toBe('Ngón trỏ trái')
    expect(new Set(fingerPositions.map(vietnameseFingerName)).size).toBe(10)
  })

  test('belongs to one slap, and the slaps come in the order of law and hold ten fingers', () => {
    expect(slapGroups).toEqual(['right-four', 'left-four', 'thumbs'])
    expect(slapGroups.map(isoSlapCode)).toEqual([13, 14, 15])
    expect(slapGroups.flatMap(slapFingers).toSorted()).toEqual([...fingerPositions].toSorted())
    for (const group of slapGroups) for (const finger of slapFingers(group)) expect(slapOf(finger)).toBe(group)
    expect(slapFingers('left-four').every((finger) => handOf(finger) === 'left')).toBe(true)
  })
})

test('an eye comes back from its ISO code and its SBI name', () => {
  for (const eye of irisPositions) {
    expect(findIrisByIsoCode(isoIrisCode(eye))).toBe(eye)
    expect(findIrisBySbiName(sbiIrisName(eye))).toBe(eye)
  }
})

describe('a capture exception', () => {
  test('is accepted with every duration its reason allows, and no other', () => {
    for (const reason of captureExceptionReasons) {
      for (const duration of ['permanent', 'temporary'] as const) {
        const parsed = CaptureException.safeParse({ reason, duration, remark: 'ghi chú' })
        expect(parsed.success).toBe(possibleDurations(reason).includes(duration))
      }
    }
  })

  test('is never a permanent bandage or a temporary amputation', () => {
    expect(possibleDurations('bandaged')).toEqual(['temporary'])
    expect(possibleDurations('amputated')).toEqual(['permanent'])
  })

  test('asks for a remark where the reason alone says too little', () => {
    expect(captureExceptionReasons.filter(remarkNeeded)).toEqual(['extra-finger', 'whole-hand'])
    expect(CaptureException.safeParse({ reason: 'whole-hand', duration: 'permanent', remark: ' ' }).success).toBe(false)
    expect(CaptureException.safeParse({ reason: 'amputated', duration: 'permanent' }).success).toBe(true)
    expect(vietnameseExceptionReason('whole-hand')).toBe('Cả bàn tay')
  })
})
