/** Pages of one content the applicant has had before their eyes; another digest begins anew. */
export interface PagesSeen {
  readonly digest: string | null
  readonly at: number
  readonly seen: ReadonlySet<number>
}

export function firstPage(digest: string | null): PagesSeen {
  return { digest, at: 0, seen: new Set([0]) }
}

/** Turns to a page that exists; it counts as seen from then on. */
export function turnTo(before: PagesSeen, page: number, pages: number): PagesSeen {
  const at = Math.max(0, Math.min(pages - 1, page))
  return { ...before, at, seen: new Set([...before.seen, at]) }
}

export function allSeen({ seen }: PagesSeen, pages: number): boolean {
  return pages > 0 && seen.size >= pages
}
