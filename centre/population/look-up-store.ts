import { createHash } from 'node:crypto'
import { canonicalJson, type LookUpFrame } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'

const BEFORE_THE_FIRST = Buffer.alloc(32)

export interface LookUpOutcome {
  readonly action: 'searched' | 'opened' | 'refused'
  /** What was asked: the fields of the query; or why it was refused. */
  readonly asked: Readonly<Record<string, unknown>>
  /** Personal numbers of everybody the answer shows. */
  readonly shown: readonly string[]
}

/**
 * Writes who asked what for which dossier and whom it showed, chained to the office's line before, before the answer leaves
 * the centre (security handbook: every read of a person's record; Luật Căn cước 26/2023/QH15, Điều 10).
 */
export async function auditLookUp(store: CentreStore, frame: LookUpFrame, outcome: LookUpOutcome): Promise<void> {
  const { office, officer, purpose, subject, requestId } = frame
  await store.transaction(async (connection) => {
    await connection.query('INSERT INTO look_up_head (office, seq, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING', [
      office,
      BEFORE_THE_FIRST,
    ])
    const head = await connection.query<{ seq: number; hash: Buffer }>(
      'SELECT seq, hash FROM look_up_head WHERE office = $1 FOR UPDATE',
      [office],
    )
    const last = head.rows[0]
    if (!last) throw new Error('the head of the audit that was just made is gone')
    const seq = last.seq + 1
    const at = new Date().toISOString()
    const line = canonicalJson({ seq, at, office, officer, purpose, subject, requestId, ...outcome })
    const hash = hashOfLine(last.hash, line)
    await connection.query(
      'INSERT INTO look_up (office, seq, at, account, request_id, line, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [office, seq, at, officer.account, requestId, line, hash],
    )
    await connection.query('UPDATE look_up_head SET seq = $2, hash = $3 WHERE office = $1', [office, seq, hash])
  })
}

function hashOfLine(before: Buffer, line: string): Buffer {
  return createHash('sha256').update(before).update(line, 'utf8').digest()
}

/** How many different requests an officer made since then; a retry is the same request again. */
export async function countRequests(
  store: CentreStore,
  { office, officer, requestId }: LookUpFrame,
  since: string,
): Promise<number> {
  const found = await store.pool.query<{ n: number }>(
    `SELECT count(DISTINCT request_id) AS n FROM look_up
     WHERE office = $1 AND account = $2 AND at >= $3 AND request_id <> $4`,
    [office, officer.account, since, requestId],
  )
  return found.rows[0]?.n ?? 0
}

export interface AuditProof {
  readonly lines: number
  /** Seq of the first line that does not follow from the one before; undefined where the whole chain holds. */
  readonly brokenAt: number | undefined
}

/** Walks an office's audit from its first line to its head. */
export async function proveLookUps(store: CentreStore, office: number): Promise<AuditProof> {
  const PAGE = 1_000
  let seq = 0
  let hash: Buffer = BEFORE_THE_FIRST
  for (;;) {
    const page = await store.pool.query<{ seq: number; line: string; hash: Buffer }>(
      'SELECT seq, line, hash FROM look_up WHERE office = $1 AND seq > $2 ORDER BY seq LIMIT $3',
      [office, seq, PAGE],
    )
    for (const row of page.rows) {
      const follows = row.seq === seq + 1 && hashOfLine(hash, row.line).equals(row.hash)
      if (!follows) return { lines: seq, brokenAt: seq + 1 }
      ;[seq, hash] = [row.seq, row.hash]
    }
    if (page.rows.length < PAGE) break
  }
  const head = await store.pool.query<{ seq: number; hash: Buffer }>(
    'SELECT seq, hash FROM look_up_head WHERE office = $1',
    [office],
  )
  const end = head.rows[0] ?? { seq: 0, hash: BEFORE_THE_FIRST }
  const whole = end.seq === seq && end.hash.equals(hash)
  return { lines: seq, brokenAt: whole ? undefined : seq + 1 }
}
