import { findFingerByIsoCode } from '../../../domain/biometric/finger-position.ts'
import {
  compareSets,
  createPrintIndex,
  judgeSets,
  type PositionedTemplate,
  type SetComparison,
} from '../../../native/fingerprint/index.ts'
import type { ReplyOf } from '../../../preload/contract/index.ts'
import { audit } from '../../log/index.ts'
import type { ApplicationDesk } from './application-desk.ts'
import type { Application } from './application-store.ts'
import { positioned, printTemplates } from './print-templates.ts'
import { listWithPrints, type PrintedApplication } from './printed-application-store.ts'
import { printedNumber } from './take-in.ts'

type Report = ReplyOf<'application.compare-prints'>
type Match = Report['matches'][number]

/** A leader is stopped for nothing once in 10,000 applications, however many dossiers are open. */
const FALSE_ALARMS = 1e-4
/** Dossiers not yet decided are few hundred; beyond this the newest are looked at and the count says so. */
const MOST_OTHERS = 1_000
const LIMIT_MS = 20_000

export interface MatchedPrints {
  readonly compared: boolean
  readonly others: number
  readonly matches: readonly { readonly other: PrintedApplication; readonly comparison: SetComparison }[]
}

/** 1:N among the office's own dossiers that are not decided yet, before one of them is sent. */
export interface PrintMatching {
  find(application: Application): Promise<MatchedPrints>
  /** As the window shows it; whose names are shown is in the audit. */
  show(application: Application): Promise<Report>
}

export interface PrintMatchingParts {
  readonly desk: ApplicationDesk
  /** The engine is missing, failed or was too slow: once a question. */
  readonly report: (cause: unknown) => void
  readonly limitMs?: number
}

const NOT_COMPARED: MatchedPrints = { compared: false, others: 0, matches: [] }

function falseMatchOf(score: number): Match['falseMatch'] {
  if (score >= 6) return 'one-in-a-million'
  return score >= 5 ? 'one-in-100-thousand' : 'one-in-10-thousand'
}

export function printMatching({ desk, report, limitMs = LIMIT_MS }: PrintMatchingParts): PrintMatching {
  const templates = printTemplates(desk.store, desk.now)

  async function search(application: Application, signal: AbortSignal): Promise<MatchedPrints> {
    const others = listWithPrints(desk.store, application.id, MOST_OTHERS)
    const own = positioned(await templates.of(application.captures.prints, signal))
    if (own.length === 0) return NOT_COMPARED
    const index = createPrintIndex()
    const sets = new Map<number, { other: PrintedApplication; set: readonly PositionedTemplate[] }>()
    const number = application.form.fields.personalNumber?.text ?? ''
    for (const other of others) {
      // Two dossiers of one number are told by their number; their prints are one person's as they should be.
      if (number !== '' && other.personalNumber === number) continue
      const set = positioned(await templates.of(other.prints, signal))
      if (set.length === 0) continue
      const subject = sets.size + 1
      const added = await index.add(subject, set)
      if (!added.ok) throw new Error(`the fingerprint index refused templates: ${added.failure}`)
      sets.set(subject, { other, set })
    }
    const found = await index.search(own, { most: 10, leastScore: 1, signal })
    if (!found.ok) throw new Error(`the fingerprint index refused a search: ${found.failure}`)
    const matches: MatchedPrints['matches'][number][] = []
    for (const { subject } of found.hits) {
      const candidate = sets.get(subject)
      if (!candidate) continue
      const comparison = await compareSets(own, candidate.set)
      if (judgeSets(comparison, FALSE_ALARMS / Math.max(1, sets.size)) === 'same')
        matches.push({ other: candidate.other, comparison })
    }
    matches.sort((a, b) => b.comparison.score - a.comparison.score)
    return { compared: true, others: sets.size, matches }
  }

  async function find(application: Application): Promise<MatchedPrints> {
    // Nothing was taken: there is nothing to find, and nothing to fail.
    if (Object.keys(application.captures.prints).length === 0) return { compared: true, others: 0, matches: [] }
    try {
      return await search(application, AbortSignal.timeout(limitMs))
    } catch (fault) {
      report(fault)
      return NOT_COMPARED
    }
  }

  function viewOf(application: Application, { other, comparison }: MatchedPrints['matches'][number]): Match {
    const own = application.captures.prints
    return {
      id: other.id,
      number: printedNumber(other.number),
      state: other.state,
      fullName: other.fullName,
      personalNumber: other.personalNumber,
      dateOfBirth: other.dateOfBirth,
      falseMatch: falseMatchOf(comparison.score),
      fingers: comparison.fingers.flatMap(({ position }) => {
        const finger = findFingerByIsoCode(position)
        const [blob, otherBlob] = [finger && own[finger]?.blob, finger && other.prints[finger]?.blob]
        return finger && blob && otherBlob ? [{ position: finger, blob, otherBlob }] : []
      }),
    }
  }

  return {
    find,
    async show(application) {
      const found = await find(application)
      audit(desk.store, {
        account: desk.account(),
        action: 'application.prints-compared',
        subject: application.id,
        detail: { compared: found.compared, matches: found.matches.map(({ other }) => other.id) },
      })
      const { compared, others } = found
      return { compared, others, matches: found.matches.map((match) => viewOf(application, match)) }
    },
  }
}
