import type { Store } from '../../store/index.ts'
import { type CardState, mayBecome } from './card-state.ts'

export interface CardJobRow {
  readonly id: string
  /** The application the card is made for. */
  readonly subject: string
  readonly serial: string
  readonly printer: string
  readonly state: CardState
  readonly deviceJob: string | null
  readonly chip: string | null
  readonly failure: string | null
}

const COLUMNS = 'id, subject, serial, printer, state, device_job AS deviceJob, chip, failure'

function addStep(store: Store, id: string, state: CardState, detail: object, at: string): void {
  store.sqlite
    .prepare(
      `INSERT INTO card_step (job, seq, state, detail, at)
       VALUES (?, (SELECT count(*) + 1 FROM card_step WHERE job = ?), ?, ?, ?)`,
    )
    .run(id, id, state, JSON.stringify(detail), at)
}

/** Reserves a blank for an application; a blank whose serial was ever used is refused by the table. */
export function reserveCard(
  store: Store,
  card: Pick<CardJobRow, 'id' | 'subject' | 'serial' | 'printer'>,
  at: string,
): void {
  store.write(() => {
    store.sqlite
      .prepare(
        `INSERT INTO card_job (id, subject, serial, printer, state, changed_at) VALUES (?, ?, ?, ?, 'reserved', ?)`,
      )
      .run(card.id, card.subject, card.serial, card.printer, at)
    addStep(store, card.id, 'reserved', { serial: card.serial }, at)
  })
}

/** Writes the next state with its step, both or neither. Throws for a step that does not follow. */
export function moveCard(
  store: Store,
  id: string,
  to: CardState,
  what: {
    readonly deviceJob?: string | null
    readonly serial?: string
    readonly chip?: string
    readonly failure?: string
  },
  at: string,
): CardJobRow {
  return store.write(() => {
    const row = getCard(store, id)
    if (!mayBecome(row.state, to)) throw new Error(`a ${row.state} card does not become ${to}`)
    store.sqlite
      .prepare(
        'UPDATE card_job SET state = ?, device_job = ?, serial = ?, chip = coalesce(?, chip), failure = ?, changed_at = ? WHERE id = ?',
      )
      .run(
        to,
        what.deviceJob === undefined ? row.deviceJob : what.deviceJob,
        what.serial ?? row.serial,
        what.chip ?? null,
        what.failure ?? null,
        at,
        id,
      )
    addStep(store, id, to, what, at)
    return getCard(store, id)
  })
}

/** Somebody has to look into the machine: the state stays, the reason stands beside it. */
export function doubtCard(store: Store, id: string, failure: string, at: string): void {
  store.write(() => {
    store.sqlite.prepare('UPDATE card_job SET failure = ?, changed_at = ? WHERE id = ?').run(failure, at, id)
    addStep(store, id, getCard(store, id).state, { doubt: failure }, at)
  })
}

export function findCard(store: Store, id: string): CardJobRow | undefined {
  return store.sqlite.prepare<[string], CardJobRow>(`SELECT ${COLUMNS} FROM card_job WHERE id = ?`).get(id)
}

export function getCard(store: Store, id: string): CardJobRow {
  const row = findCard(store, id)
  if (!row) throw new Error('no such card job')
  return row
}

/** Every blank that was ever taken, oldest first. */
export function listCards(store: Store): CardJobRow[] {
  return store.sqlite.prepare<[], CardJobRow>(`SELECT ${COLUMNS} FROM card_job ORDER BY rowid`).all()
}

export function listCardSteps(store: Store, id: string): { readonly state: CardState; readonly detail: string }[] {
  return store.sqlite
    .prepare<[string], { state: CardState; detail: string }>(
      'SELECT state, detail FROM card_step WHERE job = ? ORDER BY seq',
    )
    .all(id)
}
