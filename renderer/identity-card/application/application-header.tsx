import { useText } from '../../app/index.ts'
import { Button } from '../../kit/index.ts'
import { OtherActs } from './finish/other-acts.tsx'
import { useDraft } from './saving/draft-room.tsx'
import { SavedLine } from './saving/saved-line.tsx'

/** Number, kind and reason, whether all is saved, and the one act that sends the application on. */
export function ApplicationHeader({ onSubmit }: { onSubmit: () => void }) {
  const t = useText()
  const { number, kind, reason, reasons, name } = useDraft((draft) => ({
    number: draft.view.number,
    kind: draft.form.kind,
    reason: draft.form.reason,
    reasons: draft.view.reasons,
    name: draft.form.fields.fullName?.text ?? '',
  }))
  const why = t.has(`reason.${reason}`)
    ? t(`reason.${reason}`)
    : (reasons.find((one) => one.code === reason)?.text ?? '')
  const what =
    kind === '' ? t('application.kind-open') : why === '' ? t(`kind.${kind}`) : `${t(`kind.${kind}`)} (${why})`
  return (
    <header className="a-head">
      <div className="a-head-words">
        <h1>
          {t('application.number', { number })} <span className="a-head-what">· {what}</span>
        </h1>
        {name === '' ? null : <p className="a-head-name">{name}</p>}
      </div>
      <div className="a-head-acts">
        <SavedLine />
        <OtherActs />
        <Button kind="main" icon="send" onPress={onSubmit}>
          {t('application.submit')}
        </Button>
      </div>
    </header>
  )
}
