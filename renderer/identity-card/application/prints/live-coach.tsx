import type { CaptureGroup } from '../../../../domain/biometric/capture-group.ts'
import type { CaptureNotice } from '../../../../preload/contract/identity-card/application.ts'
import { useText } from '../../../app/index.ts'
import { fingerWords } from '../words/finger-words.ts'

const MOST_SENTENCES = 2

/** While the fingers lie on the glass: what would help the worst of them, seen a moment ago. */
export function LiveCoach({
  seen,
  group,
  otherHand,
}: {
  seen: CaptureNotice['seen']
  group: CaptureGroup
  otherHand: boolean
}) {
  const t = useText()
  const helped = [...seen]
    .filter((finger) => finger.reasons.length > 0)
    .sort((a, b) => a.quality - b.quality)
    .slice(0, MOST_SENTENCES)
  return (
    <ul className="a-live-coach" aria-live="off">
      {otherHand ? <li>{t(`application.prints.other-hand.${group}`)}</li> : null}
      {helped.map(({ position, reasons: [reason] }) => (
        <li key={position}>
          {fingerWords(t, position)}: {t(`application.prints.coach.${reason}`)}
        </li>
      ))}
    </ul>
  )
}
