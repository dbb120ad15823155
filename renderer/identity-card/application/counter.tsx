import { useCallback, useMemo, useRef, useState } from 'react'
import type { SectionName } from '../../../domain/identity-card/application.ts'
import { ChipNotice } from '../../../preload/contract/identity-card/chip.ts'
import { Evidence, useNotice, useText } from '../../app/index.ts'
import { Section, useCommand, useToast } from '../../kit/index.ts'
import { ApplicationHeader } from './application-header.tsx'
import { StepContext, type StepRoom, useFocusField } from './data/step-room.tsx'
import { EvidenceColumn } from './evidence/evidence-column.tsx'
import { SubmitDialog } from './finish/submit-dialog.tsx'
import { ScanDialog } from './intake/scan-dialog.tsx'
import { useScannedCode } from './intake/use-scanned-code.ts'
import { Notices } from './notices.tsx'
import { useDraft, useKeeper } from './saving/draft-room.tsx'
import { StepBody } from './step-body.tsx'
import { StepFoot } from './step-foot.tsx'
import { StepStrip } from './step-strip.tsx'
import { neighbourStep, nextOpenStep, startingStep, stateOfStep, stepNumber } from './steps.ts'

/** The nine steps, one open at a time, with what they are compared against beside them. */
export function Counter() {
  const t = useText()
  const keeper = useKeeper()
  const say = useToast()
  const sections = useDraft((draft) => draft.view.sections)
  const [step, setStep] = useState<SectionName>(() => startingStep(keeper.snapshot().view))
  const [tried, setTried] = useState<ReadonlySet<SectionName>>(new Set())
  const [uncertain, setUncertain] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<'scan' | 'submit' | undefined>()
  const scanned = useScannedCode({ open, openScan: () => setOpen('scan') })
  const work = useRef<HTMLDivElement>(null)
  const focusField = useFocusField()

  const go = useCallback(
    (to: SectionName, field?: string) => {
      setStep(to)
      if (field !== undefined) focusField(field)
      else work.current?.scrollIntoView?.({ block: 'nearest' })
    },
    [focusField],
  )
  const finish = useCallback(async () => {
    setTried((before) => new Set([...before, step]))
    await keeper.flush()
    const { sections: now, findings } = keeper.snapshot().view
    const left = findings.find((one) => one.section === step && (one.severity === 'gap' || one.severity === 'refusal'))
    if (stateOfStep(now, step) === 'complete' || stateOfStep(now, step) === 'not-applicable' || !left) {
      const next = nextOpenStep(now, step)
      if (next === undefined) setOpen('submit')
      else go(next)
      return
    }
    // Work may go on elsewhere, but the clerk is told what is still open here.
    if (left.field !== undefined) focusField(left.field)
    say('wait', t('application.step-left', { step: t(`application.step.${step}`) }))
  }, [keeper, step, go, focusField, say, t])

  const room = useMemo<StepRoom>(
    () => ({
      step,
      tried,
      go,
      finish: () => void finish(),
      openScan: () => setOpen('scan'),
      uncertain,
      sureOf: (field) => setUncertain((before) => new Set([...before].filter((one) => one !== field))),
    }),
    [step, tried, go, finish, uncertain],
  )

  useCommand({
    id: 'application.finish-step',
    words: t('application.key.finish'),
    keys: 'Ctrl+Enter',
    bar: 80,
    run: () => void finish(),
  })
  useCommand({
    id: 'application.scan',
    words: t('application.key.scan'),
    keys: 'F7',
    bar: 40,
    run: () => setOpen('scan'),
  })
  useCommand({
    id: 'application.next-step',
    words: t('application.key.next'),
    keys: 'Ctrl+PgDn',
    run: () => go(neighbourStep(sections, step, 1)),
  })
  useCommand({
    id: 'application.step-before',
    words: t('application.key.before'),
    keys: 'Ctrl+PgUp',
    run: () => go(neighbourStep(sections, step, -1)),
  })
  useCommand({
    id: 'application.save',
    words: t('application.key.save'),
    keys: 'Ctrl+S',
    run: () => {
      void keeper.flush().then((saved) => {
        if (saved) say('good', t('application.saving.all-saved'))
      })
    },
  })

  const cardLies = useRef(false)
  useNotice('chip', (body) => {
    const heard = ChipNotice.safeParse(body)
    if (!heard.success) return
    const lies = heard.data.readers.some((one) => one.card === 'present')
    // A card that is put down while the applicant's data are taken is meant to be read.
    if (lies && !cardLies.current && keeper.snapshot().view.may.edit) setOpen((now) => now ?? 'scan')
    cardLies.current = lies || heard.data.readers.some((one) => one.card === 'in-use')
  })

  const note = sections.find((one) => one.section === step)?.note ?? null
  return (
    <StepContext value={room}>
      <div className="a-application" ref={work}>
        <div className="a-top">
          <ApplicationHeader onSubmit={() => setOpen('submit')} />
          <StepStrip />
        </div>
        <Notices />
        <Section
          number={stepNumber(step)}
          title={t(`application.step.${step}`)}
          state={stateOfStep(sections, step)}
          note={note !== null && t.has(`application.need.${note}`) ? t(`application.need.${note}`) : note}
          shown
        >
          <StepBody step={step} />
          <StepFoot step={step} />
        </Section>
      </div>
      <Evidence>
        <EvidenceColumn />
      </Evidence>
      {open === 'scan' ? (
        <ScanDialog
          {...(scanned.text === undefined ? {} : { scanned: scanned.text })}
          onClose={() => {
            scanned.forget()
            setOpen(undefined)
          }}
          onUncertain={(fields) => setUncertain((before) => new Set([...before, ...fields]))}
        />
      ) : null}
      {open === 'submit' ? (
        <SubmitDialog
          onClose={() => setOpen(undefined)}
          onGo={(to, field) => {
            setOpen(undefined)
            go(to, field)
          }}
        />
      ) : null}
    </StepContext>
  )
}
