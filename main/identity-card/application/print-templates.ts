import { setImmediate } from 'node:timers/promises'
import { FingerPosition, isoFingerCode } from '../../../domain/biometric/finger-position.ts'
import {
  extractPrint,
  type PositionedTemplate,
  PrintRecordUnreadable,
  pictureOfRecord,
} from '../../../native/fingerprint/index.ts'
import { findTemplate, keepTemplate, type PrintTemplate } from '../../fingerprint/index.ts'
import { findBlobContent } from '../../replication/index.ts'
import type { Store } from '../../store/index.ts'

type Prints = Readonly<Record<string, { readonly blob: string }>>

/** A template and the blob of the print it was made of. */
export interface HeldTemplate extends PrintTemplate {
  readonly blob: string
}

/** Templates of the prints of an application, as far as they lie sealed in the store. */
export function templatesOf(store: Store, prints: Prints): HeldTemplate[] {
  return FingerPosition.options.flatMap((finger) => {
    const print = prints[finger]
    const template = print && findTemplate(store, print.blob)
    return print && template ? [{ finger, blob: print.blob, template }] : []
  })
}

export const positioned = (templates: readonly HeldTemplate[]): PositionedTemplate[] =>
  templates.map(({ finger, template }) => ({ position: isoFingerCode(finger), template }))

/** Templates of prints that were taken while the engine was away: made when first needed, and from then on sealed like any. */
export interface PrintTemplates {
  /** As `templatesOf`, the missing ones made first. Throws where the engine is missing, fails or is told to stop. */
  of(prints: Prints, signal: AbortSignal): Promise<HeldTemplate[]>
}

/** Prints that do not open or show no finger: not tried again before the next start. */
const MOST_FRUITLESS = 10_000

export function printTemplates(store: Store, now: () => number): PrintTemplates {
  const fruitless = new Set<string>()

  async function make(blob: string, finger: FingerPosition, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const record = findBlobContent(store, blob)
    if (!record) return undefined
    try {
      const position = isoFingerCode(finger)
      const print = await extractPrint(await pictureOfRecord(record), { position, signal })
      if (!print.ok && print.failure === 'cancelled') throw new Error('the comparison of prints took too long')
      return print.ok ? print.template : undefined
    } catch (fault) {
      if (fault instanceof PrintRecordUnreadable) return undefined
      throw fault
    }
  }

  return {
    async of(prints, signal) {
      const held = templatesOf(store, prints)
      // Opening ten seals takes part of a millisecond: between two dossiers the core's thread is given back.
      await setImmediate()
      if (signal.aborted) throw new Error('the comparison of prints took too long')
      let made = 0
      for (const finger of FingerPosition.options) {
        const blob = prints[finger]?.blob
        if (blob === undefined || fruitless.has(blob) || held.some((one) => one.blob === blob)) continue
        const template = await make(blob, finger, signal)
        // Dropped meanwhile: what was derived from it does not outlive it.
        const here = findBlobContent(store, blob) !== undefined
        if (template && here) {
          keepTemplate(store, blob, template, new Date(now()).toISOString())
          made += 1
        } else if (fruitless.size < MOST_FRUITLESS) fruitless.add(blob)
      }
      return made > 0 ? templatesOf(store, prints) : held
    },
  }
}
