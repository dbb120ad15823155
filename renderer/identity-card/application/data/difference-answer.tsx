import {
  AddressFieldName,
  type ApplicationForm,
  type DifferenceChoice,
  type FiledPaper,
  TextFieldName,
} from '../../../../domain/identity-card/application.ts'
import { papersForCorrection } from '../../../../domain/identity-card/correction-papers.ts'
import type { PopulationRecord } from '../../../../domain/person/population-record.ts'
import type { ComparisonRow } from '../../../../preload/contract/identity-card/application.ts'
import { useText } from '../../../app/index.ts'
import { RadioGroup, Refusal, SelectField } from '../../../kit/index.ts'
import { useDraft, useEdit } from '../saving/draft-room.tsx'
import { withAddress, withDifference, withText } from '../saving/edit-form.ts'
import { valueWords } from '../words/value-words.ts'

/** The register's value becomes the recorded one: that is what "Giữ theo CSDL dân cư" means on the card. */
function keepingRegister(form: ApplicationForm, row: ComparisonRow, record: PopulationRecord | null): ApplicationForm {
  const text = TextFieldName.safeParse(row.field).data
  const place = AddressFieldName.safeParse(row.field).data
  const address = place ? record?.[place] : undefined
  const kept = text
    ? withText(form, text, text === 'dateOfBirth' ? valueWords(text, row.register) : row.register, 'population')
    : place && address
      ? withAddress(form, place, { ...address, source: 'population' })
      : form
  return withDifference(kept, row.field, { choice: 'keep-register' })
}

/** A difference with the register and the clerk's answer to it; a change of the register needs a paper of the dossier. */
export function DifferenceAnswer({
  name,
  row,
  strict,
}: {
  name: TextFieldName | AddressFieldName
  row: ComparisonRow
  strict: boolean
}) {
  const t = useText()
  const edit = useEdit()
  const { answer, papers, record } = useDraft((draft) => ({
    answer: draft.form.differences[name],
    papers: draft.view.captures.papers,
    record: draft.view.captures.population?.record ?? null,
  }))
  // Another number is another person: nothing to choose, the finding beside the field says what to do.
  if (name === 'personalNumber')
    return <p className="a-compare">{t('application.register.writes', { value: row.register })}</p>
  const choices = [
    ...(row.candidates.length > 0 ? [{ id: 'choose-unit', label: t('choice.choose-unit') }] : []),
    { id: 'keep-register', label: t('choice.keep-register') },
    { id: 'request-correction', label: t('choice.request-correction') },
  ]
  function choose(choice: string): void {
    if (choice === 'keep-register') edit((form) => keepingRegister(form, row, record))
    else if (choice === 'request-correction' || choice === 'choose-unit') answerWith({ choice })
  }
  function answerWith(choice: DifferenceChoice): void {
    edit((form) => withDifference(form, name, choice))
  }
  function chooseUnit(code: string): void {
    answerWith({ choice: 'choose-unit', unitCode: code })
  }
  return (
    <div className="a-difference" data-answered={answer ? '' : undefined}>
      <p>
        <strong>{t(row.outcome === 'asks' ? 'application.difference.asks' : 'application.difference.differs')}</strong>{' '}
        {t('application.register.writes', { value: valueWords(name, row.register) })}
      </p>
      <RadioGroup
        label={t('application.difference.answer')}
        choices={choices}
        value={answer?.choice ?? ''}
        onChoose={choose}
        {...(strict && !answer ? { refusal: { text: t('application.difference.unanswered') } } : {})}
      />
      {answer?.choice === 'choose-unit' ? (
        <SelectField
          label={t('application.difference.unit')}
          choices={row.candidates.map((unit) => ({ id: unit.code, label: unit.name }))}
          value={answer.unitCode ?? ''}
          onChoose={chooseUnit}
        />
      ) : null}
      {answer?.choice === 'request-correction' ? (
        <ProvingPaper
          name={name}
          papers={papers}
          value={answer.paperId ?? ''}
          onChoose={(paperId) => answerWith({ choice: 'request-correction', paperId })}
        />
      ) : null}
    </div>
  )
}

function ProvingPaper({
  name,
  papers,
  value,
  onChoose,
}: {
  name: TextFieldName | AddressFieldName
  papers: readonly FiledPaper[]
  value: string
  onChoose: (id: string) => void
}) {
  const t = useText()
  const wanted = papersForCorrection(name)
  const fitting = papers.filter((paper) => wanted.some((type) => type === paper.type))
  if (fitting.length === 0) {
    const types = wanted.map((type) => t(`paper.${type}`)).join(t('application.or'))
    return <Refusal caution words={{ text: t('application.difference.no-paper', { types }) }} />
  }
  return (
    <SelectField
      label={t('application.difference.paper')}
      choices={fitting.map((paper, at) => ({
        id: paper.id,
        label: t('application.paper.numbered', { number: at + 1, type: t(`paper.${paper.type}`) }),
      }))}
      value={fitting.some((paper) => paper.id === value) ? value : ''}
      onChoose={onChoose}
    />
  )
}
