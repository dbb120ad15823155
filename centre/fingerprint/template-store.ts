import type { CentreStore, Connection } from '../store/index.ts'
import type { TemplateOwner } from './seal-templates.ts'

export interface SealedTemplates extends TemplateOwner {
  readonly sealed: Buffer
}

/** Keeps the templates of an application, in the transaction that writes its acceptance. */
export async function putTemplates(
  connection: Connection,
  { office, application, sealed }: SealedTemplates,
  approvedHash: string,
): Promise<void> {
  await connection.query(
    `INSERT INTO print_template (office, application, approved_hash, sealed) VALUES ($1, $2, $3, $4)
     ON CONFLICT (office, application) DO UPDATE SET approved_hash = excluded.approved_hash, sealed = excluded.sealed,
       made_at = now()`,
    [office, application, Buffer.from(approvedHash, 'hex'), sealed],
  )
}

export async function deleteTemplates(connection: Connection, owner: TemplateOwner): Promise<void> {
  await connection.query('DELETE FROM print_template WHERE office = $1 AND application = $2', [
    owner.office,
    owner.application,
  ])
}

export interface KeptOwner extends TemplateOwner {
  /** When the row was made; another time, other templates. */
  readonly madeAt: string
}

/** Everybody whose templates are kept; across offices, as a search for a person must be. */
export async function listOwners(store: CentreStore): Promise<KeptOwner[]> {
  const found = await store.pool.query<KeptOwner>(
    `SELECT office, application, made_at::text AS "madeAt" FROM print_template ORDER BY office, application`,
  )
  return found.rows
}

/** The templates of these, as far as they are still kept. */
export async function listTemplates(
  store: CentreStore,
  owners: readonly TemplateOwner[],
): Promise<(SealedTemplates & KeptOwner)[]> {
  const found = await store.pool.query<SealedTemplates & KeptOwner>(
    `SELECT t.office, t.application, t.sealed, t.made_at::text AS "madeAt" FROM print_template t
       JOIN unnest($1::int[], $2::text[]) AS o (office, application)
         ON o.office = t.office AND o.application = t.application`,
    [owners.map((one) => one.office), owners.map((one) => one.application)],
  )
  return found.rows
}

/** When the row of an owner was made; undefined where there is none. */
export async function findMadeAt(store: CentreStore, owner: TemplateOwner): Promise<string | undefined> {
  const found = await store.pool.query<{ madeAt: string }>(
    `SELECT made_at::text AS "madeAt" FROM print_template WHERE office = $1 AND application = $2`,
    [owner.office, owner.application],
  )
  return found.rows[0]?.madeAt
}

export interface HeldTemplates extends SealedTemplates {
  /** Personal number the application was accepted under. */
  readonly number: string | null
}

export async function findTemplates(store: CentreStore, owner: TemplateOwner): Promise<HeldTemplates | undefined> {
  const found = await store.pool.query<HeldTemplates>(
    `SELECT t.office, t.application, t.sealed, d.number FROM print_template t
       LEFT JOIN card_decision d ON d.office = t.office AND d.approved_hash = t.approved_hash
     WHERE t.office = $1 AND t.application = $2`,
    [owner.office, owner.application],
  )
  return found.rows[0]
}

/** Earlier prints given under this personal number, newest first. */
export async function listTemplatesOfNumber(
  store: CentreStore,
  number: string,
  except: TemplateOwner,
): Promise<HeldTemplates[]> {
  const found = await store.pool.query<HeldTemplates>(
    `SELECT t.office, t.application, t.sealed, d.number FROM card_decision d
       JOIN print_template t ON t.office = d.office AND t.approved_hash = d.approved_hash
     WHERE d.number = $1 AND d.decision = 'accepted' AND NOT (t.office = $2 AND t.application = $3)
     ORDER BY t.made_at DESC LIMIT 5`,
    [number, except.office, except.application],
  )
  return found.rows
}
