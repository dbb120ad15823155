import { openDoubts } from '../../../domain/identity-card/print-doubt.ts'
import type { Store } from '../../store/index.ts'
import { type Application, listOthersWithNumber } from './application-store.ts'
import { type HeldTemplate, templatesOf } from './print-templates.ts'
import { printedNumber } from './take-in.ts'

export interface EarlierPrints {
  readonly application: Application
  readonly templates: readonly HeldTemplate[]
}

/**
 * The newest other application of the same person in this office that still has templates; its own prints must not be in doubt. Approved and
 * receipted ones have them until the centre decides. Accepted ones have none any more: their biometrics are the centre's, which compares
 * every arriving application with the earlier prints of its number; `findAtCentre` tells of them.
 */
export function findEarlierPrints(store: Store, application: Application): EarlierPrints | undefined {
  const number = application.form.fields.personalNumber?.text ?? ''
  if (number === '') return undefined
  for (const other of listOthersWithNumber(store, application.id, number)) {
    if (openDoubts(other.captures).length > 0) continue
    const templates = templatesOf(store, other.captures.prints)
    if (templates.length > 0) return { application: other, templates }
  }
  return undefined
}

/** An accepted application of the same person whose prints only the centre has; its number as printed. */
export function findAtCentre(store: Store, application: Application): string | undefined {
  const number = application.form.fields.personalNumber?.text ?? ''
  if (number === '') return undefined
  const accepted = listOthersWithNumber(store, application.id, number).find(
    ({ state, captures }) => state === 'in-production' && Object.keys(captures.prints).length > 0,
  )
  return accepted && printedNumber(accepted.number)
}
