import { NOTICE_CHANNEL } from '../../preload/contract/bridge.ts'
import { PAPER_DRAWN, PAPER_FAILED, PAPER_WAITS } from '../../preload/contract/paper-window.ts'
import type { HandOver, HandOverAnswer } from '../../preload/contract/shell-channel.ts'
import { newWindow } from './new-window.ts'
import { sheetOf } from './sheet-of.ts'

/** To draw the pages, and then for the spooler's own word, which some drivers never give. */
const DRAW_MS = 30_000
const SPOOL_MS = 30_000
const duplexModes = {
  'one-sided': 'simplex',
  'two-sided-long-edge': 'longEdge',
  'two-sided-short-edge': 'shortEdge',
} as const

/**
 * Gives a paper to the system's spooler: a window nobody sees draws its pages with our own PDF reader, and is printed silently. The page
 * says how far it is by its title; it can ask nothing. Never rejects. "handed-over" is all the system says: an empty tray says it too.
 */
export async function printPaper(preload: string, paper: HandOver): Promise<HandOverAnswer> {
  const sheet = sheetOf(paper.media)
  if (!sheet) return 'refused'
  const window = newWindow('paper', preload, { x: 0, y: 0, width: 800, height: 1100 })
  const contents = window.webContents
  try {
    // A spooler that hangs over its own list is no reason to hang with it; nothing was given away yet.
    const printers = await Promise.race([
      contents.getPrintersAsync(),
      new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), DRAW_MS)),
    ])
    if (!printers) return 'refused'
    if (!printers.some((printer) => printer.name === paper.printer)) return 'no-such-printer'
    const drawn = new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), DRAW_MS)
      contents.on('render-process-gone', () => resolve(false))
      const hear = (title: string) => {
        if (title === PAPER_WAITS) contents.send(NOTICE_CHANNEL, 'paper', { pdf: paper.pdf })
        if (title === PAPER_DRAWN || title === PAPER_FAILED) resolve(title === PAPER_DRAWN)
      }
      contents.on('page-title-updated', (_event, title) => hear(title))
      // It may have been ready before anybody listened.
      hear(contents.getTitle())
    })
    // Until here nothing was given away.
    if (!(await drawn)) return 'refused'
    return await new Promise<HandOverAnswer>((resolve) => {
      setTimeout(() => resolve('no-answer'), SPOOL_MS)
      contents.print(
        {
          silent: true,
          deviceName: paper.printer,
          copies: paper.copies,
          duplexMode: duplexModes[paper.sides],
          margins: { marginType: 'none' },
          pageSize: sheet,
          printBackground: true,
        },
        (taken) => resolve(taken ? 'handed-over' : 'refused'),
      )
    })
  } finally {
    window.destroy()
  }
}
