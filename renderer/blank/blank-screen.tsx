import '../line/line.css'
import type { BlankList } from '../../preload/contract/blank.ts'
import { FailureText, timeOrDay, useAsk, useKeepAnswer, useStation, useText } from '../app/index.ts'
import { Panel, Progress } from '../kit/index.ts'
import { RecordTable } from '../line/index.ts'
import { BlankForm } from './blank-form.tsx'
import { ReportedBlank } from './reported-blank.tsx'

/** Sổ theo dõi phôi: what is in stock, used and spoiled; the clerk's three acts, and the second person's one. */
export function BlankScreen() {
  const t = useText()
  const keep = useKeepAnswer()
  const { signedIn } = useStation()
  const { data, error } = useAsk('blank.list', {})
  const take = (list: BlankList) => keep('blank.list', {}, list)
  const roles: readonly string[] = signedIn?.roles ?? []
  const works = roles.includes('intake-officer') || roles.includes('enrolment-officer')
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('blank.title')}</h1>
      </div>
      <FailureText failed={data ? undefined : error} />
      {!data && !error ? <Progress doing={t('blank.loading')} /> : null}
      {data ? (
        <div className="stack">
          <Panel title={t('blank.stock')}>
            <RecordTable
              label={t('blank.stock')}
              empty={t('blank.none')}
              heads={['kind', 'received', 'inStock', 'used', 'reported', 'spoiled', 'next'].map((head) =>
                t(`blank.column.${head}`),
              )}
              rows={data.kinds.map((row) => ({
                key: row.kind,
                cells: [
                  t(`blank-kind.${row.kind}`),
                  ...[row.received, row.inStock, row.used, row.reported, row.spoiled].map(String),
                  row.next ?? '–',
                ],
              }))}
            />
          </Panel>
          {data.reported.length > 0 ? (
            <Panel title={t('blank.waiting')}>
              <ul className="stack">
                {data.reported.map((blank) => (
                  <ReportedBlank
                    key={`${blank.kind} ${blank.serial}`}
                    blank={blank}
                    mayDecide={roles.includes('supervisor') && blank.reportedBy !== signedIn?.account}
                    onDone={take}
                  />
                ))}
              </ul>
            </Panel>
          ) : null}
          {works ? (
            <>
              <BlankForm act="receive" onDone={take} />
              <BlankForm act="use" onDone={take} />
              <BlankForm act="report-spoiled" onDone={take} />
            </>
          ) : null}
          <Panel title={t('blank.recent')}>
            <RecordTable
              label={t('blank.recent')}
              empty={t('blank.recent-none')}
              heads={['kind', 'serial', 'state', 'for', 'at'].map((head) => t(`blank.column.${head}`))}
              rows={data.recent.map((blank) => ({
                key: `${blank.kind} ${blank.serial}`,
                cells: [
                  t(`blank-kind.${blank.kind}`),
                  blank.serial,
                  t(`blank-state.${blank.state}`),
                  blank.reason === null ? (blank.usedFor ?? '') : t(`spoil-reason.${blank.reason}`),
                  timeOrDay(blank.changedAt),
                ],
              }))}
            />
          </Panel>
        </div>
      ) : null}
    </div>
  )
}
