import { createHash } from 'node:crypto'
import { canonicalJson } from '../../centre/protocol/canonical-json.ts'
import type { Store } from '../store/index.ts'
import { findLastAuditLine, insertAuditLine, listAuditLinesAfter } from './audit-store.ts'

/** Who looked at or did what. `subject` is a dossier or an account, never a personal number; `detail` holds codes and ids. */
export interface AuditEntry {
  readonly account: string
  readonly action: string
  readonly subject: string
  readonly purpose?: string
  readonly detail?: Readonly<Record<string, unknown>>
}

function hashOf(
  previous: Buffer,
  line: { seq: number; at: string; account: string; action: string; subject: string; purpose: string; detail: string },
): Buffer {
  return createHash('sha256').update(previous).update(canonicalJson(line)).digest()
}

/** Writes an audit line, chained to the one before, in the caller's transaction (or its own where there is none). */
export function audit(store: Store, entry: AuditEntry, now: () => number = Date.now): void {
  store.write(() => {
    const last = findLastAuditLine(store)
    const line = {
      seq: (last?.seq ?? 0) + 1,
      at: new Date(now()).toISOString(),
      account: entry.account,
      action: entry.action,
      subject: entry.subject,
      purpose: entry.purpose ?? '',
      detail: canonicalJson(entry.detail ?? {}),
    }
    insertAuditLine(store, { ...line, hash: hashOf(last?.hash ?? Buffer.alloc(32), line) })
  })
}

/** Number of the first audit line whose link is broken; null when the chain holds. */
export function verifyAudit(store: Store): number | null {
  let previous: Buffer = Buffer.alloc(32)
  let seq = 0
  for (;;) {
    const page = listAuditLinesAfter(store, seq, 500)
    for (const { hash, ...line } of page) {
      if (line.seq !== seq + 1 || !hashOf(previous, line).equals(hash)) return line.seq
      previous = hash
      seq = line.seq
    }
    if (page.length < 500) return null
  }
}
