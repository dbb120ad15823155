import { createContext, useCallback, useContext, useEffect, useState } from 'react'
import type { SectionName } from '../../../../domain/identity-card/application.ts'

export interface StepRoom {
  readonly step: SectionName
  /** Steps the clerk has tried to finish: their gaps are shown under the fields, also of those never entered. */
  readonly tried: ReadonlySet<SectionName>
  /** Opens a step and, where named, puts the keyboard into a field of it. */
  readonly go: (step: SectionName, field?: string) => void
  readonly finish: () => void
  readonly openScan: () => void
  /** Fields a code filled without being sure, until somebody has looked at them. */
  readonly uncertain: ReadonlySet<string>
  readonly sureOf: (field: string) => void
}

export const StepContext = createContext<StepRoom | undefined>(undefined)

export function useSteps(): StepRoom {
  const room = useContext(StepContext)
  if (!room) throw new Error('steps are only known inside an application')
  return room
}

/** Puts the keyboard into `[data-field]` once the step it lies in is drawn. */
export function useFocusField(): (field: string) => void {
  const [wanted, setWanted] = useState<{ readonly field: string }>()
  useEffect(() => {
    if (!wanted) return
    const room = document.querySelector(`[data-field="${CSS.escape(wanted.field)}"]`)
    const control = room?.querySelector<HTMLElement>('input, textarea, select, button:not(.k-rule-button)')
    room?.scrollIntoView({ block: 'center' })
    control?.focus({ preventScroll: true })
  }, [wanted])
  return useCallback((field) => setWanted({ field }), [])
}
