import type { CaptureNotice } from '../../../../preload/contract/identity-card/application.ts'
import { useText } from '../../../app/index.ts'
import { fingerWords } from '../words/finger-words.ts'

const MOST_SENTENCES = 2

/** While the fingers lie on the glass: what would help the worst of them, seen a moment ago. */
export function LiveCoach({ seen }: { seen: CaptureNotice['seen'] }) {
  const t = useText()
  const helped = [...seen]
    .filter((finger) => finger.reasons.length > 0)
    .sort((a, b) => a.quality - b.quality)
    .slice(0, MOST_SENTENCES)
  return (
    <ul className="a-live-coach" aria-live="off">
      {helped.map(({ position, reasons: [reason] }) => (
        <li key={position}>
          {fingerWords(t, position)}: {t(`application.prints.coach.${reason}`)}
        </li>
      ))}
    </ul>
  )
}
