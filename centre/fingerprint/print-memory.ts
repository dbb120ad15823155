import type { KeyObject } from 'node:crypto'
import {
  adoptPrintIndex,
  createIndexMemory,
  createPrintIndex,
  type PositionedTemplate,
  type PrintIndex,
} from '../../native/fingerprint/index.ts'
import type { CentreStore } from '../store/index.ts'
import { readSnapshot, type SavedOwner, writeSnapshot } from './index-snapshot.ts'
import { openTemplates, type TemplateOwner } from './seal-templates.ts'
import { findMadeAt, type KeptOwner, listOwners, listTemplates } from './template-store.ts'

/** Rows opened and put in at once: the engine makes their cylinders on all its threads. */
const AT_ONCE = 64
/** Changes after which the memory is saved again: a start has no more to make anew than these. */
const SAVE_EVERY = 500
/** Beyond this one file is no longer the way (15 kB a person); the start makes the memory from the table, as without one. */
const MOST_SAVED = 100_000

export interface StandingPrints {
  readonly index: PrintIndex
  readonly owners: Map<number, KeptOwner>
  readonly subjects: Map<string, number>
}

export const keyOf = ({ office, application }: TemplateOwner) => `${office}/${application}`

export interface PrintMemoryParts {
  readonly store: CentreStore
  readonly templateKey: KeyObject
  readonly report: (cause: unknown) => void
  readonly snapshotFile: string | undefined
}

/**
 * The index of everybody's prints in memory. The table is the truth: what was saved is taken as far as the table still says the same, the
 * rest is made from the table. A save that is old, cut or gone costs time and nothing else.
 */
export function printMemory({ store, templateKey, report, snapshotFile }: PrintMemoryParts) {
  let nextSubject = 1
  let changes = 0
  let saving: Promise<void> | undefined

  async function insert(to: StandingPrints, prints: readonly PositionedTemplate[], owner: KeptOwner): Promise<void> {
    const subject = nextSubject++
    const added = await to.index.add(subject, prints)
    if (!added.ok) throw new Error(`the fingerprint index refused templates: ${added.failure}`)
    to.owners.set(subject, owner)
    to.subjects.set(keyOf(owner), subject)
  }

  async function take(from: StandingPrints, owner: TemplateOwner): Promise<void> {
    const subject = from.subjects.get(keyOf(owner))
    if (subject === undefined) return
    from.subjects.delete(keyOf(owner))
    from.owners.delete(subject)
    await from.index.remove(subject)
    changed(from)
  }

  async function put(to: StandingPrints, prints: readonly PositionedTemplate[], owner: TemplateOwner): Promise<void> {
    await take(to, owner)
    await insert(to, prints, { ...owner, madeAt: (await findMadeAt(store, owner)) ?? '' })
    changed(to)
  }

  function changed(standing: StandingPrints): void {
    changes += 1
    if (changes >= SAVE_EVERY) save(standing)
  }

  /** Whom it holds is written down before the index is: who leaves meanwhile is missed in the table at the next start. */
  function save({ index, owners }: StandingPrints): void {
    if (snapshotFile === undefined || saving || owners.size > MOST_SAVED) return
    changes = 0
    const rows: SavedOwner[] = [...owners].map(([subject, owner]) => ({ subject, ...owner }))
    saving = index
      .save()
      .then((bytes) => writeSnapshot(snapshotFile, templateKey, { nextSubject, owners: rows, index: bytes }))
      .catch(report)
      .finally(() => {
        saving = undefined
      })
  }

  async function load(): Promise<StandingPrints> {
    const empty = { index: createPrintIndex(), owners: new Map(), subjects: new Map() }
    try {
      const saved =
        snapshotFile === undefined ? undefined : await readSnapshot(snapshotFile, templateKey, createIndexMemory)
      const loaded = saved && (await adoptPrintIndex(saved.index))
      if (!saved || !loaded) return empty
      if (!loaded.ok) throw new Error(`the saved index of prints does not load: ${loaded.failure}`)
      nextSubject = saved.nextSubject
      return {
        index: loaded.index,
        owners: new Map(saved.owners.map(({ subject, ...owner }) => [subject, owner])),
        subjects: new Map(saved.owners.map((one) => [keyOf(one), one.subject])),
      }
    } catch (fault) {
      report(fault)
      return empty
    }
  }

  async function build(): Promise<StandingPrints> {
    const standing = await load()
    const kept = await listOwners(store)
    const madeAt = new Map(kept.map((one) => [keyOf(one), one.madeAt]))
    for (const owner of [...standing.owners.values()])
      if (madeAt.get(keyOf(owner)) !== owner.madeAt) await take(standing, owner)
    const missing = kept.filter((one) => !standing.subjects.has(keyOf(one)))
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const rows = await listTemplates(store, missing.slice(at, at + AT_ONCE))
      await Promise.all(
        rows.map(({ sealed, ...owner }) => insert(standing, openTemplates(sealed, owner, templateKey), owner)),
      )
    }
    changes += missing.length
    if (changes >= SAVE_EVERY) save(standing)
    return standing
  }

  return {
    build,
    put,
    take,
    async close() {
      await saving
    },
  }
}
