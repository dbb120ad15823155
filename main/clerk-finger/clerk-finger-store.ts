import * as z from 'zod/mini'
import { FingerPosition } from '../../domain/biometric/finger-position.ts'
import { templateSeal } from '../fingerprint/index.ts'
import type { Store } from '../store/index.ts'

/** One impression of a finger: the engine's template, never the picture. */
export interface ClerkPrint {
  readonly finger: FingerPosition
  readonly template: Uint8Array
}

/** Vân tay đăng nhập of one account, as it lies sealed. */
export interface ClerkFingerSet {
  readonly prints: readonly ClerkPrint[]
  readonly at: string
  /** Account of who stood by. */
  readonly witness: string
}

const Sealed = z.object({
  prints: z.array(z.object({ finger: FingerPosition, template: z.string() })),
  at: z.string(),
  witness: z.string(),
})

interface Row {
  readonly reference: string
  readonly sealed: Buffer
  readonly wrong_tries: number
}

const text = new TextDecoder()

function write({ prints, at, witness }: ClerkFingerSet): Uint8Array {
  const clear = { at, witness, prints: prints.map(({ finger, template }) => ({ finger, template: base64(template) })) }
  return Buffer.from(JSON.stringify(clear))
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

function read(store: Store, { reference, sealed }: Row): ClerkFingerSet {
  const clear = templateSeal(store, 'clerk').open(reference, sealed)
  const { prints, at, witness } = Sealed.parse(JSON.parse(text.decode(clear)))
  clear.fill(0)
  return {
    at,
    witness,
    prints: prints.map(({ finger, template }) => ({
      finger,
      template: new Uint8Array(Buffer.from(template, 'base64')),
    })),
  }
}

const referenceOf = (store: Store, account: string) => templateSeal(store, 'clerk').referenceOf(account)

function findRow(store: Store, account: string): Row | undefined {
  return store.sqlite
    .prepare<[string], Row>('SELECT reference, sealed, wrong_tries FROM clerk_finger WHERE reference = ?')
    .get(referenceOf(store, account))
}

/** Replaces what was registered before. Belongs in the transaction of its event and audit line. */
export function putClerkFingers(store: Store, account: string, set: ClerkFingerSet): void {
  const seal = templateSeal(store, 'clerk')
  const reference = seal.referenceOf(account)
  store.sqlite
    .prepare('INSERT OR REPLACE INTO clerk_finger (reference, sealed, made_at) VALUES (?, ?, ?)')
    .run(reference, seal.seal(reference, write(set)), set.at)
}

/** Throws where the row was changed. */
export function findClerkFingers(store: Store, account: string): ClerkFingerSet | undefined {
  const row = findRow(store, account)
  return row && read(store, row)
}

export function hasClerkFingers(store: Store, account: string): boolean {
  return findRow(store, account) !== undefined
}

/** The fingers of everybody else, without their names. */
export function listOtherFingers(store: Store, account: string): ClerkFingerSet[] {
  return store.sqlite
    .prepare<[string], Row>('SELECT reference, sealed, wrong_tries FROM clerk_finger WHERE reference <> ?')
    .all(referenceOf(store, account))
    .map((row) => read(store, row))
}

export function dropClerkFingers(store: Store, account: string): void {
  store.sqlite.prepare('DELETE FROM clerk_finger WHERE reference = ?').run(referenceOf(store, account))
}

export function countWrongFingers(store: Store, account: string): number {
  return findRow(store, account)?.wrong_tries ?? 0
}

export function putWrongFingers(store: Store, account: string, tries: number): void {
  store.sqlite
    .prepare('UPDATE clerk_finger SET wrong_tries = ? WHERE reference = ?')
    .run(tries, referenceOf(store, account))
}
