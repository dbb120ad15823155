import type { Head } from '../protocol/index.ts'
import type { CentreStore, Connection } from '../store/index.ts'

export interface CardApplication {
  readonly office: number
  readonly id: string
  readonly approvedHash: string
  readonly personalNumber: string | null
  readonly state: 'blobs-awaited' | 'accepted' | 'returned'
  readonly reason: string | null
}

/** Puts the row of this approval; an application that came back and was approved again is judged anew. */
export async function putCardApplication(connection: Connection, application: CardApplication): Promise<void> {
  await connection.query(
    `INSERT INTO card_application (office, id, approved_hash, personal_number, state, reason, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $5 = 'blobs-awaited' THEN NULL ELSE now() END)
     ON CONFLICT (office, id) DO UPDATE SET approved_hash = excluded.approved_hash,
       personal_number = excluded.personal_number, state = excluded.state, reason = excluded.reason,
       decided_at = excluded.decided_at`,
    [
      application.office,
      application.id,
      Buffer.from(application.approvedHash, 'hex'),
      application.personalNumber,
      application.state,
      application.reason,
    ],
  )
}

/** The approval and state this application was last judged by. */
export async function findJudged(
  from: CentreStore['pool'] | Connection,
  office: number,
  id: string,
): Promise<{ readonly approvedHash: string; readonly state: string } | undefined> {
  const found = await from.query<{ approved_hash: Buffer; state: string }>(
    'SELECT approved_hash, state FROM card_application WHERE office = $1 AND id = $2',
    [office, id],
  )
  const row = found.rows[0]
  return row && { approvedHash: row.approved_hash.toString('hex'), state: row.state }
}

export interface CardDecision {
  readonly application: string
  readonly decision: 'accepted' | 'returned'
  readonly reason: string | null
  readonly remark: string
  readonly compared: string | null
  readonly number: string | null
  /** Outcome of the comparison of prints; null where it did not come to that. */
  readonly prints: string | null
}

/** What was said about an approval, if anything was. */
export async function findDecision(
  from: CentreStore['pool'] | Connection,
  office: number,
  approvedHash: string,
): Promise<CardDecision | undefined> {
  const found = await from.query<CardDecision>(
    `SELECT application, decision, reason, remark, compared, number, prints FROM card_decision
     WHERE office = $1 AND approved_hash = $2`,
    [office, Buffer.from(approvedHash, 'hex')],
  )
  return found.rows[0]
}

export async function insertDecision(
  connection: Connection,
  office: number,
  approvedHash: string,
  said: CardDecision,
): Promise<void> {
  await connection.query(
    `INSERT INTO card_decision (office, approved_hash, application, decision, reason, remark, compared, number, prints)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      office,
      Buffer.from(approvedHash, 'hex'),
      said.application,
      said.decision,
      said.reason,
      said.remark,
      said.compared,
      said.number,
      said.prints,
    ],
  )
}

/** The office ended the application itself: it waits for nothing any more. */
export async function closeApplication(connection: Connection, office: number, id: string): Promise<void> {
  await connection.query(
    `UPDATE card_application SET state = 'closed', decided_at = now() WHERE office = $1 AND id = $2`,
    [office, id],
  )
}

export interface Claim {
  readonly office: number
  readonly application: string
}

/** Whose card is being made under this number. */
export async function findClaim(
  from: CentreStore['pool'] | Connection,
  personalNumber: string,
): Promise<Claim | undefined> {
  const found = await from.query<Claim>('SELECT office, application FROM card_claim WHERE personal_number = $1', [
    personalNumber,
  ])
  return found.rows[0]
}

/** Takes the number for this application; false where another application has it, also one that is being judged right now. */
export async function takeClaim(connection: Connection, personalNumber: string, claim: Claim): Promise<boolean> {
  await connection.query(
    'INSERT INTO card_claim (personal_number, office, application) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [personalNumber, claim.office, claim.application],
  )
  const held = await findClaim(connection, personalNumber)
  return held?.office === claim.office && held.application === claim.application
}

export async function releaseClaims(connection: Connection, claim: Claim): Promise<void> {
  await connection.query('DELETE FROM card_claim WHERE office = $1 AND application = $2', [
    claim.office,
    claim.application,
  ])
}

export async function listBlobsAwaited(store: CentreStore, office: number): Promise<string[]> {
  const found = await store.pool.query<{ id: string }>(
    `SELECT id FROM card_application WHERE office = $1 AND state = 'blobs-awaited' ORDER BY id`,
    [office],
  )
  return found.rows.map((row) => row.id)
}

export async function countByState(store: CentreStore): Promise<Record<string, number>> {
  const found = await store.pool.query<{ state: string; n: number }>(
    'SELECT state, count(*) AS n FROM card_application GROUP BY state ORDER BY state',
  )
  return Object.fromEntries(found.rows.map((row) => [row.state, row.n]))
}

/** How far this projection has read an epoch of the office's log. */
export async function findPosition(store: CentreStore, office: number, epoch: number): Promise<number> {
  const found = await store.pool.query<{ seq: number }>(
    `SELECT seq FROM projection WHERE name = 'identity-card' AND office = $1 AND epoch = $2`,
    [office, epoch],
  )
  return found.rows[0]?.seq ?? 0
}

export async function putPosition(
  connection: Connection,
  office: number,
  position: { readonly epoch: number; readonly seq: number },
): Promise<void> {
  await connection.query(
    `INSERT INTO projection (name, office, epoch, seq) VALUES ('identity-card', $1, $2, $3)
     ON CONFLICT (name, office, epoch) DO UPDATE SET seq = greatest(projection.seq, excluded.seq)`,
    [office, position.epoch, position.seq],
  )
}

/** The newest event of the office's own log that the decisions on its feed already know. */
export async function findFoldedIn(store: CentreStore, office: number): Promise<Head | undefined> {
  const found = await store.pool.query<{ epoch: number; seq: number; hash: Buffer }>(
    `SELECT e.epoch, e.seq, e.hash FROM projection p
       JOIN event e ON e.office = p.office AND e.epoch = p.epoch AND e.seq = p.seq
     WHERE p.name = 'identity-card' AND p.office = $1 ORDER BY p.epoch DESC LIMIT 1`,
    [office],
  )
  const row = found.rows[0]
  return row && { epoch: row.epoch, seq: row.seq, hash: row.hash.toString('hex') }
}

/** Throws an office's rows away, to be made again from its events; what was said stays said, and claimed stays claimed. */
export async function forgetProjection(connection: Connection, office: number): Promise<void> {
  await connection.query('DELETE FROM card_application WHERE office = $1', [office])
  await connection.query(`DELETE FROM projection WHERE name = 'identity-card' AND office = $1`, [office])
}
