import { FingerPosition } from '../../../domain/biometric/finger-position.ts'
import { openDoubts } from '../../../domain/identity-card/print-doubt.ts'
import { findTemplate, type PrintTemplate } from '../../fingerprint/index.ts'
import type { Store } from '../../store/index.ts'
import { type Application, listOthersWithNumber } from './application-store.ts'

/** A template and the blob of the print it was made of. */
export interface HeldTemplate extends PrintTemplate {
  readonly blob: string
}

/** Templates of the prints an application holds, as far as they could be made and are still here. */
export function templatesOf(store: Store, application: Application): HeldTemplate[] {
  return FingerPosition.options.flatMap((finger) => {
    const print = application.captures.prints[finger]
    const template = print && findTemplate(store, print.blob)
    return print && template ? [{ finger, blob: print.blob, template }] : []
  })
}

export interface EarlierPrints {
  readonly application: Application
  readonly templates: readonly HeldTemplate[]
}

/**
 * The newest other application of the same person in this office that still has templates; its own prints must not be in doubt. Accepted
 * ones have none any more: their biometrics are the centre's.
 */
export function findEarlierPrints(store: Store, application: Application): EarlierPrints | undefined {
  const number = application.form.fields.personalNumber?.text ?? ''
  if (number === '') return undefined
  for (const other of listOthersWithNumber(store, application.id, number)) {
    if (openDoubts(other.captures).length > 0) continue
    const templates = templatesOf(store, other)
    if (templates.length > 0) return { application: other, templates }
  }
  return undefined
}
