import { useEffect, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import { Banner } from './banner.tsx'
import { Progress } from './progress.tsx'

export interface PdfPaperProps {
  readonly pdf: Uint8Array
  /** Title of the paper, read out for each page. */
  readonly title: string
}

/** Sharp at 200 % zoom on a usual screen. */
const PIXELS_PER_POINT = 2.2

/**
 * A paper as the paper itself: each page of the PDF drawn on a canvas. The drawing library is fetched when the first
 * paper is shown; scripts, links and forms inside the PDF are not run.
 */
export function PdfPaper({ pdf, title }: PdfPaperProps) {
  const intl = useIntl()
  const room = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing')
  useEffect(() => {
    let over = false
    let stop: (() => void) | undefined
    setState('drawing')
    void (async () => {
      try {
        const { openPdf } = await import('./open-pdf.ts')
        const opened = await openPdf(pdf)
        stop = opened.close
        for (let number = 1; number <= opened.pages && !over; number += 1) {
          const canvas = await opened.draw(number, PIXELS_PER_POINT)
          if (over) return
          canvas.className = 'k-paper-page'
          canvas.setAttribute('role', 'img')
          canvas.setAttribute(
            'aria-label',
            intl.formatMessage({ id: 'kit.paper-page' }, { title, number, of: opened.pages }),
          )
          room.current?.append(canvas)
        }
        if (!over) setState('drawn')
      } catch (cause) {
        if (!over) setState('failed')
        console.error('paper not drawn', cause)
      }
    })()
    return () => {
      over = true
      stop?.()
      room.current?.replaceChildren()
    }
  }, [pdf, title, intl])
  return (
    <div className="k-papers">
      {state === 'drawing' ? <Progress doing={intl.formatMessage({ id: 'kit.drawing-paper' })} /> : null}
      {state === 'failed' ? <Banner tone="bad">{intl.formatMessage({ id: 'kit.paper-not-drawn' })}</Banner> : null}
      <div ref={room} className="k-paper-room" />
    </div>
  )
}
