import type { CentreStore, Connection } from '../store/index.ts'

export interface NotCompared {
  readonly application: string
  readonly approvedHash: string
  readonly number: string
}

/** Accepted applications of an office, not ended since, whose prints nobody has compared yet; oldest decision first. */
export async function listNotCompared(store: CentreStore, office: number, limit: number): Promise<NotCompared[]> {
  const found = await store.pool.query<{ application: string; approved_hash: Buffer; number: string }>(
    `SELECT d.application, d.approved_hash, d.number FROM card_decision d
       JOIN card_application a ON a.office = d.office AND a.id = d.application AND a.approved_hash = d.approved_hash
       LEFT JOIN late_print_finding l ON l.office = d.office AND l.approved_hash = d.approved_hash
     WHERE d.office = $1 AND d.decision = 'accepted' AND d.prints = 'not-compared' AND d.number IS NOT NULL
       AND a.state = 'accepted' AND l.office IS NULL
     ORDER BY d.application LIMIT $2`,
    [office, limit],
  )
  return found.rows.map(({ application, approved_hash, number }) => ({
    ...{ application, number },
    approvedHash: approved_hash.toString('hex'),
  }))
}

export async function insertLateFinding(
  connection: Connection,
  office: number,
  { application, approvedHash }: NotCompared,
  outcome: string,
): Promise<void> {
  await connection.query(
    `INSERT INTO late_print_finding (office, approved_hash, application, outcome) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [office, Buffer.from(approvedHash, 'hex'), application, outcome],
  )
}
