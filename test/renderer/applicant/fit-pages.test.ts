import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitPages } from '../../../renderer/applicant/fit-pages.ts'

const heights = fc.record({
  room: fc.integer({ min: 100, max: 900 }),
  portrait: fc.integer({ min: 0, max: 400 }),
  portraitBeside: fc.boolean(),
  rows: fc.array(fc.integer({ min: 20, max: 300 }), { maxLength: 14 }),
})

test('every row stands on exactly one page, in order, and no page is taller than its room but for a single tall row', () => {
  fc.assert(
    fc.property(heights, fc.boolean(), (given, hasPortrait) => {
      const page = {
        title: 'person',
        portrait: hasPortrait ? new Uint8Array(1) : null,
        rows: given.rows.map((_height, at) => ({ label: String(at), value: 'x' })),
      }
      const portrait = hasPortrait ? given.portrait : 0
      const pages = fitPages([page], [{ ...given, portrait }])
      expect(pages.flatMap((one) => one.rows)).toEqual(page.rows)
      expect(pages.filter((one) => one.portrait !== null)).toHaveLength(hasPortrait ? 1 : 0)
      for (const one of pages) {
        const rows = one.rows.map((row) => given.rows[Number(row.label)] ?? 0)
        const above = one.portrait !== null && !given.portraitBeside ? portrait : 0
        if (one.rows.length > 1) expect(above + rows.reduce((sum, row) => sum + row, 0)).toBeLessThanOrEqual(given.room)
        expect(one.title).toBe(page.title)
      }
      if (given.rows.length > 0) expect(pages.slice(1).every((one) => one.rows.length > 0)).toBe(true)
    }),
  )
})

test('what fits on one page stays one page', () => {
  const page = { title: 'person', portrait: null, rows: [{ label: 'fullName', value: 'x' }] }
  expect(fitPages([page], [{ room: 200, portrait: 0, portraitBeside: false, rows: [80] }])).toEqual([
    { ...page, from: 0, to: 1 },
  ])
})
