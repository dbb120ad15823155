import { memo, type ReactNode } from 'react'
import type { SectionName } from '../../../domain/identity-card/application.ts'
import { useText } from '../../app/index.ts'
import { Banner } from '../../kit/index.ts'
import { ComparisonStep } from './data/comparison-step.tsx'
import { EnterMoves } from './data/enter-moves.tsx'
import { ConfirmationStep } from './finish/confirmation-step.tsx'
import { FeeStep } from './finish/fee-step.tsx'
import { IrisStep } from './finish/iris-step.tsx'
import { SlipStep } from './finish/slip-step.tsx'
import { IntakeStep } from './intake/intake-step.tsx'
import { MarksStep } from './marks/marks-step.tsx'
import { PortraitStep } from './portrait/portrait-step.tsx'
import { FingerprintsStep } from './prints/fingerprints-step.tsx'
import { useDraft } from './saving/draft-room.tsx'

const bodies = {
  intake: IntakeStep,
  comparison: ComparisonStep,
  marks: MarksStep,
  fingerprints: FingerprintsStep,
  portrait: PortraitStep,
  iris: IrisStep,
  confirmation: ConfirmationStep,
  fee: FeeStep,
  slip: SlipStep,
} as const satisfies Readonly<Record<SectionName, () => ReactNode>>

/** Drawn anew when the step changes, not with every answer of the core: typing stays quick. */
export const StepBody = memo(OpenStep)

/** The open step; one the law does not ask for says why, and under which rule. */
function OpenStep({ step }: { step: SectionName }) {
  const t = useText()
  const { section, source } = useDraft((draft) => ({
    section: draft.view.sections.find((one) => one.section === step),
    source: draft.view.required.source,
  }))
  if (section?.state === 'not-applicable') {
    const note = section.note ?? 'not-taken'
    return (
      <Banner tone="info">
        {t.first([`application.need-long.${note}`, 'application.need-long.not-taken'], { source })}
      </Banner>
    )
  }
  const Body = bodies[step]
  return (
    <EnterMoves>
      <Body />
    </EnterMoves>
  )
}
