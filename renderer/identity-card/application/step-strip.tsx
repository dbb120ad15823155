import type { SectionName } from '../../../domain/identity-card/application.ts'
import type { ApplicationView } from '../../../preload/contract/identity-card/application.ts'
import { useText } from '../../app/index.ts'
import { Icon, type IconName } from '../../kit/index.ts'
import { useSteps } from './data/step-room.tsx'
import { useDraft } from './saving/draft-room.tsx'
import { stateOfStep, stepNumber, steps } from './steps.ts'

const icons: Readonly<Record<ReturnType<typeof stateOfStep>, IconName>> = {
  open: 'dot',
  complete: 'check',
  blocked: 'cross',
  'not-applicable': 'dash',
}

/** ✓ done · ● here · ○ to do · ✕ blocked · – does not apply, struck through with its reason. */
export function StepStrip() {
  const t = useText()
  const sections = useDraft((draft) => draft.view.sections)
  const { step: current, go } = useSteps()
  return (
    <nav className="a-strip" aria-label={t('application.steps')}>
      <ol>
        {steps.map((step) => (
          <Step key={step} step={step} current={step === current} sections={sections} onGo={go} />
        ))}
      </ol>
    </nav>
  )
}

function Step({
  step,
  current,
  sections,
  onGo,
}: {
  step: SectionName
  current: boolean
  sections: ApplicationView['sections']
  onGo: (step: SectionName) => void
}) {
  const t = useText()
  const state = stateOfStep(sections, step)
  const note = sections.find((one) => one.section === step)?.note ?? null
  const noteWords = note === null ? '' : t.has(`application.need.${note}`) ? t(`application.need.${note}`) : note
  return (
    <li>
      <button
        type="button"
        className="a-step"
        data-state={state}
        aria-current={current ? 'step' : undefined}
        onClick={() => onGo(step)}
        data-enter-skips=""
        title={state === 'not-applicable' ? noteWords : undefined}
      >
        <span className="a-step-mark" aria-hidden="true">
          {state === 'open' ? current ? <Icon name="dot" /> : null : <Icon name={icons[state]} />}
        </span>
        <span className="a-step-words">
          <span className="a-step-title">
            {stepNumber(step)} {t(`application.step.${step}`)}
          </span>
          <span className="visually-hidden">, {t(`kit.section.${state}`)}</span>
          {noteWords === '' ? null : (
            <span className={state === 'not-applicable' ? 'visually-hidden' : 'a-step-note'}>{noteWords}</span>
          )}
        </span>
      </button>
    </li>
  )
}
