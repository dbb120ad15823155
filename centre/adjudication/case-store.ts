import { randomUUID } from 'node:crypto'
import type { Connection } from '../store/index.ts'

/** Opens a case for an officer: two facts that cannot both be right. Nothing is merged, nothing is chosen by a program. */
export async function openCase(
  connection: Connection,
  one: {
    readonly office: number
    readonly subject: string
    readonly kind: string
    readonly detail: Readonly<Record<string, string>>
  },
): Promise<void> {
  await connection.query(
    'INSERT INTO adjudication_case (id, office, subject, kind, detail) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [randomUUID(), one.office, one.subject, one.kind, JSON.stringify(one.detail)],
  )
}
