import type { CentreStore } from '../store/index.ts'
import { forgetProjection } from './card-application-store.ts'
import type { Examiner } from './examine-applications.ts'

/**
 * Makes an office's rows again from the first event of its log. What was said stays said: decisions, feed and cases are not
 * repeated; an approval nobody has judged yet is judged.
 */
export async function rebuildProjection(store: CentreStore, examiner: Examiner, office: number): Promise<void> {
  await store.transaction((connection) => forgetProjection(connection, office))
  await examiner.look(office)
}
