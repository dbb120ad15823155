import { AskFailed, clockTimeWithSeconds, failureWords, useText } from '../../../app/index.ts'
import { Button, StatusLine } from '../../../kit/index.ts'
import { useDraft, useKeeper } from './draft-room.tsx'

/** "Đã lưu nháp 10:42:07": says "saved" only when the core has answered for all that was typed. */
export function SavedLine() {
  const t = useText()
  const keeper = useKeeper()
  const { saving, savedAt } = useDraft((draft) => ({ saving: draft.saving, savedAt: draft.view.savedAt }))
  switch (saving.state) {
    case 'saved':
      return <StatusLine tone="good">{t('application.saving.saved', { at: clockTimeWithSeconds(savedAt) })}</StatusLine>
    case 'unsent':
    case 'saving':
      return <StatusLine>{t('application.saving.saving')}</StatusLine>
    case 'not-saved':
      return (
        <span className="a-not-saved">
          <StatusLine tone="bad">
            {saving.tryingAgain
              ? t('application.saving.trying-again')
              : failureWords(t, new AskFailed('application.save-form', saving.failure, saving.detail))}
          </StatusLine>
          {saving.failure === 'not-in-this-state' ? null : (
            <Button size="small" onPress={keeper.tryNow}>
              {t('application.saving.try-now')}
            </Button>
          )}
        </span>
      )
  }
}
