import type { ApplicationView } from '../../../preload/contract/identity-card/application.ts'
import { plainDay, useText } from '../../app/index.ts'
import { DataList, type DataRow, Panel } from '../../kit/index.ts'
import { reasonWords, SourceBadges } from '../application/index.ts'

/** Who is asked for what, and who recorded it. Full number: the one who decides has opened this dossier. */
export function PersonFacts({ application }: { application: ApplicationView }) {
  const t = useText()
  const { form } = application
  const field = (name: 'personalNumber' | 'fullName' | 'dateOfBirth'): DataRow[] => {
    const given = form.fields[name]
    return given
      ? [
          {
            key: name,
            label: t(`person.${name}`),
            value: given.text,
            badge: (
              <SourceBadges source={given.source} row={application.comparison.find((row) => row.field === name)} />
            ),
          },
        ]
      : []
  }
  const reason = application.reasons.find((one) => one.code === form.reason)
  return (
    <Panel title={t('review.application')}>
      <DataList
        rows={[
          ...field('fullName'),
          ...field('personalNumber'),
          ...field('dateOfBirth'),
          {
            key: 'kind',
            label: t('review.kind'),
            value: form.kind === '' ? '–' : t(`kind.${form.kind}`),
            note: reason ? reasonWords(t, reason) : undefined,
          },
          {
            key: 'by',
            label: t('review.recorded-by'),
            value: application.recordedBy.displayName,
            note: t('review.received-on', {
              day: plainDay(application.receivedOn),
              channel: t(`channel.${form.channel}`),
            }),
          },
          ...(form.remark === '' ? [] : [{ key: 'remark', label: t('review.remark'), value: form.remark }]),
        ]}
      />
    </Panel>
  )
}
