import type { FittedPage } from './fit-pages.ts'

/**
 * What of one content the applicant has had before their eyes, by its parts (rows and the portrait) and not by its pages: the window may
 * cut the pages anew when its size or its zoom changes, and nothing that was seen is asked for again. Another digest begins anew.
 */
export interface PagesSeen {
  readonly digest: string | null
  /** First part of the page that is turned to. */
  readonly part: number
  readonly seen: ReadonlySet<number>
}

export function firstPage(digest: string | null): PagesSeen {
  return { digest, part: 0, seen: new Set() }
}

/** Index of the page that shows the part turned to. */
export function pageAt({ part }: PagesSeen, pages: readonly FittedPage[]): number {
  return Math.max(
    0,
    pages.findLastIndex((page) => page.from <= part),
  )
}

/** Counts what the page turned to shows as seen. */
export function see(before: PagesSeen, pages: readonly FittedPage[]): PagesSeen {
  const page = pages[pageAt(before, pages)]
  if (!page) return before
  const seen = new Set(before.seen)
  for (let part = page.from; part < page.to; part++) seen.add(part)
  return seen.size === before.seen.size ? before : { ...before, seen }
}

/** Turns to a page that exists; it counts as seen from then on. */
export function turnTo(before: PagesSeen, page: number, pages: readonly FittedPage[]): PagesSeen {
  const wanted = pages[Math.max(0, Math.min(pages.length - 1, page))]
  return wanted ? see({ ...see(before, pages), part: wanted.from }, pages) : before
}

export function allSeen(before: PagesSeen, pages: readonly FittedPage[]): boolean {
  return pages.length > 0 && see(before, pages).seen.size >= (pages.at(-1)?.to ?? 0)
}
