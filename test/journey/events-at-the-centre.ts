import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { ApplicationSubmitted } from '../../centre/protocol/identity-card-events.ts'

export interface SubmittedAtTheCentre extends ApplicationSubmitted {
  /** Names of the blobs of the office that came up whole. */
  readonly wholeBlobs: readonly string[]
}

/** What the centre of a training desk holds, asked of its own database behind its back: the submitted records, in their order. */
export async function submittedAtTheCentre(dataFolder: string): Promise<SubmittedAtTheCentre[]> {
  const folder = path.join(dataFolder, 'centre', 'postgres')
  const password = readFileSync(`${folder}.password`, 'utf8')
  const port = Number(readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')[3])
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'centre', password, database: 'postgres' })
  await client.connect()
  try {
    const events = await client.query<{ canonical: string }>(
      "SELECT canonical FROM event WHERE kind = 'identity-card.application-submitted' ORDER BY epoch, seq",
    )
    const blobs = await client.query<{ name: string }>('SELECT name FROM blob WHERE whole_at IS NOT NULL')
    const wholeBlobs = blobs.rows.map(({ name }) => name)
    return events.rows.map(({ canonical }) => ({
      ...ApplicationSubmitted.parse(JSON.parse(canonical).body),
      wholeBlobs,
    }))
  } finally {
    await client.end()
  }
}
