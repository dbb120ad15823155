import { useText } from '../../../app/index.ts'
import { useView } from '../saving/draft-room.tsx'
import { FindingList } from '../words/finding-list.tsx'
import { Faces, Papers, Sources } from './evidence-parts.tsx'

/** The evidence of an application that is only read: nothing to jump to. */
export function RecordEvidence() {
  const t = useText()
  const { findings } = useView()
  const told = findings.filter((one) => one.severity === 'warning' || one.severity === 'refusal')
  return (
    <div className="a-evidence">
      <h2>{t('application.evidence.title')}</h2>
      <Faces />
      <Sources />
      <Papers />
      {told.length > 0 ? <FindingList findings={told} /> : null}
    </div>
  )
}
