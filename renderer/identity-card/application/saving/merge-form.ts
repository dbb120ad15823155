import type { ApplicationForm } from '../../../../domain/identity-card/application.ts'

type Json = { readonly [key: string]: unknown }

/** A value that is taken or left as one: a text must not get the source of another text. */
function isWhole(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Array.isArray(value) || 'source' in value
}

function isTree(value: unknown): value is Json {
  return !isWhole(value)
}

/** Equal as saved: the order of keys does not count, a missing key equals `undefined`. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((one, at) => sameValue(one, b[at]))
  }
  if (!isObject(a) || !isObject(b) || Array.isArray(a) || Array.isArray(b)) return false
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) if (!sameValue(a[key], b[key])) return false
  return true
}

/**
 * `fresh`, in which every part that says the same as before is the part of before: an answer that changes one word is then compared
 * and drawn as one word.
 */
export function keepingParts<T>(before: unknown, fresh: T): T {
  return kept(before, fresh) as T
}

function kept(before: unknown, fresh: unknown): unknown {
  if (Object.is(before, fresh) || !isPlain(before) || !isPlain(fresh)) return fresh
  if (Array.isArray(fresh)) {
    if (!Array.isArray(before)) return fresh
    const parts = fresh.map((one, at) => kept(before[at], one))
    return parts.length === before.length && parts.every((one, at) => Object.is(one, before[at])) ? before : parts
  }
  if (Array.isArray(before)) return fresh
  const keys = Object.keys(fresh)
  const parts = Object.fromEntries(keys.map((key) => [key, kept(before[key], fresh[key])]))
  const same = keys.length === Object.keys(before).length && keys.every((key) => Object.is(parts[key], before[key]))
  return same ? before : parts
}

/** Objects and lists of the bridge; bytes and days are taken as one. */
function isPlain(value: unknown): value is Json {
  return isObject(value) && (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null
}

function merged(base: unknown, mine: unknown, theirs: unknown, path: string, overlaps: string[]): unknown {
  if (sameValue(mine, theirs) || sameValue(base, theirs)) return mine
  if (sameValue(base, mine)) return theirs
  if (isTree(mine) && isTree(theirs)) {
    const before: Json = isTree(base) ? base : {}
    const result: Record<string, unknown> = {}
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
      const value = merged(before[key], mine[key], theirs[key], path === '' ? key : `${path}.${key}`, overlaps)
      if (value !== undefined) result[key] = value
    }
    return result
  }
  overlaps.push(path)
  return mine
}

export interface MergedForm {
  readonly form: ApplicationForm
  /** Paths both sides changed, each to something else: what was typed here was kept. */
  readonly overlaps: readonly string[]
}

/**
 * Three-way merge of a draft: what was typed here since `base` goes on top of what the core holds now. Values that did not
 * change keep their identity, so that their fields need not be drawn again.
 */
export function mergeForm(base: ApplicationForm, mine: ApplicationForm, theirs: ApplicationForm): MergedForm {
  const overlaps: string[] = []
  const form: Record<keyof ApplicationForm, unknown> = { ...theirs }
  let changed = false
  for (const key of formKeys(theirs)) {
    form[key] = merged(base[key], mine[key], theirs[key], key, overlaps)
    changed ||= form[key] !== mine[key]
  }
  return { form: changed ? (form as ApplicationForm) : mine, overlaps }
}

function formKeys(form: ApplicationForm): readonly (keyof ApplicationForm)[] {
  return Object.keys(form) as (keyof ApplicationForm)[]
}
