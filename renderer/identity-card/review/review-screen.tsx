import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReturnReasonCode } from '../../../domain/identity-card/return-reason.ts'
import type { ApplicationView, PrintMatch } from '../../../preload/contract/identity-card/application.ts'
import { Evidence, useText } from '../../app/index.ts'
import { Banner, Button, StateBadge, useCommand } from '../../kit/index.ts'
import { lookOf } from '../board/work-states.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { CaptureGallery } from './capture-gallery.tsx'
import { ChangeTable } from './change-table.tsx'
import { DoubtedPrints } from './doubted-prints.tsx'
import { FindingList } from './finding-list.tsx'
import { OverrideList } from './override-list.tsx'
import { PersonFacts } from './person-facts.tsx'
import { PrintMatchDialog } from './print-match-dialog.tsx'
import { PrintMatchPanel } from './print-match-panel.tsx'
import { ReturnDialog } from './return-dialog.tsx'
import { TrailList } from './trail-list.tsx'
import { usePrintMatches } from './use-print-matches.ts'
import { useReviewQueue } from './use-review-queue.ts'

/** Duyệt. Left: warnings and overrides first, then what changed, then the rest; right: captures and papers at full size. */
export function ReviewScreen({ application }: { application: ApplicationView }) {
  const t = useText()
  const navigate = useNavigate()
  const { place, next } = useReviewQueue(application.id)
  const [open, setOpen] = useState<'approve' | 'return'>()
  const [looked, setLooked] = useState<PrintMatch>()
  const [reason, setReason] = useState<ReturnReasonCode>()
  const comparison = usePrintMatches(application)
  const { may } = application
  const decide = (what: 'approve' | 'return', because?: ReturnReasonCode): void => {
    setLooked(undefined)
    setReason(because)
    setOpen(what)
  }
  const onward = (): void => {
    setOpen(undefined)
    if (next) void navigate({ to: '/review/$id', params: { id: next } })
    else void navigate({ to: '/list/$state', params: { state: 'awaiting-approval' } })
  }
  useCommand(
    next === undefined
      ? undefined
      : {
          id: 'review-next',
          words: t('review.next'),
          keys: 'Ctrl+PgDn',
          bar: 60,
          run: () => void navigate({ to: '/review/$id', params: { id: next } }),
        },
  )
  useCommand(
    may.approve ? { id: 'review-approve', words: t('review.approve'), run: () => setOpen('approve') } : undefined,
  )
  useCommand(
    may.returnIt ? { id: 'review-return', words: t('review.return'), run: () => setOpen('return') } : undefined,
  )
  return (
    <div className="page review">
      <div className="page-head">
        <h1>
          {t('review.title', { number: application.number })}
          <span className="page-kind">{application.form.kind === '' ? '' : t(`kind.${application.form.kind}`)}</span>
        </h1>
        <StateBadge {...lookOf(application.state)}>{t(`state.${application.state}`)}</StateBadge>
        <span className="row review-acts">
          {place ? <small className="review-place">{t('review.place', place)}</small> : null}
          {may.returnIt ? <Button onPress={() => setOpen('return')}>{t('review.return-do')}</Button> : null}
          {may.approve ? (
            <Button kind="main" onPress={() => setOpen('approve')}>
              {t('review.approve-do')}
            </Button>
          ) : null}
          {may.approve || may.returnIt ? null : (
            <Button onPress={() => void navigate({ to: '/list/$state', params: { state: application.state } })}>
              {t('review.to-list')}
            </Button>
          )}
        </span>
      </div>
      {!may.approve && application.state === 'awaiting-approval' ? (
        <Banner tone="info">{t('review.not-yours')}</Banner>
      ) : null}
      {application.lateMatch ? <Banner tone="bad">{t('review.prints.late')}</Banner> : null}
      <PrintMatchPanel comparison={comparison} onLook={setLooked} />
      <FindingList findings={application.findings} />
      <OverrideList application={application} />
      <DoubtedPrints application={application} />
      <ChangeTable rows={application.comparison} population={application.captures.population} />
      <PersonFacts application={application} />
      <TrailList application={application} />
      <Evidence wide>
        <CaptureGallery application={application} />
      </Evidence>
      {looked && open === undefined ? (
        <PrintMatchDialog
          application={application}
          match={looked}
          onReturn={() => decide('return', 'fingerprints-match-in-office')}
          onGoOn={() => decide('approve')}
          onClose={() => setLooked(undefined)}
        />
      ) : null}
      {open === 'approve' ? (
        <ApproveDialog
          application={application}
          matches={comparison.found?.matches.length ?? 0}
          onDone={onward}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
      {open === 'return' ? (
        <ReturnDialog
          application={application}
          {...(reason ? { because: reason } : {})}
          onDone={onward}
          onClose={() => {
            setOpen(undefined)
            setReason(undefined)
          }}
        />
      ) : null}
    </div>
  )
}
