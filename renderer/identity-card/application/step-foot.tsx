import type { SectionName } from '../../../domain/identity-card/application.ts'
import { useText } from '../../app/index.ts'
import { Button } from '../../kit/index.ts'
import { useSteps } from './data/step-room.tsx'
import { OtherActs } from './finish/other-acts.tsx'
import { useDraft } from './saving/draft-room.tsx'
import { FindingList } from './words/finding-list.tsx'

/** What is still open in this step, and the key that ends it. */
export function StepFoot({ step }: { step: SectionName }) {
  const t = useText()
  const { finish } = useSteps()
  const own = useDraft((draft) => draft.view.findings.filter((one) => one.section === step && one.field === undefined))
  return (
    <div className="a-step-foot">
      {own.length > 0 ? <FindingList findings={own} /> : null}
      <div className="a-row a-row-apart">
        <div className="a-row">
          <OtherActs />
        </div>
        <Button kind="main" keys="Ctrl+Enter" onPress={finish}>
          {t('application.finish')}
        </Button>
      </div>
    </div>
  )
}
