import type { RefObject } from 'react'
import { PrintMatchReason } from '../../../preload/contract/identity-card/application.ts'
import { useText } from '../../app/index.ts'
import { SelectField, TextField } from '../../kit/index.ts'

const SHORTEST_REMARK = 3

export interface PrintOverrideDraft {
  readonly reason: PrintMatchReason | undefined
  readonly remark: string
}

/** The override as it is sent; undefined while something of it is missing. */
export function overrideOf({ reason, remark }: PrintOverrideDraft) {
  const sentence = remark.normalize('NFC').trim()
  return reason && sentence.length >= SHORTEST_REMARK ? { reason, remark: sentence } : undefined
}

/** Why the leader goes on although another dossier has these prints: a reason and a sentence, both signed with the approval. */
export function PrintOverrideFields({
  draft,
  remark,
  tried,
  onReason,
}: {
  draft: PrintOverrideDraft
  remark: RefObject<HTMLInputElement | HTMLTextAreaElement | null>
  tried: boolean
  onReason: (reason: PrintMatchReason | undefined) => void
}) {
  const t = useText()
  const isShort = draft.remark.trim().length < SHORTEST_REMARK
  return (
    <>
      <SelectField
        label={t('review.prints.reason')}
        value={draft.reason ?? ''}
        onChoose={(id) => onReason(PrintMatchReason.safeParse(id).data)}
        choices={PrintMatchReason.options.map((id) => ({ id, label: t(`review.prints.reason.${id}`) }))}
        refusal={tried && !draft.reason ? { text: t('review.prints.reason-missing') } : undefined}
      />
      <TextField
        label={t('review.prints.remark')}
        description={t('review.prints.remark-explain')}
        lines={3}
        maxLength={1000}
        inputRef={remark}
        refusal={tried && isShort ? { text: t('review.prints.remark-missing') } : undefined}
      />
    </>
  )
}
