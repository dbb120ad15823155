import type { applicantContract } from '../../../preload/contract/identity-card/applicant.ts'
import type { applicationContract } from '../../../preload/contract/identity-card/application.ts'
import { done, fail, type Handlers } from '../../bridge/index.ts'
import type { LookUp } from '../../person/index.ts'
import type { StationIdentity } from '../../replication/index.ts'
import type { ApplicantScreen } from './applicant-screen.ts'
import type { ApplicationDesk } from './application-desk.ts'
import { viewBoard } from './board.ts'
import type { PrintCapture } from './capture-prints.ts'
import { goOnWithoutRecord, saveForm, useRecord } from './fill-in.ts'
import { addPaper, keepPortrait, removePaper, showBlob } from './keep-evidence.ts'
import { dropPrint, exceptPrint, keepDoubtedPrints } from './keep-prints.ts'
import type { PrintMatching } from './match-prints.ts'
import { type PrintParts, previewForm, printForm, signedOnPaper } from './print-forms.ts'
import { readCode } from './read-code.ts'
import type { PaperScan } from './scan-papers.ts'
import { approveApplication, returnApplication, submitApplication } from './submit-and-approve.ts'
import {
  createApplication,
  parkApplication,
  refuseApplication,
  resumeApplication,
  withdrawApplication,
} from './take-in.ts'

const TAKES_IN = ['intake-officer', 'enrolment-officer'] as const
const DECIDES = ['supervisor'] as const
const SEES = ['intake-officer', 'enrolment-officer', 'supervisor'] as const

/** A card of a synthetic person that the training scanner could read. */
export interface TrainingCard {
  readonly label: string
  readonly story: string
  readonly qr: string
  readonly mrz: string
}

export interface ApplicationAnswersParts {
  readonly desk: ApplicationDesk
  readonly identity: StationIdentity
  readonly lookUp: LookUp
  readonly capture: PrintCapture
  readonly matching: PrintMatching
  readonly paperScan: PaperScan
  readonly printing: PrintParts
  readonly screen: ApplicantScreen
  readonly trainingCards: () => readonly TrainingCard[] | undefined
  /** Training: their chips can be laid on a reader. */
  readonly laysCards: boolean
  /** A zone was read into this application: it opens the chip of the same card. */
  readonly onZone: (id: string, lines: readonly string[]) => void
  readonly provable: () => boolean | null
}

/** Who may ask what of an application, and which room answers. */
export function answerApplication(
  parts: ApplicationAnswersParts,
): Handlers<keyof typeof applicationContract | keyof typeof applicantContract> {
  const { desk, screen } = parts
  const { blobKey } = parts.identity
  return {
    'application.board': { access: SEES, run: () => done(viewBoard(desk, parts.provable())) },
    'application.create': { access: TAKES_IN, run: (request) => createApplication(desk, request) },
    'application.open': {
      access: SEES,
      run: ({ id }) => {
        const application = desk.find(id)
        return application ? done(desk.view(application)) : fail('no-such-application')
      },
    },
    'application.save-form': { access: TAKES_IN, run: (request) => saveForm(desk, request) },
    'application.read-code': {
      access: TAKES_IN,
      run: (request) => readCode(desk, request, (lines) => parts.onZone(request.id, lines)),
    },
    'application.use-record': { access: TAKES_IN, run: (request) => useRecord(desk, parts.lookUp, request) },
    'application.go-on-without-record': { access: TAKES_IN, run: (request) => goOnWithoutRecord(desk, request) },
    'application.capture-prints': { access: TAKES_IN, run: (request) => parts.capture.run(request) },
    'application.cancel-capture': {
      access: TAKES_IN,
      run: () => {
        parts.capture.cancel()
        return done({})
      },
    },
    'application.except-print': { access: TAKES_IN, run: (request) => exceptPrint(desk, request) },
    'application.drop-print': { access: TAKES_IN, run: (request) => dropPrint(desk, request) },
    'application.keep-doubted-prints': { access: TAKES_IN, run: (request) => keepDoubtedPrints(desk, request) },
    'application.keep-portrait': { access: TAKES_IN, run: (request) => keepPortrait(desk, blobKey, request) },
    'application.add-paper': { access: TAKES_IN, run: (request) => addPaper(desk, blobKey, request) },
    'application.scan-papers': { access: TAKES_IN, run: (request) => parts.paperScan.run(request) },
    'application.document-scanners': { access: TAKES_IN, run: async () => done(await parts.paperScan.choices()) },
    'application.cancel-scan': {
      access: TAKES_IN,
      run: () => {
        parts.paperScan.cancel()
        return done({})
      },
    },
    'application.remove-paper': { access: TAKES_IN, run: (request) => removePaper(desk, request) },
    'application.blob': { access: SEES, run: (request) => showBlob(desk, request) },
    'application.form-preview': {
      access: SEES,
      run: async (request) => {
        const made = await previewForm(parts.printing, request)
        if (!made.ok) return made
        const { formCode, title, pdf } = made.value
        return done({ formCode, title, pdf })
      },
    },
    'application.print': { access: TAKES_IN, run: (request) => printForm(parts.printing, request) },
    'application.show-to-applicant': { access: TAKES_IN, run: ({ id }) => screen.show(id) },
    'application.hide-from-applicant': {
      access: SEES,
      run: () => {
        screen.hide()
        return done({})
      },
    },
    'application.signed-on-paper': { access: TAKES_IN, run: (request) => signedOnPaper(parts.printing, request) },
    'application.submit': { access: TAKES_IN, run: (request) => submitApplication(desk, request) },
    'application.park': { access: TAKES_IN, run: (request) => parkApplication(desk, request) },
    'application.resume': { access: TAKES_IN, run: (request) => resumeApplication(desk, request) },
    'application.refuse': { access: TAKES_IN, run: (request) => refuseApplication(desk, request) },
    'application.withdraw': { access: TAKES_IN, run: (request) => withdrawApplication(desk, request) },
    'application.approve': { access: DECIDES, run: (request) => approveApplication(desk, parts.matching, request) },
    'application.compare-prints': {
      access: DECIDES,
      run: async ({ id }) => {
        const application = desk.find(id)
        return application ? done(await parts.matching.show(application)) : fail('no-such-application')
      },
    },
    'application.count-print-matches': {
      access: SEES,
      run: async ({ id }) => {
        const application = desk.find(id)
        if (!application) return fail('no-such-application')
        const { compared, others, matches } = await parts.matching.find(application)
        return done({ compared, others, count: matches.length })
      },
    },
    'application.return': { access: DECIDES, run: (request) => returnApplication(desk, request) },
    'application.training-cards': {
      access: TAKES_IN,
      run: () => {
        const cards = parts.trainingCards()
        return cards
          ? done({
              cards: cards.map(({ label, story, qr, mrz }) => ({ label, story, qr, mrz })),
              chips: parts.laysCards,
            })
          : fail('only-in-training')
      },
    },
    'applicant.view': { access: 'anybody', run: () => done(screen.view()) },
    'applicant.answer': { access: 'anybody', run: (request) => screen.answer(request) },
  }
}
