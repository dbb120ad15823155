import type { Store } from '../store/index.ts'

export interface AuditLine {
  readonly seq: number
  readonly at: string
  readonly account: string
  readonly action: string
  readonly subject: string
  readonly purpose: string
  readonly detail: string
  readonly hash: Buffer
}

export function insertAuditLine(store: Store, line: AuditLine): void {
  store.sqlite
    .prepare(
      'INSERT INTO audit_line (seq, at, account, action, subject, purpose, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(line.seq, line.at, line.account, line.action, line.subject, line.purpose, line.detail, line.hash)
}

export function findLastAuditLine(store: Store): AuditLine | undefined {
  return store.sqlite.prepare<[], AuditLine>('SELECT * FROM audit_line ORDER BY seq DESC LIMIT 1').get()
}

export function listAuditLinesAfter(store: Store, seq: number, limit: number): AuditLine[] {
  return store.sqlite
    .prepare<[number, number], AuditLine>('SELECT * FROM audit_line WHERE seq > ? ORDER BY seq LIMIT ?')
    .all(seq, limit)
}
