import { findPlainDate, type PlainDate } from '../calendar/plain-date.ts'
import { workCalendar } from '../calendar/working-days.ts'
import type { UnitTable } from '../unit/unit-table.ts'
import type { ApplicationCaptures, ApplicationForm, Finding, SectionName } from './application.ts'
import { assessCaptures, fingersDone } from './assess-captures.ts'
import { assessChip } from './assess-chip.ts'
import { type CapturesRequired, capturesRequired } from './captures-required.ts'
import { cardRegimeOn } from './card-regime.ts'
import type { HeldCard } from './card-validity.ts'
import { compareWithRegister, type FieldComparison, openQuestions, type StatedData } from './comparison.ts'
import { dueDay } from './due-day.ts'
import { assessEligibility } from './eligibility.ts'
import { cardFee, FeeExemption } from './fee.ts'
import { type ReadForm, readForm } from './read-form.ts'
import { missingPapers, PaperType, requiredPapers, surrenderedCard } from './required-papers.ts'

export interface AssessmentQuestion {
  readonly form: ApplicationForm
  readonly captures: ApplicationCaptures
  /** Day whose rules count. */
  readonly day: PlainDate
  /** Digest of the content as it stands: what the applicant must have said "Đúng" to. */
  readonly digest: string
  /** Applications of the same number that are not ended, in this office. */
  readonly othersWithNumber: number
  readonly units: UnitTable
}

export interface ComparisonRow {
  field: string
  outcome: 'same' | 'no-difference' | 'asks' | 'differs' | 'only-register' | 'only-given'
  given: string
  givenSource: string
  register: string
  note: string | null
  candidates: { code: string; name: string }[]
}

export interface Assessment {
  readonly findings: Finding[]
  readonly sections: {
    section: SectionName
    state: 'open' | 'complete' | 'blocked' | 'not-applicable'
    note: string | null
  }[]
  readonly comparison: ComparisonRow[]
  readonly required: {
    portrait: CapturesRequired['portrait']
    fingerprints: CapturesRequired['fingerprints']
    iris: CapturesRequired['iris']
    source: string
  }
  readonly fee: { amount: number | null; source: string; unconfirmed: boolean; exemptions: string[] }
  readonly dueDay: string | null
  /** Nothing open that stands in the way of submitting. */
  readonly complete: boolean
}

const calendar = workCalendar()

function heldCardOf(captures: ApplicationCaptures): HeldCard | null | undefined {
  if (captures.population?.status !== 'found') return undefined
  const card = captures.population.record?.card
  if (!card) return null
  const issuedOn = findPlainDate(card.issuedOn)
  if (!issuedOn) return undefined
  return {
    kind: card.kind,
    issuedOn,
    expiresOn: card.expiresOn === null ? null : (findPlainDate(card.expiresOn) ?? null),
  }
}

function statedData(form: ApplicationForm, read: ReadForm): StatedData {
  const texts: Record<string, { text: string; source: NonNullable<ApplicationForm['fields']['fullName']>['source'] }> =
    {}
  for (const [name, field] of Object.entries(form.fields)) {
    if (!field) continue
    // The register writes dates as YYYY-MM-DD; the form keeps what was typed.
    texts[name] = name === 'dateOfBirth' && read.birth ? { text: read.birth, source: field.source } : field
  }
  const places: Record<string, unknown> = {}
  for (const [name, address] of Object.entries(read.addresses)) {
    const field = form.addresses[name as keyof ApplicationForm['addresses']]
    if (address && field) places[name] = { address, source: field.source }
  }
  return { texts, places } as StatedData
}

function rowOf(one: FieldComparison, form: ApplicationForm): ComparisonRow {
  const choice = form.differences[one.field]
  return {
    field: one.field,
    outcome: one.why === 'register-empty' ? 'only-given' : one.result,
    given: one.stated,
    givenSource: one.source,
    register: one.registered,
    note: choice ? choice.choice : one.why,
    candidates: one.candidates.map((unit) => ({ code: unit.code, name: unit.name })),
  }
}

/** A difference the clerk has answered: kept, or corrected with a paper, or a unit chosen. A correction parks the application. */
function differenceFindings(
  open: readonly FieldComparison[],
  form: ApplicationForm,
  captures: ApplicationCaptures,
  source: string,
): Finding[] {
  const findings: Finding[] = []
  for (const one of open) {
    // What only the applicant states is added to the register by this application, not held against it.
    if (one.why === 'register-empty') continue
    const another = one.field === 'personalNumber'
    findings.push({
      code: another ? 'another-person' : one.result === 'asks' ? 'place-asks' : 'difference-open',
      severity: another ? 'refusal' : 'gap',
      section: 'comparison',
      field: one.field,
      source,
      nextStep: another ? 'look-up-again' : 'answer-difference',
    })
  }
  for (const [field, choice] of Object.entries(form.differences)) {
    if (choice.choice !== 'request-correction') continue
    const proved = captures.papers.some((paper) => paper.id === choice.paperId)
    findings.push({
      code: proved ? 'correction-requested' : 'correction-unproved',
      severity: 'gap',
      section: 'comparison',
      field,
      source,
      nextStep: proved ? 'park' : 'add-paper',
    })
  }
  return findings
}

/** Everything the rules of the day say about an application as it stands. Throws `NoRuleInForce` before 2021. */
export function assessApplication(question: AssessmentQuestion): Assessment {
  const { form, captures, day, units } = question
  const regime = cardRegimeOn(day)
  const source = regime.procedureSource
  const read = readForm(form, day, units)
  const { kind, reason, birth } = read
  const record = captures.population?.record ?? undefined
  const heldCard = heldCardOf(captures)
  const stored = record?.storedBiometrics
  const findings: Finding[] = [...read.findings]
  const say = (
    section: SectionName,
    code: string,
    nextStep: string,
    severity: Finding['severity'] = 'gap',
    field?: string,
  ) => {
    findings.push({ code, severity, section, source, nextStep, ...(field === undefined ? {} : { field }) })
  }

  if (!captures.population) say('intake', 'search-missing', 'look-up')
  for (const found of assessEligibility({
    day,
    birth,
    kind,
    reason,
    nationality: form.fields.nationality?.text || undefined,
    population: captures.population?.status ?? 'found',
    status: record?.status,
    heldCard,
    representative: form.representative,
    needsRepresentative: false,
    otherApplication: question.othersWithNumber > 0 ? String(question.othersWithNumber) : undefined,
    stored,
  })) {
    // A missing birth is already said where it is typed; not being in the register is answered by papers below.
    if (found.code === 'birth-missing') continue
    const severity = found.code === 'not-in-population-database' ? 'warning' : found.severity
    findings.push({
      ...found,
      data: found.data ? { ...found.data } : undefined,
      severity,
      section: 'intake',
    } as Finding)
  }

  const needs = capturesRequired({
    birth: birth ?? ('1990' as NonNullable<typeof birth>),
    day,
    kind: kind ?? 'first-issue',
    stored,
  })
  findings.push(...assessCaptures(form, captures, needs, day), ...assessChip(captures))

  const compared =
    record && captures.population?.status === 'found' ? compareWithRegister(statedData(form, read), record, units) : []
  findings.push(...differenceFindings(openQuestions(compared, form.differences), form, captures, source))

  if (kind) {
    const papers = requiredPapers({
      day,
      kind,
      reason: reason ?? '',
      inPopulationDatabase: captures.population?.status !== 'not-found',
      representative:
        form.representative === null
          ? 'none'
          : form.representative.proof === 'register'
            ? 'proved-by-register'
            : 'proof-needed',
      holdsCard: heldCard !== undefined && heldCard !== null,
      wantsRequestForm: form.requestForm,
      feeExemption: form.fee.exemption !== '' && form.fee.exemption !== 'office-error',
    })
    const filed = captures.papers.flatMap((paper) => PaperType.safeParse(paper.type).data ?? [])
    for (const group of missingPapers(papers, filed)) {
      const types = group.map((paper) => paper.type).join(' ')
      const first = group[0]
      if (!first) continue
      findings.push({
        code: 'paper-missing',
        severity: 'gap',
        section: 'comparison',
        source: first.source,
        nextStep: 'add-paper',
        data: { types, why: first.why },
        ...(first.unconfirmed ? { unconfirmed: true } : {}),
      })
    }
    if (
      surrenderedCard({ kind, reason: reason ?? '', holdsCard: heldCard !== undefined && heldCard !== null }) &&
      form.oldCard.surrendered === ''
    ) {
      say('fee', 'old-card-not-stated', 'state-old-card')
    }
  }

  const exemption = FeeExemption.safeParse(form.fee.exemption).data
  const fee = kind && reason ? cardFee({ day, kind, reason, ...(exemption ? { exemption } : {}) }) : undefined
  if (fee && fee.amount > 0 && form.fee.receiptNumber.trim() === '')
    say('fee', 'receipt-number-missing', 'enter-receipt', 'gap', 'receiptNumber')

  const sheet = captures.printed.findLast((one) => one.form === 'enrolment-sheet')
  if (!sheet) say('confirmation', 'sheet-not-printed', 'print-sheet')
  else if (sheet.digest !== question.digest) say('confirmation', 'sheet-outdated', 'print-sheet')
  if (captures.confirmation?.digest !== question.digest) say('confirmation', 'confirmation-missing', 'ask-applicant')
  const slip = captures.printed.some((one) => one.form === 'appointment-slip')
  if (!slip) say('slip', 'slip-not-printed', 'print-slip', 'note')

  const due = kind ? dueDay({ receivedOn: day, kind, area: 'city' }, calendar) : undefined
  const blocking = findings.some((f) => f.severity === 'refusal' || f.severity === 'gap')
  return {
    findings,
    sections: sectionsOf(findings, needs, captures, { fee: fee !== undefined, slip }),
    comparison: compared.map((one) => rowOf(one, form)),
    required: { portrait: needs.portrait, fingerprints: needs.fingerprints, iris: needs.iris, source: needs.source },
    fee: {
      amount: fee?.amount ?? null,
      source: fee?.source ?? source,
      unconfirmed: fee?.unconfirmed ?? false,
      exemptions: [...FeeExemption.options],
    },
    dueDay: due?.day ?? null,
    complete: !blocking,
  }
}

function sectionsOf(
  findings: readonly Finding[],
  needs: CapturesRequired,
  captures: ApplicationCaptures,
  settled: Readonly<Record<'fee' | 'slip', boolean>>,
): Assessment['sections'] {
  const skipped: Partial<Record<SectionName, CapturesRequired['marks']>> = {
    marks: needs.marks,
    fingerprints: needs.fingerprints,
    portrait: needs.portrait,
    iris: needs.iris,
  }
  const names: readonly SectionName[] = [
    'intake',
    'comparison',
    'marks',
    'fingerprints',
    'portrait',
    'iris',
    'confirmation',
    'fee',
    'slip',
  ]
  return names.map((section) => {
    const need = skipped[section]
    if (need === 'not-taken' || need === 'stored') return { section, state: 'not-applicable' as const, note: need }
    const own = findings.filter((f) => f.section === section)
    const note = section === 'fingerprints' ? `${fingersDone(captures)}/10` : null
    if (own.some((f) => f.severity === 'refusal')) return { section, state: 'blocked' as const, note }
    const open =
      own.some((f) => f.severity === 'gap') || ((section === 'fee' || section === 'slip') && !settled[section])
    return { section, state: open ? ('open' as const) : ('complete' as const), note }
  })
}
