import { FingerPosition } from '../../../domain/biometric/finger-position.ts'
import type { PrintJudgement } from '../../../domain/biometric/print-judgement.ts'
import { keepTemplate, type PrintJudge } from '../../fingerprint/index.ts'
import { audit } from '../../log/index.ts'
import { findBlobContent } from '../../replication/index.ts'
import type { ApplicationDesk } from './application-desk.ts'
import type { Application } from './application-store.ts'
import { checkRidges, withVerdict } from './examine-prints.ts'
import { insertLateComparison, listApprovedUncompared, listUnchecked } from './late-comparison-store.ts'
import type { PrintMatching } from './match-prints.ts'

/** A pass is short: the counter goes before the arrear. */
const AT_ONCE = 10
const FIRST_MS = 5_000
const NEXT_MS = 1_000
/** Nothing waits, or the engine is still away. */
const REST_MS = 60_000

/** The prints alone are the programme's to look at again; a draft in work keeps everything else. */
const DRAFTS: readonly Application['state'][] = [
  'received',
  'returned',
  'returned-by-centre',
  'awaiting-population-correction',
]

export interface LaterComparisonParts {
  readonly desk: ApplicationDesk
  readonly judge: PrintJudge
  readonly matching: PrintMatching
  readonly report: (cause: unknown) => void
}

/** `more`: others wait; `stuck`: the engine is still away. */
export type LaterPass = 'done' | 'more' | 'stuck'

/**
 * "Not compared" is not for ever: what was captured or approved while the engine was away is judged and compared once it is back, by
 * itself, a few at a time and beside the core's loop. Each is written when it is done: a kill repeats at most the one it cut off.
 */
export interface LaterComparison {
  pass(): Promise<LaterPass>
  start(): void
  stop(): void
}

export function laterComparison({ desk, judge, matching, report }: LaterComparisonParts): LaterComparison {
  /** Drafts that stay unchecked for their own sake (a record that does not open): not tried again before the next start. */
  const hopeless = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  /** Judgements and templates of the prints nobody judged yet; `undefined`: the engine is away. */
  async function judged(application: Application) {
    const made: { finger: FingerPosition; blob: string; judgement: PrintJudgement; template?: Uint8Array }[] = []
    for (const finger of FingerPosition.options) {
      const print = application.captures.prints[finger]
      const record = print?.judgement?.state === 'not-checked' && findBlobContent(desk.store, print.blob)
      if (!print || !record) continue
      const one = await judge.judge(record, finger)
      const { judgement } = one
      if (judgement.state === 'not-checked' && judgement.because !== 'unreadable') return undefined
      made.push({ finger, blob: print.blob, ...one })
    }
    return made
  }

  /** What was judged, into the draft as it stands now: a print that was taken again meanwhile keeps its own. */
  function keepJudged(id: string, made: NonNullable<Awaited<ReturnType<typeof judged>>>) {
    return desk.change(id, { states: DRAFTS }, (application) => {
      const prints = { ...application.captures.prints }
      for (const { finger, blob, judgement, template } of made) {
        const print = prints[finger]
        if (print?.blob !== blob) continue
        prints[finger] = { ...print, judgement }
        if (template) keepTemplate(desk.store, blob, template, desk.at())
      }
      return { ...application, captures: { ...application.captures, prints } }
    })
  }

  async function checkDraft(application: Application): Promise<boolean> {
    const { id } = application
    const made = await judged(application)
    if (!made) return false
    if (made.length > 0) keepJudged(id, made)
    const now = desk.find(id)
    if (!now || !DRAFTS.includes(now.state)) return true
    const verdict = await checkRidges(desk, judge, now, [])
    if (!verdict) return false
    const settled = desk.change(id, { states: DRAFTS }, (latest) => {
      audit(desk.store, { account: 'station', action: 'application.prints-checked-later', subject: id })
      return { ...latest, captures: withVerdict(latest.captures, verdict, desk.at()) }
    })
    if (settled.ok) desk.notify('application', { id })
    if (made.some(({ judgement }) => judgement.state === 'not-checked')) hopeless.add(id)
    return true
  }

  /** The leader signed without a comparison: what it finds now goes to the leader, the log and the centre. */
  async function compareApproved(application: Application): Promise<boolean> {
    const { id, approved } = application
    if (!approved) return true
    const found = await matching.find(application)
    if (!found.compared) return false
    const matches = found.matches.map(({ other }) => other.id)
    desk.store.write(() => {
      const at = desk.at()
      insertLateComparison(desk.store, approved, { application: id, others: found.others, matches, at })
      desk.log.append({
        ...{ kind: 'identity-card.prints-compared-later', subject: id, clerk: 'station' },
        body: { approval: approved, others: found.others, matches },
      })
      audit(desk.store, {
        ...{ account: 'station', action: 'application.prints-compared-later', subject: id },
        detail: { others: found.others, matches },
      })
    })
    desk.log.announce()
    desk.notify('application', { id })
    desk.notify('board', {})
    return true
  }

  async function pass(): Promise<LaterPass> {
    const drafts = listUnchecked(desk.store, AT_ONCE + hopeless.size).filter(({ id }) => !hopeless.has(id))
    for (const draft of drafts.slice(0, AT_ONCE)) {
      if (stopped) return 'done'
      if (!(await checkDraft(draft))) return 'stuck'
    }
    const approved = listApprovedUncompared(desk.store, AT_ONCE)
    for (const one of approved) {
      if (stopped) return 'done'
      if (!(await compareApproved(one))) return 'stuck'
    }
    return drafts.length >= AT_ONCE || approved.length === AT_ONCE ? 'more' : 'done'
  }

  function next(ms: number): void {
    if (stopped) return
    timer = setTimeout(() => {
      pass()
        .catch((fault: unknown) => {
          report(fault)
          return 'stuck' as const
        })
        .then((result) => next(result === 'more' ? NEXT_MS : REST_MS))
    }, ms)
    timer.unref()
  }

  return {
    pass,
    start: () => next(FIRST_MS),
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
