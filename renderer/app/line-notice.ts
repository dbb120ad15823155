import { LineState } from '../../preload/contract/line.ts'

/** Body of topic `line`: the line as it stands now; undefined for any other shape (the window then asks). */
export function parseLine(body: unknown): LineState | undefined {
  const parsed = LineState.safeParse(body)
  return parsed.success ? parsed.data : undefined
}
