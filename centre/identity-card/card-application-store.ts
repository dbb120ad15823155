import type { CentreStore, Connection } from '../store/index.ts'

export interface CardApplication {
  readonly office: number
  readonly id: string
  readonly approvedHash: string
  readonly personalNumber: string | null
  readonly foldedName: string
  readonly birth: string
  readonly state: 'blobs-awaited' | 'accepted' | 'returned'
  readonly reason: string | null
}

/** Puts the row of this approval; an application that came back and was approved again is judged anew. */
export async function putCardApplication(connection: Connection, application: CardApplication): Promise<void> {
  await connection.query(
    `INSERT INTO card_application (office, id, approved_hash, personal_number, folded_name, birth, state, reason, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $7 = 'blobs-awaited' THEN NULL ELSE now() END)
     ON CONFLICT (office, id) DO UPDATE SET approved_hash = excluded.approved_hash, personal_number = excluded.personal_number,
       folded_name = excluded.folded_name, birth = excluded.birth, state = excluded.state, reason = excluded.reason, decided_at = excluded.decided_at`,
    [
      application.office,
      application.id,
      Buffer.from(application.approvedHash, 'hex'),
      application.personalNumber,
      application.foldedName,
      application.birth,
      application.state,
      application.reason,
    ],
  )
}

/** The hash and state this application was last judged by. */
export async function findJudged(
  store: CentreStore,
  office: number,
  id: string,
): Promise<{ approvedHash: string; state: string } | undefined> {
  const found = await store.pool.query<{ approved_hash: Buffer; state: string }>(
    'SELECT approved_hash, state FROM card_application WHERE office = $1 AND id = $2',
    [office, id],
  )
  const row = found.rows[0]
  return row && { approvedHash: row.approved_hash.toString('hex'), state: row.state }
}

/** Whether the number is already with another application that was accepted and not closed. */
export async function isInProcess(
  store: CentreStore,
  personalNumber: string,
  except: { readonly office: number; readonly id: string },
): Promise<boolean> {
  const found = await store.pool.query(
    `SELECT 1 FROM card_application WHERE personal_number = $1 AND state = 'accepted' AND NOT (office = $2 AND id = $3) LIMIT 1`,
    [personalNumber, except.office, except.id],
  )
  return found.rows.length > 0
}

export async function listBlobsAwaited(store: CentreStore, office: number): Promise<string[]> {
  const found = await store.pool.query<{ id: string }>(
    `SELECT id FROM card_application WHERE office = $1 AND state = 'blobs-awaited'`,
    [office],
  )
  return found.rows.map((row) => row.id)
}

export async function countByState(store: CentreStore): Promise<Record<string, number>> {
  const found = await store.pool.query<{ state: string; n: number }>(
    'SELECT state, count(*) AS n FROM card_application GROUP BY state',
  )
  return Object.fromEntries(found.rows.map((row) => [row.state, row.n]))
}

export interface Position {
  readonly epoch: number
  readonly seq: number
}

/** How far this projection has read the office's log. */
export async function findPosition(store: CentreStore, office: number, epoch: number): Promise<number> {
  const found = await store.pool.query<{ seq: number }>(
    `SELECT seq FROM projection WHERE name = 'identity-card' AND office = $1 AND epoch = $2`,
    [office, epoch],
  )
  return found.rows[0]?.seq ?? 0
}

export async function putPosition(connection: Connection, office: number, position: Position): Promise<void> {
  await connection.query(
    `INSERT INTO projection (name, office, epoch, seq) VALUES ('identity-card', $1, $2, $3)
     ON CONFLICT (name, office, epoch) DO UPDATE SET seq = greatest(projection.seq, excluded.seq)`,
    [office, position.epoch, position.seq],
  )
}
