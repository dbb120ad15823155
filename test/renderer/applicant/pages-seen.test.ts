import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FittedPage, fitPages } from '../../../renderer/applicant/fit-pages.ts'
import { allSeen, firstPage, pageAt, turnTo } from '../../../renderer/applicant/pages-seen.ts'

/** The same parts, cut into pages of so many rows. */
function pagesOf(rows: number, most: number): FittedPage[] {
  const page = {
    title: 'person',
    portrait: null,
    rows: Array.from({ length: rows }, () => ({ label: 'x', value: 'y' })),
  }
  return fitPages([page], [{ room: most * 10, portrait: 0, portraitBeside: false, rows: page.rows.map(() => 10) }])
}

test('an answer is possible when, and only when, every part was before the eyes, however the pages were cut meanwhile', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.record({ most: fc.integer({ min: 1, max: 5 }), turn: fc.integer({ min: -2, max: 3 }) }), {
        minLength: 1,
        maxLength: 30,
      }),
      (rows, moves) => {
        let state = firstPage('d')
        const stood = new Set<number>()
        for (const { most, turn } of moves) {
          const pages = pagesOf(rows, most)
          state = turnTo(state, pageAt(state, pages), pages)
          const before = pages[pageAt(state, pages)]
          for (let part = before?.from ?? 0; part < (before?.to ?? 0); part++) stood.add(part)
          state = turnTo(state, pageAt(state, pages) + turn, pages)
          const at = pageAt(state, pages)
          expect(at).toBeGreaterThanOrEqual(0)
          expect(at).toBeLessThan(pages.length)
          for (let part = pages[at]?.from ?? 0; part < (pages[at]?.to ?? 0); part++) stood.add(part)
          expect(allSeen(state, pages)).toBe(stood.size === rows)
        }
      },
    ),
  )
})

test('a page that is cut anew stays at the part that was read', () => {
  const wide = pagesOf(12, 4)
  const state = turnTo(firstPage('d'), 1, wide)
  const narrow = pagesOf(12, 2)
  expect(narrow[pageAt(state, narrow)]).toMatchObject({ from: 4 })
})

test('nothing shown is nothing to answer', () => {
  expect(allSeen(firstPage(null), [])).toBe(false)
})
