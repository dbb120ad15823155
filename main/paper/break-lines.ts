export type Face = 'regular' | 'bold' | 'italic' | 'bold-italic'

export interface TextStyle {
  readonly face: Face
  /** Type size in points. */
  readonly size: number
}

/** A stretch of text in one style. */
export interface TextRun {
  readonly text: string
  readonly style: TextStyle
}

/** Width of a text in points. */
export type Measure = (text: string, style: TextStyle) => number

/** A stretch with its place in the line, `x` in points from the line's start. */
export interface PlacedRun extends TextRun {
  readonly x: number
}

export interface TextLine {
  readonly runs: readonly PlacedRun[]
  readonly width: number
}

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

/** Cuts a word that is wider than a line into pieces that fit; a letter keeps its marks. */
function cutWord(word: string, style: TextStyle, width: number, measure: Measure): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== '' && measure(piece + segment, style) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += segment
  }
  pieces.push(piece)
  return pieces
}

/**
 * Breaks runs into lines no wider than `width`: at spaces, and inside a word only where the word alone is too wide.
 * `firstIndent` keeps room at the start of the first line. Expects `printableText`; no runs give no lines.
 */
export function breakLines(runs: readonly TextRun[], width: number, measure: Measure, firstIndent = 0): TextLine[] {
  const lines: { runs: PlacedRun[]; width: number }[] = []
  let line: { runs: PlacedRun[]; width: number } = { runs: [], width: firstIndent }

  function place(text: string, style: TextStyle, spaced: boolean): void {
    const wordWidth = measure(text, style)
    const last = line.runs.at(-1)
    if (!last && line.width > 0 && line.width + wordWidth > width) {
      lines.push(line)
      line = { runs: [], width: 0 }
    }
    const gap = spaced && last ? measure(`${last.text} `, last.style) - measure(last.text, last.style) : 0
    if (last && line.width + gap + wordWidth > width) {
      lines.push(line)
      line = { runs: [{ text, style, x: 0 }], width: wordWidth }
      return
    }
    if (last && last.style === style) {
      line.runs[line.runs.length - 1] = { text: `${last.text}${spaced ? ' ' : ''}${text}`, style, x: last.x }
      const joined = line.runs[line.runs.length - 1]
      line.width = joined ? joined.x + measure(joined.text, style) : line.width
      return
    }
    line.runs.push({ text, style, x: line.width + gap })
    line.width += gap + wordWidth
  }

  for (const [index, run] of runs.entries()) {
    const words = run.text.split(' ').filter((word) => word !== '')
    for (const [position, word] of words.entries()) {
      const spaced = position > 0 || index > 0
      if (measure(word, run.style) <= width) {
        place(word, run.style, spaced)
        continue
      }
      for (const [part, piece] of cutWord(word, run.style, width, measure).entries())
        place(piece, run.style, spaced && part === 0)
    }
  }
  if (line.runs.length > 0) lines.push(line)
  return lines
}
