import { useDeferredValue, useState } from 'react'
import type { AddressField, AddressFieldName } from '../../../../domain/identity-card/application.ts'
import { plainDay, useAsk, useText } from '../../../app/index.ts'
import { Checkbox, ComboField, TextField } from '../../../kit/index.ts'
import { useDraft, useEdit, useTyping } from '../saving/draft-room.tsx'
import { withAddress } from '../saving/edit-form.ts'
import { FieldRoom } from './field-room.tsx'
import { LONGEST_TEXT } from './longest-text.ts'
import { codesOfUnit, useUnitPath } from './unit-names.ts'

/** Last day of the map with districts; places of before are named as they were (Nghị quyết 202/2025/QH15). */
const LAST_DAY_OF_DISTRICTS = '2025-06-30'

const isHistoric = (address: AddressField | undefined, day: string) =>
  address !== undefined && day > LAST_DAY_OF_DISTRICTS && address.asOf <= LAST_DAY_OF_DISTRICTS

/** House number and street as typed, the unit found by name with or without marks; what a paper wrote stays as it was written. */
export function AddressEntry({ name }: { name: AddressFieldName }) {
  const t = useText()
  const edit = useEdit()
  const type = useTyping()
  const address = useDraft((draft) => draft.form.addresses[name])
  const legalDay = useDraft((draft) => draft.view.legalDay)
  const [map, setMap] = useState<'now' | 'before'>(isHistoric(address, legalDay) ? 'before' : 'now')
  const day = map === 'before' ? LAST_DAY_OF_DISTRICTS : legalDay
  const [sought, setSought] = useState('')
  const text = useDeferredValue(sought)
  const path = useUnitPath(address)
  const code = address?.communeCode ?? address?.districtCode ?? address?.provinceCode ?? ''
  const found = useAsk(
    'unit.search',
    { text, day },
    { enabled: text.trim().length >= 2 && text !== path, keepLast: true },
  )
  const provinces = useAsk('unit.children', { parentCode: null, day })
  const put = (change: (before: AddressField) => AddressField, by = edit) =>
    by((form) => withAddress(form, name, change(form.addresses[name] ?? { detail: '', asOf: day, source: 'typed' })))

  function choose(id: string): void {
    const unit = found.data?.units.find((one) => one.code === id)
    if (id === '' && code !== '') {
      put(({ provinceCode: _p, districtCode: _d, communeCode: _c, ...rest }) => ({ ...rest, source: 'typed' }))
    }
    if (!unit) return
    put(({ provinceCode: _p, districtCode: _d, communeCode: _c, ...rest }) => ({
      ...rest,
      ...codesOfUnit(unit, provinces.data?.units ?? []),
      asOf: day,
      source: 'typed',
    }))
  }
  function detail(typed: string): void {
    if (typed !== (address?.detail ?? '')) put((before) => ({ ...before, detail: typed, source: 'typed' }), type)
  }
  return (
    <FieldRoom name={name} source={address?.source} wide>
      {(parts) => (
        <fieldset className="a-address">
          <legend className="visually-hidden">{parts.label}</legend>
          <div className="a-address-head">
            <span className="k-label" aria-hidden="true">
              {parts.label}
            </span>
            {parts.badge}
          </div>
          <div className="a-address-lines">
            <TextField
              label={t('application.address.detail')}
              value={address?.detail ?? ''}
              maxLength={LONGEST_TEXT}
              onType={detail}
              onCommit={detail}
              refusal={parts.refusal}
              caution={parts.caution}
            />
            <ComboField
              label={t(
                day > LAST_DAY_OF_DISTRICTS ? 'application.address.unit' : 'application.address.unit-with-district',
              )}
              choices={(found.data?.units ?? []).map((unit) => ({ id: unit.code, label: unit.path }))}
              value={code}
              valueLabel={path}
              onSearch={setSought}
              onChoose={choose}
            />
          </div>
          {address?.written ? (
            <p className="a-compare">
              {t('application.address.written', { text: address.written, day: plainDay(address.asOf) })}
            </p>
          ) : null}
          {legalDay > LAST_DAY_OF_DISTRICTS ? (
            <Checkbox
              label={t('application.address.map-before')}
              checked={map === 'before'}
              onChange={(before) => setMap(before ? 'before' : 'now')}
            />
          ) : null}
        </fieldset>
      )}
    </FieldRoom>
  )
}
