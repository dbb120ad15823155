import type { PaperJob } from '../../main/hardware/index.ts'
import { testPage } from '../../main/printing/ruler-page.ts'

const pdf = await testPage({ training: true, printer: 'peer', at: '2026-11-01T00:00:00.000Z' })

/** A real paper of ours, the same bytes each time. */
export function paperJob(ticket: string, more: Partial<PaperJob> = {}): PaperJob {
  return { ticket, name: 'HS-000123-CC02', content: 'content-of-the-paper', pdf, ...more }
}
