import type { Failure, Success } from '../../../preload/contract/define-contract.ts'
import type { ReplyOf } from '../../../preload/contract/index.ts'
import { done, fail } from '../../bridge/index.ts'
import { findBlobContent } from '../../replication/index.ts'
import { applicantPages } from './applicant-pages.ts'
import type { ApplicationDesk, ApplicationView } from './application-desk.ts'
import { contentDigest } from './content-digest.ts'
import { printedNumber } from './take-in.ts'

export type ApplicantView = ReplyOf<'applicant.view'>

/** What stands on the applicant's window now. It lives in memory: after a restart the window is blank, never stale. */
export interface ApplicantScreen {
  view(): ApplicantView
  show(id: string): Success<ApplicationView> | Failure<'nothing-to-show' | 'no-such-application'>
  hide(): void
  answer(request: {
    digest: string
    right: boolean
    pagesSeen: number
  }): Success<ApplicantView> | Failure<'content-changed' | 'not-every-page-seen' | 'nothing-shown'>
}

const WAITING: ApplicantView = { state: 'waiting', ticket: null, number: null, digest: null, pages: [] }

export function applicantScreen(desk: ApplicationDesk): ApplicantScreen {
  let shownId: string | undefined
  let current: ApplicantView = WAITING

  function put(next: ApplicantView): void {
    current = next
    // The desk hears only how it stands; the content goes to the applicant's window when it asks.
    desk.notify('applicant', { state: next.state, digest: next.digest, applicationId: shownId ?? null })
  }

  return {
    view: () => current,
    show(id) {
      const application = desk.find(id)
      if (!application) return fail('no-such-application')
      const portrait = application.captures.portrait
        ? findBlobContent(desk.store, application.captures.portrait.blob)
        : undefined
      const pages = applicantPages(application, desk.units, portrait ? new Uint8Array(portrait) : null)
      if (pages.length === 0) return fail('nothing-to-show')
      shownId = id
      put({
        state: 'reading',
        ticket: application.form.ticket || null,
        number: printedNumber(application.number),
        digest: contentDigest(application.form, application.captures),
        pages,
      })
      return done(desk.view(application))
    },
    hide() {
      shownId = undefined
      put(WAITING)
    },
    answer({ digest, right, pagesSeen }) {
      if (shownId === undefined || current.state !== 'reading') return fail('nothing-shown')
      if (pagesSeen < current.pages.length)
        return fail('not-every-page-seen', { left: current.pages.length - pagesSeen })
      const application = desk.find(shownId)
      const standing = application && contentDigest(application.form, application.captures)
      if (standing !== digest || current.digest !== digest) {
        put({ ...current, state: 'rejected', pages: [] })
        return fail('content-changed')
      }
      if (right) {
        const changed = desk.change(shownId, {}, (before) => ({
          ...before,
          captures: { ...before.captures, confirmation: { at: desk.at(), digest, by: 'applicant-window' } },
        }))
        if (!changed.ok) return fail('nothing-shown')
        desk.notify('application', { id: shownId })
      }
      put({ ...current, state: right ? 'confirmed' : 'rejected', pages: [] })
      return done(current)
    },
  }
}
