import { SectionName } from '../../../domain/identity-card/application.ts'
import { returnReasons } from '../../../domain/identity-card/return-reason.ts'
import type { ApplicationView } from '../../../preload/contract/identity-card/application.ts'

/** The nine steps of the counter in their order; a step's number is its place. */
export const steps: readonly SectionName[] = SectionName.options

export function stepNumber(step: SectionName): number {
  return steps.indexOf(step) + 1
}

type Sections = ApplicationView['sections']

export function stateOfStep(sections: Sections, step: SectionName): Sections[number]['state'] {
  return sections.find((one) => one.section === step)?.state ?? 'open'
}

const isToDo = (sections: Sections, step: SectionName): boolean => {
  const state = stateOfStep(sections, step)
  return state === 'open' || state === 'blocked'
}

/** The next step with something left to do, after this one first, then from the beginning; undefined when all are done. */
export function nextOpenStep(sections: Sections, from: SectionName): SectionName | undefined {
  const at = steps.indexOf(from)
  return [...steps.slice(at + 1), ...steps.slice(0, at)].find((step) => isToDo(sections, step))
}

/** Where a newly opened application goes on: the first step with something left to do. */
export function firstOpenStep(sections: Sections): SectionName {
  return steps.find((step) => isToDo(sections, step)) ?? 'slip'
}

/** The neighbour that applies; the step itself at either end. */
export function neighbourStep(sections: Sections, from: SectionName, by: 1 | -1): SectionName {
  for (let at = steps.indexOf(from) + by; at >= 0 && at < steps.length; at += by) {
    const step = steps[at]
    if (step !== undefined && stateOfStep(sections, step) !== 'not-applicable') return step
  }
  return from
}

/** Where work begins: an application that came back opens at the step where the cure is done, others at the first open one. */
export function startingStep(view: Pick<ApplicationView, 'sections' | 'returned' | 'state'>): SectionName {
  const cameBack = view.state === 'returned' || view.state === 'returned-by-centre'
  const reason = cameBack ? returnReasons.find((one) => one.code === view.returned?.reason) : undefined
  return reason?.section ?? firstOpenStep(view.sections)
}
