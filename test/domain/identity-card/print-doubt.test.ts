import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FingerPosition } from '../../../domain/biometric/finger-position.ts'
import { areMirrored, openDoubts, PrintDoubt, standingDoubts } from '../../../domain/identity-card/print-doubt.ts'

const finger = fc.constantFrom(...FingerPosition.options)
const blob = fc.constantFrom('a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64))
const doubt = fc.record({
  trouble: fc.constantFrom('same-finger-twice', 'same-hand-twice', 'swapped-hands', 'wrong-finger'),
  finger,
  blob,
  other: finger,
  otherBlob: blob,
  otherApplication: fc.constantFrom(null, 'earlier'),
  score: fc.double({ min: 0, max: 300, noNaN: true }),
  kept: fc.constantFrom(null, { reason: 'scarred', remark: '' }),
})
const held = fc.record({
  prints: fc.dictionary(
    finger,
    blob.map((name) => ({ blob: name })),
  ),
  doubts: fc.array(
    doubt.map((one) => PrintDoubt.parse(one)),
    { maxLength: 6 },
  ),
})

test('a doubt stands exactly as long as the very prints it is about are held', () => {
  fc.assert(
    fc.property(held, ({ prints, doubts }) => {
      const standing = standingDoubts({ prints, doubts })
      for (const one of doubts) {
        const mine = prints[one.finger]?.blob === one.blob
        const theirs = one.otherApplication !== null || prints[one.other]?.blob === one.otherBlob
        expect(standing.includes(one)).toBe(mine && theirs)
      }
      expect(standingDoubts({ prints: {}, doubts })).toEqual([])
    }),
  )
})

test('what was kept with a reason is no open doubt any more', () => {
  fc.assert(
    fc.property(held, (record) => {
      expect(openDoubts(record)).toEqual(standingDoubts(record).filter((one) => one.kept === null))
    }),
  )
})

test('a finger is mirrored by the finger of its name on the other hand and by no other', () => {
  fc.assert(
    fc.property(finger, finger, (a, b) => {
      const [handA, nameA] = a.split('-')
      const [handB, nameB] = b.split('-')
      expect(areMirrored(a, b)).toBe(handA !== handB && nameA === nameB)
    }),
  )
})
