import { createHash } from 'node:crypto'
import { canonicalJson, type LookUpFrame } from '../protocol/index.ts'
import type { CentreStore } from '../store/index.ts'

/** Writes who asked what, chained to the line before, before the answer leaves the centre. */
export async function auditLookUp(
  store: CentreStore,
  frame: LookUpFrame,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await store.transaction(async (connection) => {
    const head = await connection.query<{ seq: number; hash: Buffer }>(
      'SELECT seq, hash FROM look_up_audit_head FOR UPDATE',
    )
    const last = head.rows[0]
    if (!last) throw new Error('the audit has no head')
    const line = {
      seq: last.seq + 1,
      at: new Date().toISOString(),
      office: frame.office,
      account: frame.officer.account,
      action,
      purpose: frame.purpose,
      subject: frame.subject,
      requestId: frame.requestId,
      detail: canonicalJson(detail),
    }
    const hash = createHash('sha256').update(last.hash).update(canonicalJson(line)).digest()
    await connection.query(
      `INSERT INTO look_up_audit (seq, at, office, account, action, purpose, subject, request_id, detail, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        line.seq,
        line.at,
        line.office,
        line.account,
        line.action,
        line.purpose,
        line.subject,
        line.requestId,
        line.detail,
        hash,
      ],
    )
    await connection.query('UPDATE look_up_audit_head SET seq = $1, hash = $2', [line.seq, hash])
  })
}
