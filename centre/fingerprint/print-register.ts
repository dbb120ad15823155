import type { KeyObject } from 'node:crypto'
import { compareSets, judgeSets, type PositionedTemplate } from '../../native/fingerprint/index.ts'
import type { CentreStore, Connection } from '../store/index.ts'
import { type ClearPrint, makeTemplates } from './make-templates.ts'
import { keyOf, printMemory, type StandingPrints } from './print-memory.ts'
import { openTemplates, sealTemplates, type TemplateOwner } from './seal-templates.ts'
import {
  deleteTemplates,
  findTemplates,
  type HeldTemplates,
  listTemplatesOfNumber,
  putTemplates,
} from './template-store.ts'

/** How often a stranger's application may be held up: once in 10,000 applications, however many people there are. */
const FALSE_ALARMS = 1e-4
/** Two sets given under one number are one person's: stated false match rate. */
const SAME_PERSON = 1e-4
/** Where the whole comparison begins to look: the index alone knows no ridges, so it is asked for more than will stand. */
const LOOKED_AT = { most: 10, leastScore: 1 }
const LIMIT_MS = 60_000

export interface FoundPerson extends TemplateOwner {
  readonly number: string | null
  readonly score: number
}

export type PrintFinding =
  | { readonly outcome: 'no-prints' | 'no-hit' | 'not-compared' }
  /** Earlier prints of the same number are this person's. */
  | { readonly outcome: 'confirmed'; readonly earlier: FoundPerson }
  | { readonly outcome: 'not-the-same'; readonly earlier: FoundPerson }
  | { readonly outcome: 'other-person'; readonly others: readonly FoundPerson[] }

/** The prints of everybody whose application was accepted: sealed in the database, findable in memory. */
export interface PrintRegister {
  /** Templates, or undefined where the engine is missing or failed (reported): the application goes on without. */
  make(prints: readonly ClearPrint[]): Promise<readonly PositionedTemplate[] | undefined>
  /** Lets one work at a time go from its search to its commit: two strangers with one hand cannot pass each other. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  /** Who else has these fingers, and whether earlier prints of the number are theirs. Faults are reported: `not-compared`. */
  check(prints: readonly PositionedTemplate[], self: TemplateOwner, number: string): Promise<PrintFinding>
  /** In the transaction of the acceptance. */
  keep(connection: Connection, prints: readonly PositionedTemplate[], owner: TemplateOwner, hash: string): Promise<void>
  forget(connection: Connection, owner: TemplateOwner): Promise<void>
  /** After the commit of what `keep` and `forget` wrote. */
  added(prints: readonly PositionedTemplate[], owner: TemplateOwner): Promise<void>
  removed(owner: TemplateOwner): Promise<void>
  /** People in memory; undefined while the index does not stand. */
  size(): Promise<number | undefined>
  /** Waits for a save that is under way. */
  close(): Promise<void>
}

export function printRegister(
  store: CentreStore,
  templateKey: KeyObject,
  report: (cause: unknown) => void,
  /** Where the memory is saved, sealed; without it every start makes it anew from the table. */
  snapshotFile?: string,
): PrintRegister {
  const memory = printMemory({ store, templateKey, report, snapshotFile })
  let standing: Promise<StandingPrints> | undefined
  let last: Promise<unknown> = Promise.resolve()

  /** Made from the table when first needed; made anew where making or changing it failed. */
  function index(): Promise<StandingPrints> {
    standing ??= memory.build().catch((fault: unknown) => {
      standing = undefined
      throw fault
    })
    return standing
  }

  async function change(work: (to: StandingPrints) => Promise<void>): Promise<void> {
    if (!standing) return
    try {
      await work(await standing)
    } catch (fault) {
      standing = undefined
      report(fault)
    }
  }

  async function weigh(prints: readonly PositionedTemplate[], held: HeldTemplates, falseMatchRate: number) {
    const { office, application, number, sealed } = held
    const compared = await compareSets(prints, openTemplates(sealed, held, templateKey))
    const person: FoundPerson = { office, application, number, score: compared.score }
    return { person, says: judgeSets(compared, falseMatchRate) }
  }

  async function findOthers(prints: readonly PositionedTemplate[], self: TemplateOwner, number: string) {
    const at = await index()
    const found = await at.index.search(prints, { ...LOOKED_AT, signal: AbortSignal.timeout(LIMIT_MS) })
    if (!found.ok) throw new Error(`the fingerprint index refused a search: ${found.failure}`)
    const falseMatchRate = FALSE_ALARMS / Math.max(1, at.owners.size)
    const others: FoundPerson[] = []
    for (const { subject } of found.hits) {
      const owner = at.owners.get(subject)
      if (!owner || keyOf(owner) === keyOf(self)) continue
      const held = await findTemplates(store, owner)
      if (!held || held.number === number) continue
      const { person, says } = await weigh(prints, held, falseMatchRate)
      if (says === 'same') others.push(person)
    }
    return others.sort((a, b) => b.score - a.score)
  }

  async function compareEarlier(
    prints: readonly PositionedTemplate[],
    self: TemplateOwner,
    number: string,
  ): Promise<PrintFinding> {
    const weighed = []
    for (const held of await listTemplatesOfNumber(store, number, self))
      weighed.push(await weigh(prints, held, SAME_PERSON))
    const same = weighed.find(({ says }) => says === 'same')
    if (same) return { outcome: 'confirmed', earlier: same.person }
    const other = weighed.find(({ says }) => says === 'other')
    if (other) return { outcome: 'not-the-same', earlier: other.person }
    return { outcome: 'no-hit' }
  }

  return {
    async make(prints) {
      try {
        return await makeTemplates(prints)
      } catch (fault) {
        report(fault)
        return undefined
      }
    },
    exclusively(work) {
      const run = last.then(work)
      last = run.catch(() => undefined)
      return run
    },
    async check(prints, self, number) {
      try {
        const others = await findOthers(prints, self, number)
        return others.length > 0 ? { outcome: 'other-person', others } : await compareEarlier(prints, self, number)
      } catch (fault) {
        report(fault)
        return { outcome: 'not-compared' }
      }
    },
    keep: (connection, prints, owner, hash) =>
      putTemplates(connection, { ...owner, sealed: sealTemplates(prints, owner, templateKey) }, hash),
    forget: deleteTemplates,
    added: (prints, owner) => change((to) => memory.put(to, prints, owner)),
    removed: (owner) => change((from) => memory.take(from, owner)),
    close: () => memory.close(),
    async size() {
      try {
        return (await index()).owners.size
      } catch (fault) {
        report(fault)
        return undefined
      }
    },
  }
}
