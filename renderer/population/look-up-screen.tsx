import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { LookUpPurpose, type PopulationHit } from '../../preload/contract/population.ts'
import { FailureText, useAct, useAsk, useText } from '../app/index.ts'
import { usePolice } from '../app/not-here.tsx'
import { Banner, ComboField, SelectField } from '../kit/index.ts'
import { LookUp } from './look-up.tsx'

const lookedUpFor: ReadonlySet<string> = new Set([
  'received',
  'awaiting-population-correction',
  'awaiting-approval',
  'returned',
  'returned-by-centre',
])

/** F3: a look-up always names its dossier and purpose, so both are chosen first; nobody browses the register. */
export function LookUpScreen() {
  return usePolice() ?? <ChosenLookUp />
}

function ChosenLookUp() {
  const t = useText()
  const navigate = useNavigate()
  const { data: board, error } = useAsk('application.board', {})
  const use = useAct('application.use-record')
  const [chosen, setChosen] = useState('')
  const [purpose, setPurpose] = useState<LookUpPurpose>('card-application')
  const cards = (board?.columns ?? [])
    .filter((column) => lookedUpFor.has(column.state))
    .flatMap((column) => column.cards)

  async function take(hit: PopulationHit, scope: 'centre' | 'own-residents'): Promise<void> {
    if (purpose === 'card-application') {
      const outcome = await use.act({ id: chosen, ref: hit.ref, purpose, scope })
      if (!outcome.ok) return
    }
    await navigate({ to: '/application/$id', params: { id: chosen } })
  }

  return (
    <div className="page">
      <h1>{t('look-up.title')}</h1>
      <FailureText failed={board ? undefined : error} />
      {board && cards.length === 0 ? <Banner tone="info">{t('look-up.no-dossier')}</Banner> : null}
      <div className="two-fields">
        <ComboField
          label={t('look-up.dossier')}
          value={chosen}
          onChoose={setChosen}
          choices={cards.map((card) => ({
            id: card.id,
            label: `${card.number} ${card.shortName === '' ? t('board.no-name-yet') : card.shortName}`,
            detail: t(`state.${card.state}`),
          }))}
        />
        <SelectField
          label={t('look-up.purpose')}
          value={purpose}
          onChoose={(id) => setPurpose(LookUpPurpose.options.find((one) => one === id) ?? 'card-application')}
          choices={LookUpPurpose.options.map((id) => ({ id, label: t(`purpose.${id}`) }))}
        />
      </div>
      <FailureText failed={use.failed} />
      {chosen === '' ? (
        <p className="k-empty">{t('look-up.choose-first')}</p>
      ) : (
        <LookUp
          key={`${chosen} ${purpose}`}
          applicationId={chosen}
          purpose={purpose}
          autoFocus
          onUse={(hit, how) => void take(hit, how.scope)}
        />
      )}
    </div>
  )
}
