import { FingerPosition } from '../biometric/finger-position.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { ApplicationCaptures, ApplicationForm, Finding } from './application.ts'
import type { CapturesRequired } from './captures-required.ts'
import { cardRegimeOn } from './card-regime.ts'
import { DistinguishingMark } from './distinguishing-mark.ts'
import { standingDoubts } from './print-doubt.ts'

/** Fingers that are taken or excepted with a reason, of ten. */
export function fingersDone(captures: ApplicationCaptures): number {
  return FingerPosition.options.filter((position) => captures.prints[position] ?? captures.exceptions[position]).length
}

/** What the ridges themselves say: pairs that do not fit their labels, the holder of earlier prints, what could not be checked. */
function assessRidges(form: ApplicationForm, captures: ApplicationCaptures, source: string): Finding[] {
  const findings: Finding[] = []
  const say = (code: string, severity: Finding['severity'], nextStep: string, data: Record<string, string>) =>
    findings.push({ code, severity, section: 'fingerprints', source, nextStep, data })
  const doubts = standingDoubts(captures)
  const open = doubts.filter((doubt) => doubt.kept === null)
  if (open.length > 0) say('prints-doubtful', 'gap', 'look-at-both-prints', { count: String(open.length) })
  // The event carries the findings: who reads it later sees what was kept and why.
  const kept = doubts.flatMap((doubt) => (doubt.kept ? [{ ...doubt, kept: doubt.kept }] : []))
  // The event carries the findings: who reads it later sees which pairs were kept and why.
  if (kept.length > 0)
    say('prints-doubt-kept', 'warning', 'look-at-both-prints', {
      count: String(kept.length),
      pairs: kept.map(({ trouble, finger, other }) => `${trouble} ${finger} ${other}`).join(', '),
      keptReason: [...new Set(kept.map((one) => one.kept.reason))].join(', '),
      remark: [...new Set(kept.map((one) => one.kept.remark))].join(' ').trim(),
    })
  const { holder } = captures
  if (holder?.outcome === 'not-the-same' && holder.personalNumber === (form.fields.personalNumber?.text ?? ''))
    say('prints-not-same-person', 'warning', 'check-who-stands-here', {
      number: holder.earlierNumber,
      fingers: String(holder.fingers),
    })
  // Who is known by earlier prints is known finger by finger: then the picture of the hand tells nothing more.
  const known = holder?.outcome === 'same' && holder.personalNumber === (form.fields.personalNumber?.text ?? '')
  const otherHand = FingerPosition.options.filter((finger) => captures.prints[finger]?.otherHandSeen)
  if (otherHand.length > 0 && !known)
    say('prints-other-hand-seen', 'warning', 'capture-hand-again', { count: String(otherHand.length) })
  const unchecked = Object.values(captures.prints).filter((print) => print.judgement?.state === 'not-checked')
  if (unchecked.length > 0 || captures.ridges?.state === 'not-checked')
    say('prints-not-checked', 'warning', 'compare-prints-by-eye', { count: String(unchecked.length) })
  return findings
}

/** What is still missing of marks, prints, portrait and eyes. An iris without a device is a gap that may stay open. */
export function assessCaptures(
  form: ApplicationForm,
  captures: ApplicationCaptures,
  needs: CapturesRequired,
  day: PlainDate,
): Finding[] {
  const { source } = needs
  const findings: Finding[] = []

  if (needs.marks === 'required') {
    const wrong = form.marks.some(
      (mark) =>
        !DistinguishingMark.safeParse({ ...mark, distanceInCm: Number(mark.distanceInCm.replace(',', '.')) }).success,
    )
    if (wrong)
      findings.push({
        code: 'mark-incomplete',
        severity: 'gap',
        section: 'marks',
        source,
        nextStep: 'describe-marks-again',
      })
    if (form.marks.length === 0 && !form.noMarks) {
      findings.push({ code: 'marks-missing', severity: 'gap', section: 'marks', source, nextStep: 'describe-marks' })
    }
  }
  if (needs.fingerprints === 'required') {
    const done = fingersDone(captures)
    if (done < 10) {
      const data = { done: String(done), left: String(10 - done) }
      findings.push({
        code: 'prints-missing',
        severity: 'gap',
        section: 'fingerprints',
        source,
        nextStep: 'capture-fingerprints',
        data,
      })
    }
    const low = Object.entries(captures.prints).filter(([, print]) => print.lowQuality)
    if (low.length > 0) {
      const data = { count: String(low.length) }
      findings.push({
        code: 'prints-low-quality',
        severity: 'warning',
        section: 'fingerprints',
        source,
        nextStep: 'capture-fingerprints-again',
        data,
      })
    }
    findings.push(...assessRidges(form, captures, source))
  }
  if (needs.portrait === 'required') {
    const { portrait } = captures
    if (!portrait) {
      findings.push({
        code: 'portrait-missing',
        severity: 'gap',
        section: 'portrait',
        source,
        nextStep: 'take-portrait',
      })
    } else if (portrait.checks.some((check) => !check.passed)) {
      findings.push(
        portrait.override
          ? {
              code: 'portrait-overridden',
              severity: 'warning',
              section: 'portrait',
              source,
              nextStep: 'take-portrait-again',
            }
          : {
              code: 'portrait-not-good',
              severity: 'gap',
              section: 'portrait',
              source,
              nextStep: 'take-portrait-again',
            },
      )
    }
  }
  if (needs.iris === 'required' && cardRegimeOn(day).iris) {
    findings.push(
      form.irisNotTaken && form.irisNotTaken.reason !== ''
        ? {
            code: 'iris-not-taken',
            severity: 'warning',
            section: 'iris',
            source,
            nextStep: 'capture-iris',
            data: { reason: form.irisNotTaken.reason },
          }
        : { code: 'iris-reason-missing', severity: 'gap', section: 'iris', source, nextStep: 'state-iris-reason' },
    )
  }
  return findings
}
