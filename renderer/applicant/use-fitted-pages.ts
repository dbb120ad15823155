import { type RefObject, useLayoutEffect, useState } from 'react'
import type { ApplicantView } from '../../preload/contract/identity-card/applicant.ts'
import { type FittedPage, fitPages } from './fit-pages.ts'

type Pages = ApplicantView['pages']

function measured(pages: Pages, room: HTMLElement, proof: HTMLElement): FittedPage[] {
  const title = proof.querySelector('h1')
  const gap = Number.parseFloat(getComputedStyle(room).rowGap) || 0
  const height = room.clientHeight - (title ? title.getBoundingClientRect().height + gap : 0)
  const heights = [...proof.querySelectorAll('.p-content')].map((content) => {
    const portrait = content.querySelector('.p-portrait')?.getBoundingClientRect()
    const list = content.querySelector('.p-rows')
    const rowGap = list ? Number.parseFloat(getComputedStyle(list).rowGap) || 0 : 0
    const rows = [...content.querySelectorAll('.p-row')].map((row) => row.getBoundingClientRect())
    return {
      room: height,
      portrait: portrait ? portrait.height + gap : 0,
      portraitBeside: portrait !== undefined && rows[0] !== undefined && rows[0].left >= portrait.right,
      rows: rows.map((row) => row.height + rowGap),
    }
  })
  return fitPages(pages, heights)
}

/**
 * The pages as this window can show them whole. `proof` holds all of them laid out out of sight; they are measured again when the
 * window changes its size or its zoom.
 */
export function useFittedPages(
  pages: Pages,
  room: RefObject<HTMLElement | null>,
  proof: RefObject<HTMLElement | null>,
): FittedPage[] {
  const [fitted, setFitted] = useState(() => fitPages(pages, []))
  useLayoutEffect(() => {
    const [roomNow, proofNow] = [room.current, proof.current]
    if (!roomNow || !proofNow) return
    const cutAnew = () => setFitted((before) => sameCut(before, measured(pages, roomNow, proofNow)))
    cutAnew()
    const watch = new ResizeObserver(cutAnew)
    watch.observe(roomNow)
    watch.observe(proofNow)
    return () => watch.disconnect()
  }, [pages, room, proof])
  return fitted
}

/** The old pages where nothing moved to another one. */
function sameCut(before: FittedPage[], after: FittedPage[]): FittedPage[] {
  const cut = (pages: FittedPage[]) => JSON.stringify(pages.map((page) => [page.title, page.from, page.to, page.rows]))
  return cut(before) === cut(after) ? before : after
}
