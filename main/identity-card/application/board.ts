import { maskPersonalNumber, PersonalNumber } from '../../../domain/person/personal-number.ts'
import type { ReplyOf } from '../../../preload/contract/index.ts'
import type { ApplicationDesk } from './application-desk.ts'
import { type Application, countByState, listApplications } from './application-store.ts'
import { countDay, countQuality, medianSecondsToReceipt } from './board-store.ts'
import { hasLateMatch } from './late-comparison-store.ts'
import { printedNumber } from './take-in.ts'

type Board = ReplyOf<'application.board'>

/** Columns in the order of the counter; ended states have none but their count. */
const COLUMNS: readonly Application['state'][] = [
  'received',
  'awaiting-population-correction',
  'awaiting-approval',
  'returned',
  'approved',
  'acknowledged',
  'in-production',
  'returned-by-centre',
  'refused',
  'withdrawn',
]
const CARDS_PER_COLUMN = 50

const WAITS_FOR: Readonly<Record<Application['state'], string>> = {
  received: 'counter',
  'awaiting-population-correction': 'population-correction',
  'awaiting-approval': 'approval',
  returned: 'counter-again',
  approved: 'receipt',
  acknowledged: 'centre-decision',
  'in-production': 'card',
  'returned-by-centre': 'counter-again',
  refused: 'nothing',
  withdrawn: 'nothing',
}

/** "N. V. An": enough to call at the counter, not enough to read over a shoulder. */
function shortName(fullName: string): string {
  const words = fullName
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
  const given = words.at(-1) ?? ''
  const initials = words.slice(0, -1).map((word) => `${[...word][0] ?? ''}.`)
  return [...initials, given].join(' ')
}

function masked(number: string): string {
  const parsed = PersonalNumber.safeParse(number)
  return parsed.success ? maskPersonalNumber(parsed.data) : ''
}

function cardOf(desk: ApplicationDesk, application: Application): Board['columns'][number]['cards'][number] {
  const { form, captures } = application
  return {
    id: application.id,
    number: printedNumber(application.number),
    state: application.state,
    shortName: shortName(form.fields.fullName?.text ?? ''),
    maskedNumber: masked(form.fields.personalNumber?.text ?? ''),
    kind: form.kind,
    ticket: form.ticket,
    channel: form.channel,
    since: application.stateSince,
    dueDay: application.dueDay,
    waitsFor: WAITS_FOR[application.state],
    recordedBy: application.recordedBy,
    mine: application.recordedBy === desk.account(),
    lateMatch: application.approved !== null && hasLateMatch(desk.store, application.approved),
    notCompared:
      captures.population !== null &&
      (captures.population.status !== 'found' || captures.population.scope !== 'centre'),
  }
}

/** Start of today in this machine's zone, as UTC text: today's numbers are the office's day, not the law's. */
function startOfToday(now: number): string {
  const day = new Date(now)
  day.setHours(0, 0, 0, 0)
  return day.toISOString()
}

export function viewBoard(desk: ApplicationDesk, provable: boolean | null): Board {
  const counts = countByState(desk.store)
  const since = startOfToday(desk.now())
  const quality = countQuality(desk.store)
  const median = medianSecondsToReceipt(desk.store, since)
  return {
    columns: COLUMNS.map((state) => ({
      state,
      count: counts.get(state) ?? 0,
      cards: listApplications(desk.store, state, CARDS_PER_COLUMN).map((application) => cardOf(desk, application)),
    })),
    today: { ...countDay(desk.store, since, desk.legalDay()) },
    meters: {
      correct: quality.open === 0 ? 0 : Math.round((quality.warnings * 1000) / quality.open),
      complete: quality.withGaps,
      clean: quality.suspectedDuplicates,
      alive: median === undefined ? null : Math.round(median),
      provable,
    },
  }
}
