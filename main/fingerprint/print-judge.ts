import type { FingerPosition } from '../../domain/biometric/finger-position.ts'
import { isoFingerCode } from '../../domain/biometric/finger-position.ts'
import type { NotJudgedBecause, PrintJudgement } from '../../domain/biometric/print-judgement.ts'
import * as native from '../../native/fingerprint/index.ts'
import { PrintRecordUnreadable } from '../hardware/index.ts'
import { inTime, TooSlow } from './in-time.ts'

/** What is asked of the engine; tests hand in one that hangs. */
export type PrintEngine = Pick<typeof native, 'extractPrint' | 'checkTenSet' | 'comparePrints' | 'thresholdFor'>

export interface PrintTemplate {
  readonly finger: FingerPosition
  readonly template: Uint8Array
}

export interface JudgedPrint {
  readonly judgement: PrintJudgement
  /** The engine's own template: biometric data, to be stored sealed. Absent where it could not be made. */
  readonly template?: Uint8Array
}

export interface HolderComparison {
  readonly outcome: 'same' | 'not-the-same' | 'no-say'
  readonly fingers: readonly FingerPosition[]
  /** The middle one of the fingers' scores. */
  readonly score: number
}

/**
 * The fingerprint engine as the desk uses it: every answer comes in a bounded time, from the engine's own threads; an engine that is
 * missing, fails or hangs is an answer too ("chưa kiểm tra"), and reported once.
 */
export interface PrintJudge {
  /** Of an ISO/IEC 19794-4 record with one finger. */
  judge(record: Uint8Array, finger: FingerPosition): Promise<JudgedPrint>
  /** Surest first; `undefined`: could not be checked. */
  checkSet(
    prints: readonly PrintTemplate[],
    known: readonly PrintTemplate[],
  ): Promise<readonly native.TenSetFinding[] | undefined>
  /** Whether these are the fingers of the person who gave the known ones; `undefined`: could not be checked. */
  compareHolder(
    prints: readonly PrintTemplate[],
    known: readonly PrintTemplate[],
  ): Promise<HolderComparison | undefined>
  /** How alike a print is to impressions of one finger: −log10 of the false match rate; `undefined`: could not be compared. */
  compareFinger(template: Uint8Array, impressions: readonly Uint8Array[]): Promise<number | undefined>
}

export interface PrintJudgeParts {
  /** Engine missing, failed or too slow; `step` names the work. */
  readonly onFault: (step: string, cause: unknown) => void
  readonly engine?: PrintEngine
  /** Of one work of the engine; a capture waits no longer. */
  readonly limitMs?: number
}

const LIMIT_MS = 4_000
/** A faultless set of ten raises an alarm once in 10,000: a clerk who is stopped for nothing stops believing. */
const FALSE_ALARMS = 1e-4
/**
 * Half of the fingers must be taken for the known ones at one false match in 1,000 each. The middle score and not a sum of all: a few
 * scarred fingers leave it alone, and ten strangers' scores that are all a little high do not add up to a person.
 */
const SAME_FINGER = 1e-3
/** One finger alone may be scarred or badly laid since: it says nothing against its owner. */
const LEAST_FINGERS = 2

function causeOf(fault: unknown): NotJudgedBecause {
  if (fault instanceof TooSlow) return 'too-slow'
  if (fault instanceof PrintRecordUnreadable) return 'unreadable'
  return fault instanceof Error && fault.message.includes('could not be loaded') ? 'engine-missing' : 'engine-fault'
}

const positioned = (prints: readonly PrintTemplate[]) =>
  prints.map(({ finger, template }) => ({ position: isoFingerCode(finger), template }))

export function printJudge({ onFault, engine = native, limitMs = LIMIT_MS }: PrintJudgeParts): PrintJudge {
  async function orUndefined<T>(step: string, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    try {
      return await inTime(limitMs, work)
    } catch (fault) {
      onFault(step, fault)
      return undefined
    }
  }

  return {
    async judge(record, finger) {
      try {
        const position = isoFingerCode(finger)
        const print = await inTime(limitMs, async (signal) =>
          engine.extractPrint(await native.pictureOfRecord(record), { position, signal }),
        )
        if (print.ok) {
          const { quality, reasons, template } = print
          return { judgement: { state: 'judged', quality, reasons: [...reasons] }, template }
        }
        if (print.failure === 'no-finger' || print.failure === 'too-small') return { judgement: { state: 'no-finger' } }
        onFault('fingerprint-judge', new Error(`the fingerprint engine refused a print: ${print.failure}`))
        return {
          judgement: { state: 'not-checked', because: print.failure === 'cancelled' ? 'too-slow' : 'unreadable' },
        }
      } catch (fault) {
        onFault('fingerprint-judge', fault)
        return { judgement: { state: 'not-checked', because: causeOf(fault) } }
      }
    },

    checkSet: (prints, known) =>
      orUndefined('fingerprint-set', async (signal) => {
        const report = await engine.checkTenSet(positioned(prints), {
          known: positioned(known),
          falseAlarms: FALSE_ALARMS,
          signal,
        })
        if (!report.ok) throw new Error(`the fingerprint engine refused a set: ${report.failure}`)
        return report.findings
      }),

    compareHolder: (prints, known) =>
      orUndefined('fingerprint-holder', async () => {
        const compared = await Promise.all(
          prints.map(async ({ finger, template }) => {
            const impressions = known.filter((one) => one.finger === finger).map((one) => one.template)
            if (impressions.length === 0) return undefined
            const found = await engine.comparePrints(template, impressions)
            if (!found.ok) throw new Error(`the fingerprint engine refused a pair: ${found.failure}`)
            return found.comparable ? { finger, score: found.score } : undefined
          }),
        )
        const pairs = compared.filter((one) => one !== undefined)
        const fingers = pairs.map((pair) => pair.finger)
        if (pairs.length === 0) return { outcome: 'no-say', fingers, score: 0 }
        const falling = pairs.map((pair) => pair.score).sort((a, b) => b - a)
        const score = falling[Math.ceil(falling.length / 2) - 1] ?? 0
        if (score >= engine.thresholdFor(SAME_FINGER)) return { outcome: 'same', fingers, score }
        return { outcome: pairs.length < LEAST_FINGERS ? 'no-say' : 'not-the-same', fingers, score }
      }),

    compareFinger: (template, impressions) =>
      orUndefined('fingerprint-compare', async () => {
        const found = await engine.comparePrints(template, impressions)
        if (!found.ok) throw new Error(`the fingerprint engine refused a pair: ${found.failure}`)
        return found.comparable ? found.score : 0
      }),
  }
}
