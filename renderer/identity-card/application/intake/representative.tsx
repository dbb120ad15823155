import { useState } from 'react'
import type { RepresentativeDraft } from '../../../../domain/identity-card/application.ts'
import { RepresentativeRelation } from '../../../../domain/identity-card/representative.ts'
import type { PopulationHit } from '../../../../preload/contract/population.ts'
import { AskFailed, ask, FailureText, useText } from '../../../app/index.ts'
import { Button, RadioGroup, SelectField, TextField } from '../../../kit/index.ts'
import { LookUp } from '../../../population/index.ts'
import { LONGEST_TEXT } from '../data/longest-text.ts'
import { useDraft, useEdit, useView } from '../saving/draft-room.tsx'

const empty: RepresentativeDraft = { fullName: '', personalNumber: '', relation: '', proof: 'none' }
const proofs = ['register', 'paper', 'none'] as const

/** Người đại diện: for a child under 14 or a person without capacity, with how the relation is proved. */
export function Representative() {
  const t = useText()
  const edit = useEdit()
  const draft = useDraft((it) => it.form.representative)
  const wanted = useDraft((it) => it.view.findings.some((one) => one.code === 'representative-missing'))
  const put = (change: Partial<RepresentativeDraft>) =>
    edit((form) => ({ ...form, representative: { ...(form.representative ?? empty), ...change } }))
  if (draft === null) {
    return (
      <div className="a-row" data-field="representative">
        <Button kind={wanted ? 'usual' : 'plain'} icon="person" size="small" onPress={() => put({})}>
          {t('application.representative.add')}
        </Button>
      </div>
    )
  }
  return (
    <fieldset className="a-box" data-field="representative">
      <legend>{t('application.representative.title')}</legend>
      <div className="a-pair">
        <TextField
          label={t('application.representative.name')}
          value={draft.fullName}
          maxLength={LONGEST_TEXT}
          onType={(fullName) => put({ fullName })}
          onCommit={(fullName) => put({ fullName })}
        />
        <TextField
          label={t('application.representative.number')}
          code
          value={draft.personalNumber}
          maxLength={LONGEST_TEXT}
          onType={(personalNumber) => put({ personalNumber })}
          onCommit={(personalNumber) => put({ personalNumber })}
        />
        <SelectField
          label={t('application.representative.relation')}
          choices={RepresentativeRelation.options.map((id) => ({ id, label: t(`relation.${id}`) }))}
          value={draft.relation}
          onChoose={(relation) => put({ relation })}
        />
        <RadioGroup
          label={t('application.representative.proof')}
          choices={proofs.map((id) => ({ id, label: t(`application.representative.proof-${id}`) }))}
          value={draft.proof}
          onChoose={(id) => put({ proof: proofs.find((one) => one === id) ?? 'none' })}
        />
      </div>
      <RepresentativeSearch onFound={put} />
      <div className="a-row">
        <Button
          size="small"
          kind="plain"
          icon="cross"
          onPress={() => edit((form) => ({ ...form, representative: null }))}
        >
          {t('application.representative.remove')}
        </Button>
      </div>
    </fieldset>
  )
}

/** Looks the representative up under its own purpose; a parent the applicant's record names is proved by the register. */
function RepresentativeSearch({ onFound }: { onFound: (found: Partial<RepresentativeDraft>) => void }) {
  const t = useText()
  const view = useView()
  const [open, setOpen] = useState(false)
  const [failed, setFailed] = useState<AskFailed>()
  async function take(hit: PopulationHit): Promise<void> {
    setFailed(undefined)
    const opened = await ask('population.open', { applicationId: view.id, purpose: 'representative', ref: hit.ref })
    if (!opened.ok) {
      setFailed(new AskFailed('population.open', opened.failure, opened.detail))
      return
    }
    const { fullName, personalNumber } = opened.value.record
    const own = view.captures.population?.record
    const relation =
      own?.father?.personalNumber === personalNumber
        ? 'father'
        : own?.mother?.personalNumber === personalNumber
          ? 'mother'
          : undefined
    onFound({ fullName, personalNumber, ...(relation ? { relation, proof: 'register' as const } : {}) })
    setOpen(false)
  }
  return (
    <>
      <Button size="small" icon="search" aria-expanded={open} onPress={() => setOpen(!open)}>
        {t('application.representative.search')}
      </Button>
      <FailureText failed={failed} />
      {open ? (
        <LookUp applicationId={view.id} purpose="representative" autoFocus onUse={(hit) => void take(hit)} />
      ) : null}
    </>
  )
}
