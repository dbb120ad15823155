import { useEffect, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'
import { Progress } from './progress.tsx'

export interface PdfPaperProps {
  readonly pdf: Uint8Array
  /** Title of the paper, read out for each page. */
  readonly title: string
}

/** A drawing that takes longer is stuck: say so and offer to try again. */
const PATIENCE_MS = 20_000
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
  const [attempt, setAttempt] = useState(1)
  useEffect(() => {
    let over = false
    let stop: (() => void) | undefined
    setState('drawing')
    room.current?.setAttribute('data-attempt', String(attempt))
    const impatience = setTimeout(() => {
      over = true
      stop?.()
      setState('failed')
    }, PATIENCE_MS)
    void (async () => {
      try {
        const { openPdf } = await import('./open-pdf.ts')
        const opened = await openPdf(pdf)
        stop = opened.close
        if (over) {
          opened.close()
          return
        }
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
        clearTimeout(impatience)
      } catch (cause) {
        clearTimeout(impatience)
        // A paper that was left while it was drawn is no failure.
        if (over) return
        setState('failed')
        console.error('paper not drawn', cause)
      }
    })()
    return () => {
      over = true
      clearTimeout(impatience)
      stop?.()
      room.current?.replaceChildren()
    }
  }, [pdf, title, intl, attempt])
  return (
    <div className="k-papers">
      {state === 'drawing' ? <Progress doing={intl.formatMessage({ id: 'kit.drawing-paper' })} /> : null}
      {state === 'failed' ? (
        <Banner
          tone="bad"
          actions={
            <Button size="small" onPress={() => setAttempt(attempt + 1)}>
              {intl.formatMessage({ id: 'kit.again' })}
            </Button>
          }
        >
          {intl.formatMessage({ id: 'kit.paper-not-drawn' })}
        </Banner>
      ) : null}
      <div ref={room} className="k-paper-room" />
    </div>
  )
}
