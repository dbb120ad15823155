import { FingerPosition } from '../../../domain/biometric/finger-position.ts'
import { standingDoubts } from '../../../domain/identity-card/print-doubt.ts'
import type { ApplicationView } from '../../../preload/contract/identity-card/application.ts'
import { useText } from '../../app/index.ts'
import { DataList, type DataRow, Panel, StateBadge } from '../../kit/index.ts'

/** Everything the clerk passed over by hand: exceptions, low quality, override of the portrait, no iris, not compared. */
export function OverrideList({ application }: { application: ApplicationView }) {
  const t = useText()
  const { captures, form } = application
  const rows: DataRow[] = []
  if (captures.population === null || captures.population.status !== 'found' || captures.population.scope !== 'centre')
    rows.push({ key: 'population', label: t('review.override.population'), value: t('board.not-compared') })
  for (const [position, exception] of Object.entries(captures.exceptions))
    rows.push({
      key: `exception-${position}`,
      label: FingerPosition.safeParse(position).success ? t(`finger.${position}`) : position,
      value: t('review.override.exception', {
        reason: t.first([`exception-reason.${exception.reason}`, 'exception-unknown']),
        duration: t(`duration.${exception.duration}`),
      }),
      note: exception.remark,
    })
  for (const [position, print] of Object.entries(captures.prints))
    if (print.lowQuality)
      rows.push({
        key: `low-${position}`,
        label: FingerPosition.safeParse(position).success ? t(`finger.${position}`) : position,
        value: t('review.override.low-quality', { quality: print.quality, attempts: print.attempts }),
      })
  for (const { trouble, finger, other, kept, blob, otherBlob } of standingDoubts(captures))
    if (kept)
      rows.push({
        key: `doubt-${blob}-${otherBlob}`,
        label: t('review.override.two-fingers', { finger: t(`finger.${finger}`), other: t(`finger.${other}`) }),
        value: t('review.override.doubt', {
          trouble: t(`application.prints.doubt.${trouble}`),
          reason: t(`application.prints.doubt.reason.${kept.reason}`),
        }),
        note: kept.remark,
      })
  const override = captures.portrait?.override
  if (override)
    rows.push({
      key: 'portrait',
      label: t('review.portrait'),
      value: t('review.override.portrait', {
        reason: t.first([`application.portrait.reason.${override.reason}`, 'override-unknown']),
      }),
      note: override.remark,
    })
  if (form.irisNotTaken)
    rows.push({
      key: 'iris',
      label: t('review.override.iris'),
      value: t.first([`application.iris.reason.${form.irisNotTaken.reason}`, 'override-unknown']),
      note: form.irisNotTaken.remark,
    })
  if (rows.length === 0) return null
  return (
    <Panel title={t('review.overrides')} aside={<StateBadge tone="wait">{rows.length}</StateBadge>}>
      <DataList rows={rows} />
    </Panel>
  )
}
