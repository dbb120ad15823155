import type { ApplicationForm } from '../../../../domain/identity-card/application.ts'
import { useText } from '../../../app/index.ts'
import { Badge, RadioGroup, SelectField, TextField } from '../../../kit/index.ts'
import { useDraft, useEdit, useView } from '../saving/draft-room.tsx'

const surrendered = ['yes', 'no', 'none'] as const

/** 8 Thẻ cũ, lệ phí: what the law asks on this day, and the number of the receipt that somebody else's book gave. */
export function FeeStep() {
  return (
    <>
      <OldCard />
      <Fee />
      <Delivery />
    </>
  )
}

function Fee() {
  const t = useText()
  const edit = useEdit()
  const { fee } = useView()
  const draft = useDraft((it) => it.form.fee)
  const put = (change: Partial<ApplicationForm['fee']>) =>
    edit((form) => ({ ...form, fee: { ...form.fee, ...change } }))
  const money = new Intl.NumberFormat(t.language === 'vi' ? 'vi-VN' : 'en-GB')
  return (
    <fieldset className="a-box">
      <legend>{t('application.fee.title')}</legend>
      <p className="a-amount">
        <strong>
          {fee.amount === null
            ? t('application.fee.open')
            : fee.amount === 0
              ? t('application.fee.free')
              : t('application.fee.amount', { amount: money.format(fee.amount) })}
        </strong>{' '}
        <span className="a-soft">{fee.source}</span>{' '}
        {fee.unconfirmed ? <Badge tone="wait">{t('application.unconfirmed')}</Badge> : null}
      </p>
      <div className="a-pair">
        <SelectField
          label={t('application.fee.exemption')}
          optional
          choices={[
            { id: 'none', label: t('application.fee.no-exemption') },
            ...fee.exemptions.map((id) => ({ id, label: t(`free.${id}`) })),
          ]}
          value={draft.exemption === '' ? 'none' : draft.exemption}
          onChoose={(id) => put({ exemption: id === 'none' ? '' : id })}
        />
        {fee.amount === 0 ? null : (
          <div data-field="receiptNumber">
            <TextField
              label={t('field.receiptNumber')}
              description={t('application.fee.receipt-how')}
              value={draft.receiptNumber}
              maxLength={40}
              onType={(receiptNumber) => put({ receiptNumber })}
              onCommit={(receiptNumber) => put({ receiptNumber })}
            />
          </div>
        )}
      </div>
    </fieldset>
  )
}

function OldCard() {
  const t = useText()
  const edit = useEdit()
  const draft = useDraft((it) => it.form.oldCard)
  const put = (change: Partial<ApplicationForm['oldCard']>) =>
    edit((form) => ({ ...form, oldCard: { ...form.oldCard, ...change } }))
  return (
    <fieldset className="a-box" data-field="oldCard">
      <legend>{t('application.old-card.title')}</legend>
      <RadioGroup
        label={t('application.old-card.surrendered')}
        choices={surrendered.map((id) => ({ id, label: t(`application.old-card.${id}`) }))}
        value={draft.surrendered}
        onChoose={(id) => put({ surrendered: surrendered.find((one) => one === id) ?? '' })}
      />
      {draft.surrendered === 'no' || draft.remark !== '' ? (
        <TextField
          label={t('application.old-card.remark')}
          value={draft.remark}
          maxLength={300}
          onType={(remark) => put({ remark })}
          onCommit={(remark) => put({ remark })}
        />
      ) : null}
    </fieldset>
  )
}

function Delivery() {
  const t = useText()
  const edit = useEdit()
  const draft = useDraft((it) => it.form.delivery)
  return (
    <fieldset className="a-box">
      <legend>{t('application.delivery.title')}</legend>
      <RadioGroup
        label={t('application.delivery.mode')}
        choices={[
          { id: 'office', label: t('application.delivery.office') },
          { id: 'post', label: t('application.delivery.post') },
        ]}
        value={draft.mode}
        onChoose={(id) =>
          edit((form) => ({ ...form, delivery: { ...form.delivery, mode: id === 'post' ? 'post' : 'office' } }))
        }
      />
      {draft.mode === 'post' ? (
        <TextField
          label={t('application.delivery.address')}
          value={draft.address}
          maxLength={300}
          onType={(address) => edit((form) => ({ ...form, delivery: { ...form.delivery, address } }))}
          onCommit={(address) => edit((form) => ({ ...form, delivery: { ...form.delivery, address } }))}
        />
      ) : null}
    </fieldset>
  )
}
