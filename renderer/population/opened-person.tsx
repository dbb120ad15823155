import type { PopulationRecord } from '../../domain/person/population-record.ts'
import type { LookUpPurpose, PopulationHit } from '../../preload/contract/population.ts'
import { FailureText, plainDay, type Text, useAsk, useText } from '../app/index.ts'
import { Banner, Button, DataList, type DataRow, Progress } from '../kit/index.ts'

/** `2001`, `2001-03`, `2001-03-15` as `2001`, `03/2001`, `15/03/2001`. */
const birthWords = plainDay

function rowsOf(t: Text, record: PopulationRecord, place: string): readonly DataRow[] {
  const row = (key: string, value: string | undefined): DataRow[] =>
    value === undefined || value === '' ? [] : [{ key, label: t(`person.${key}`), value }]
  const residence = record.permanentResidence
  return [
    ...row('personalNumber', record.personalNumber),
    ...row('oldIdentityNumber', record.oldIdentityNumber),
    ...row('fullName', record.fullName),
    ...row('otherName', record.otherName),
    ...row('dateOfBirth', birthWords(record.dateOfBirth)),
    ...row('sex', t(`sex.${record.sex}`)),
    ...row(
      'permanentResidence',
      residence ? (residence.written ?? [residence.detail, place].filter((part) => part !== '').join(', ')) : place,
    ),
    ...row('fatherName', record.father?.fullName),
    ...row('motherName', record.mother?.fullName),
    ...row('spouseName', record.spouse?.fullName),
    ...row(
      'card',
      record.card &&
        t(record.card.expiresOn === null ? 'person.card-value-endless' : 'person.card-value', {
          kind: t(`person.card.${record.card.kind}`),
          issued: plainDay(record.card.issuedOn),
          expires: record.card.expiresOn === null ? '' : plainDay(record.card.expiresOn),
        }),
    ),
    ...row(
      'storedBiometrics',
      record.storedBiometrics && t('person.stored-value', { day: plainDay(record.storedBiometrics.takenOn) }),
    ),
  ]
}

/** One person unmasked for a dossier and a purpose. Asking is opening: the audit holds it, and the clerk is told. */
export function OpenedPerson({
  applicationId,
  purpose,
  hit,
  onUse,
}: {
  applicationId: string
  purpose: LookUpPurpose
  hit: PopulationHit
  onUse: (scope: 'centre' | 'own-residents') => void
}) {
  const t = useText()
  const { data, error } = useAsk('population.open', { applicationId, purpose, ref: hit.ref }, { forget: true })
  if (error) return <FailureText failed={error} />
  if (!data) return <Progress doing={t('look-up.opening')} />
  return (
    <div className="stack">
      <Banner tone="info">{t('look-up.recorded', { purpose: t(`purpose.${purpose}`) })}</Banner>
      {data.record.status === 'living' ? null : <Banner tone="bad">{t(`person-status.${data.record.status}`)}</Banner>}
      <DataList rows={rowsOf(t, data.record, hit.place)} />
      <div className="row row-end">
        <Button kind="main" autoFocus onPress={() => onUse(data.scope)}>
          {t('look-up.use')}
        </Button>
      </div>
    </div>
  )
}
