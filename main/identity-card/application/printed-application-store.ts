import * as z from 'zod/mini'
import { type ApplicationCaptures, ApplicationState, CapturedPrint } from '../../../domain/identity-card/application.ts'
import type { Store } from '../../store/index.ts'

/** An application as the comparison of prints needs it. */
export interface PrintedApplication {
  readonly id: string
  readonly number: number
  readonly state: ApplicationState
  readonly fullName: string
  readonly personalNumber: string
  readonly dateOfBirth: string
  readonly prints: ApplicationCaptures['prints']
}

/** Applications that are not decided yet and have prints, other than this one, newest first. */
export function listWithPrints(store: Store, except: string, limit: number): PrintedApplication[] {
  return store.sqlite
    .prepare<
      [string, number],
      { id: string; number: number; state: string; name: string; person: string; birth: string; prints: string }
    >(
      `SELECT id, number, state, captures -> '$.prints' AS prints,
         coalesce(form ->> '$.fields.fullName.text', '') AS name,
         coalesce(form ->> '$.fields.personalNumber.text', '') AS person,
         coalesce(form ->> '$.fields.dateOfBirth.text', '') AS birth
       FROM application
       WHERE id <> ? AND state NOT IN ('refused', 'withdrawn', 'in-production') AND captures -> '$.prints' <> '{}'
       ORDER BY number DESC LIMIT ?`,
    )
    .all(except, limit)
    .map((row) => ({
      id: row.id,
      number: row.number,
      state: ApplicationState.parse(row.state),
      fullName: row.name,
      personalNumber: row.person,
      dateOfBirth: row.birth,
      prints: z.record(z.string(), CapturedPrint).parse(JSON.parse(row.prints)),
    }))
}
