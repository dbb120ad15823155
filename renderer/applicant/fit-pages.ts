import type { ApplicantView } from '../../preload/contract/identity-card/applicant.ts'

type Page = ApplicantView['pages'][number]

/** A page as the window shows it whole. Parts are its portrait and its rows, numbered through all pages: `from` up to before `to`. */
export interface FittedPage extends Page {
  readonly from: number
  readonly to: number
}

/** Heights in px as the window shows them, row by row; `room` is what one page may hold below its title. */
export interface PageHeights {
  readonly room: number
  /** The portrait, which stands beside the rows or above them; 0 where the page has none. */
  readonly portrait: number
  readonly portraitBeside: boolean
  readonly rows: readonly number[]
}

/**
 * Cuts a page into as many as its rows need, so that nothing has to be scrolled for: what was not seen cannot be confirmed. A row
 * taller than the room gets a page of its own. The portrait stays on the first. Without heights every page stays whole.
 */
export function fitPages(pages: readonly Page[], heights: readonly PageHeights[]): FittedPage[] {
  let part = 0
  return pages.flatMap((page, at) =>
    cut(page, heights[at]).map((one) => {
      const from = part
      part += one.rows.length + (one.portrait === null ? 0 : 1)
      return { ...one, from, to: part }
    }),
  )
}

function cut(page: Page, heights: PageHeights | undefined): Page[] {
  if (!heights) return [page]
  const pages: Page[] = []
  let rows: Page['rows'] = []
  let left = heights.portraitBeside ? heights.room : heights.room - heights.portrait
  const end = () => {
    pages.push({ ...page, rows, portrait: pages.length === 0 ? page.portrait : null })
    rows = []
    left = heights.room
  }
  page.rows.forEach((row, at) => {
    const height = heights.rows[at] ?? 0
    // The portrait alone is a page where the first row finds no room below it.
    const holdsSomething = rows.length > 0 || (pages.length === 0 && page.portrait !== null && !heights.portraitBeside)
    if (height > left && holdsSomething) end()
    rows = [...rows, row]
    left -= height
  })
  end()
  return pages
}
