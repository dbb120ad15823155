import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allSeen, firstPage, turnTo } from '../../../renderer/applicant/pages-seen.ts'

test('an answer is possible when, and only when, every page was turned to', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.integer({ min: -2, max: 10 }), { maxLength: 30 }),
      (pages, turns) => {
        let state = firstPage('d')
        const stood = new Set([0])
        for (const turn of turns) {
          state = turnTo(state, turn, pages)
          stood.add(state.at)
          expect(state.at).toBeGreaterThanOrEqual(0)
          expect(state.at).toBeLessThan(pages)
        }
        expect(allSeen(state, pages)).toBe(stood.size === pages)
      },
    ),
  )
})

test('nothing shown is nothing to answer', () => {
  expect(allSeen(firstPage(null), 0)).toBe(false)
})
