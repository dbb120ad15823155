import './paper-window.css'
import { useEffect, useRef } from 'react'
import * as z from 'zod/mini'
import { PAPER_DRAWN, PAPER_FAILED, PAPER_WAITS } from '../../preload/contract/paper-window.ts'
import { getBridge } from '../app/bridge.ts'

const Paper = z.object({ pdf: z.instanceof(Uint8Array) })
/** What an office printer resolves. */
const DOTS_PER_POINT = 300 / 72

/** The sheet that nobody sees: draws the pages it is told, one to a sheet, for the system's spooler. */
export function Window() {
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    const stop = getBridge().onNotice('paper', (body) => {
      const paper = Paper.safeParse(body)
      if (!paper.success) document.title = PAPER_FAILED
      else
        draw(paper.data.pdf, place.current).then(
          () => {
            document.title = PAPER_DRAWN
          },
          () => {
            document.title = PAPER_FAILED
          },
        )
    })
    document.title = PAPER_WAITS
    return stop
  }, [])
  return <main ref={place} />
}

async function draw(pdf: Uint8Array, place: HTMLElement | null): Promise<void> {
  const { openPdf } = await import('../kit/open-pdf.ts')
  const opened = await openPdf(pdf)
  for (let page = 1; page <= opened.pages; page++) {
    const canvas = await opened.draw(page, DOTS_PER_POINT)
    canvas.className = 'paper-sheet'
    place?.append(canvas)
  }
  opened.close()
}
