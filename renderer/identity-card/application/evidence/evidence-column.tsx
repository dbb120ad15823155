import { useText } from '../../../app/index.ts'
import { useSteps } from '../data/step-room.tsx'
import { useDraft } from '../saving/draft-room.tsx'
import { Chip, Faces, Papers, Sources } from './evidence-parts.tsx'
import { FindingsByStep } from './findings-by-step.tsx'

/** Tài liệu đối chiếu: portrait, ten fingers, sources, suspected duplicates, papers, and what the rules still say. */
export function EvidenceColumn() {
  const t = useText()
  const findings = useDraft((draft) => draft.view.findings)
  const { go } = useSteps()
  return (
    <div className="a-evidence">
      <h2>{t('application.evidence.title')}</h2>
      <Faces />
      <Sources />
      <Chip />
      <section aria-label={t('application.evidence.findings', { count: findings.length })}>
        <h3>{t('application.evidence.findings', { count: findings.length })}</h3>
        {findings.length === 0 ? (
          <p className="a-soft">{t('application.evidence.no-findings')}</p>
        ) : (
          <FindingsByStep findings={findings} onGo={(finding) => go(finding.section, finding.field)} />
        )}
      </section>
      <Papers />
    </div>
  )
}
