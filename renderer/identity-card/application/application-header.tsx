import { useText } from '../../app/index.ts'
import { Button } from '../../kit/index.ts'
import { useDraft } from './saving/draft-room.tsx'
import { SavedLine } from './saving/saved-line.tsx'

/** Number and name, kind and reason, whether all is saved, and the one act that sends the application on. */
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
    kind === ''
      ? t('application.kind-open')
      : why === ''
        ? t(`kind.${kind}`)
        : why.startsWith(t(`kind.${kind}`))
          ? why
          : `${t(`kind.${kind}`)} (${why})`
  return (
    <header className="a-head">
      <div className="a-head-words">
        <h1>
          {t('application.number', { number })}
          {name === '' ? null : ` · ${name}`}
        </h1>
        <p className="a-head-what">
          <span>{what}</span>
          <SavedLine />
        </p>
      </div>
      <Button kind="main" icon="send" onPress={onSubmit}>
        {t('application.submit')}
      </Button>
    </header>
  )
}
