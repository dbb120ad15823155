import type { Store } from '../store/index.ts'
import { templateSeal } from './template-seal.ts'

/**
 * Templates of captured prints, apart from names: a row is found only by the name of its print's blob and the station's template key.
 * Without that key the table neither opens nor tells whose prints it holds; without the table, the key is worth nothing.
 */

/** Keeps the template of a print. Belongs in the transaction that keeps the print itself. */
export function keepTemplate(store: Store, blob: string, template: Uint8Array, at: string): void {
  const seal = templateSeal(store, 'print')
  const reference = seal.referenceOf(blob)
  store.sqlite
    .prepare('INSERT OR REPLACE INTO print_template (reference, sealed, made_at) VALUES (?, ?, ?)')
    .run(reference, seal.seal(reference, template), at)
}

/** `undefined` where there is none, or no longer. Throws where the row was changed. */
export function findTemplate(store: Store, blob: string): Uint8Array | undefined {
  const seal = templateSeal(store, 'print')
  const reference = seal.referenceOf(blob)
  const row = store.sqlite
    .prepare<[string], { sealed: Buffer }>('SELECT sealed FROM print_template WHERE reference = ?')
    .get(reference)
  return row && seal.open(reference, row.sealed)
}

/** The prints are gone, or the centre holds them: what was derived from them goes too. */
export function dropTemplates(store: Store, blobs: readonly string[]): void {
  const seal = templateSeal(store, 'print')
  const remove = store.sqlite.prepare('DELETE FROM print_template WHERE reference = ?')
  for (const blob of blobs) remove.run(seal.referenceOf(blob))
}
