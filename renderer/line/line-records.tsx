import type { ReplyOf } from '../../preload/contract/index.ts'
import { timeOrDay, useSizes, useText } from '../app/index.ts'
import { Panel } from '../kit/index.ts'
import { RecordTable } from './record-table.tsx'

/** What waits, what the centre acknowledged, what it sent. Numbers are those of the office's own log. */
export function LineRecords({ detail }: { detail: ReplyOf<'line.detail'> }) {
  const t = useText()
  const sizes = useSizes()
  const place = (epoch: number, seq: number): string => `${epoch}/${seq}`
  return (
    <>
      <Panel
        title={t('line.waiting', { count: detail.line.waitingEvents })}
        aside={<small>{t('line.newest-50')}</small>}
      >
        <RecordTable
          label={t('line.waiting', { count: detail.line.waitingEvents })}
          empty={t('line.waiting-none')}
          heads={[
            t('line.column.place'),
            t('line.column.what'),
            t('line.column.dossier'),
            t('line.column.at'),
            t('line.column.size'),
          ]}
          rows={detail.waiting.map((row) => ({
            key: place(row.epoch, row.seq),
            cells: [
              place(row.epoch, row.seq),
              t.first([`event.${row.kind}`, 'event.other']),
              row.subject,
              timeOrDay(row.at),
              sizes(row.bytes),
            ],
          }))}
        />
      </Panel>
      <Panel title={t('line.receipts')}>
        <RecordTable
          label={t('line.receipts')}
          empty={t('line.receipts-none')}
          heads={[t('line.column.covers'), t('line.column.at'), t('line.column.head')]}
          rows={detail.receipts.map((row) => ({
            key: place(row.epoch, row.seq),
            cells: [
              row.fromSeq === row.seq ? place(row.epoch, row.seq) : `${place(row.epoch, row.fromSeq)}–${row.seq}`,
              timeOrDay(row.at),
              row.head.slice(0, 16),
            ],
          }))}
        />
      </Panel>
      <Panel title={t('line.feed')} aside={<small>{t('line.feed-position', { position: detail.feedPosition })}</small>}>
        <RecordTable
          label={t('line.feed')}
          empty={t('line.feed-none')}
          heads={[t('line.column.place'), t('line.column.what'), t('line.column.content'), t('line.column.at')]}
          rows={detail.feed.map((row) => ({
            key: String(row.pos),
            cells: [
              String(row.pos),
              t.first([`feed.${row.kind}`, 'feed.unknown']),
              t.has(`feed-summary.${row.summary}`) ? t(`feed-summary.${row.summary}`) : row.summary,
              timeOrDay(row.at),
            ],
          }))}
        />
        <p className="k-description">
          {detail.ownResidents.asOf
            ? t('line.own-residents', { count: detail.ownResidents.count, time: timeOrDay(detail.ownResidents.asOf) })
            : t('line.own-residents-none')}
        </p>
      </Panel>
    </>
  )
}
