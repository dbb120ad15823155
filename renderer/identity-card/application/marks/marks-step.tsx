import type { MarkDraft } from '../../../../domain/identity-card/application.ts'
import {
  DistinguishingMark,
  MarkDirection,
  MarkKind,
  MarkLandmark,
  markWords,
  writeMark,
} from '../../../../domain/identity-card/distinguishing-mark.ts'
import { useText } from '../../../app/index.ts'
import { Banner, Button, Checkbox, type Choice, SelectField, TextField } from '../../../kit/index.ts'
import { useFocusField } from '../data/step-room.tsx'
import { useDraft, useEdit } from '../saving/draft-room.tsx'

const empty: MarkDraft = { kind: '', distanceInCm: '', direction: '', landmark: '' }
const MOST_MARKS = 10

const kinds: readonly Choice[] = MarkKind.options.map((id) => ({ id, label: markWords.kind[id] }))
const directions: readonly Choice[] = MarkDirection.options.map((id) => ({ id, label: markWords.direction[id] }))
const landmarks: readonly Choice[] = MarkLandmark.options.map((id) => ({ id, label: markWords.landmark[id] }))

/** The official wording of a mark as far as it is complete: `Nốt ruồi C:3 cm trên sau mép trái`. */
export function wordingOf(mark: MarkDraft): string | undefined {
  const parsed = DistinguishingMark.safeParse({ ...mark, distanceInCm: Number(mark.distanceInCm.replace(',', '.')) })
  return parsed.success ? writeMark(parsed.data) : undefined
}

/** 3 Nhân dạng: what is written is made of its parts, so that two officers write the same mark alike. */
export function MarksStep() {
  const t = useText()
  const edit = useEdit()
  const { marks, noMarks } = useDraft((draft) => ({ marks: draft.form.marks, noMarks: draft.form.noMarks }))
  const focusField = useFocusField()
  const change = (at: number, part: Partial<MarkDraft>) =>
    edit((form) => ({
      ...form,
      noMarks: false,
      marks: form.marks.map((mark, index) => (index === at ? { ...mark, ...part } : mark)),
    }))
  return (
    <>
      {noMarks ? <Banner tone="info">{t('application.marks.none-noted')}</Banner> : null}
      {marks.map((mark, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a mark has no other name than its place in the list
        <fieldset key={at} className="a-mark" data-field={`mark-${at}`}>
          <legend>{t('application.marks.numbered', { number: at + 1 })}</legend>
          <div className="a-four">
            <SelectField
              label={t('application.marks.kind')}
              choices={kinds}
              value={mark.kind}
              onChoose={(kind) => change(at, { kind })}
            />
            <TextField
              label={t('application.marks.distance')}
              value={mark.distanceInCm}
              maxLength={5}
              onType={(distanceInCm) => change(at, { distanceInCm })}
              onCommit={(distanceInCm) => change(at, { distanceInCm })}
              {...(distanceRefusal(mark.distanceInCm)
                ? { refusal: { text: t('application.marks.distance-wrong') } }
                : {})}
            />
            <SelectField
              label={t('application.marks.direction')}
              choices={directions}
              value={mark.direction}
              onChoose={(direction) => change(at, { direction })}
            />
            <SelectField
              label={t('application.marks.landmark')}
              choices={landmarks}
              value={mark.landmark}
              onChoose={(landmark) => change(at, { landmark })}
            />
          </div>
          <div className="a-mark-foot">
            <p className="a-wording" data-ready={wordingOf(mark) ? '' : undefined} aria-live="polite">
              {wordingOf(mark) ?? t('application.marks.unfinished')}
            </p>
            <button
              type="button"
              className="k-rule-button"
              data-enter-skips=""
              onClick={() => {
                edit((form) => ({ ...form, marks: form.marks.filter((_, index) => index !== at) }))
                focusField('mark-add')
              }}
            >
              {t('application.marks.remove')}
            </button>
          </div>
        </fieldset>
      ))}
      <div className="a-row" data-field="mark-add">
        <Button
          icon="right"
          disabled={marks.length >= MOST_MARKS}
          onPress={() => {
            edit((form) => ({ ...form, noMarks: false, marks: [...form.marks, empty] }))
            focusField(`mark-${marks.length}`)
          }}
        >
          {t('application.marks.add')}
        </Button>
        {marks.length === 0 ? (
          <Checkbox
            label={t('application.marks.none')}
            checked={noMarks}
            onChange={(none) => edit((form) => ({ ...form, noMarks: none }))}
          />
        ) : null}
      </div>
      {marks.length >= MOST_MARKS ? (
        <p className="a-compare">{t('application.marks.most', { count: MOST_MARKS })}</p>
      ) : null}
    </>
  )
}

function distanceRefusal(text: string): boolean {
  if (text.trim() === '') return false
  return !DistinguishingMark.shape.distanceInCm.safeParse(Number(text.replace(',', '.'))).success
}
