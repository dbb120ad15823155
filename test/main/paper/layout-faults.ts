import { PAGE_HEIGHT, PAGE_WIDTH } from '../../../main/paper/page-measures.ts'
import type { PlacedMark } from '../../../main/paper/paper.ts'

const SOLID = new Set<PlacedMark['kind']>(['text', 'image', 'symbol'])

function overlap(a: PlacedMark, b: PlacedMark): boolean {
  const slack = 0.6
  return a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack && b.top < a.bottom - slack
}

function words(mark: PlacedMark): string {
  return `${mark.kind} "${mark.text.slice(0, 30)}" on page ${mark.page} at ${mark.left.toFixed(0)},${mark.top.toFixed(0)}`
}

/** What an eye would call broken: something outside the margins of a printer, or two things on top of each other. */
export function layoutFaults(marks: readonly PlacedMark[]): readonly string[] {
  const faults: string[] = []
  const unprintable = 14 // about 5 mm: what office printers leave white
  for (const mark of marks) {
    if (mark.left < unprintable || mark.right > PAGE_WIDTH - unprintable) faults.push(`${words(mark)} leaves the sides`)
    if (mark.top < unprintable || mark.bottom > PAGE_HEIGHT - unprintable) faults.push(`${words(mark)} leaves the page`)
  }
  const solid = marks.filter((mark) => SOLID.has(mark.kind) || mark.text === 'dots')
  const byPage = Map.groupBy(solid, (mark) => mark.page)
  for (const page of byPage.values()) {
    const sorted = [...page].sort((a, b) => a.top - b.top)
    for (const [index, mark] of sorted.entries()) {
      for (const other of sorted.slice(index + 1)) {
        if (other.top > mark.bottom) break
        if (overlap(mark, other)) faults.push(`${words(mark)} lies on ${words(other)}`)
      }
    }
  }
  return faults
}
