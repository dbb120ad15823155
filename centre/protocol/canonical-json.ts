/** A value that JSON can carry without loss; `undefined`, NaN, dates and class instances are refused. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Thrown where a value cannot be written canonically; `path` says where it stands. */
export class NotCanonical extends TypeError {
  override readonly name = 'NotCanonical'
}

/** Deeper than any act of an office; without a floor, hostile nesting would overflow the stack of whoever checks it. */
const MOST_DEPTH = 64

/**
 * A key by which careless readers change an object's prototype, and which zod leaves out of what it parsed: text that holds it would
 * be signed and not read. No act of an office has a field of that name.
 */
const NEVER_A_KEY = '__proto__'

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** Made by a literal or a parser; anything with a class behind it may hold more than JSON shows. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function write(value: unknown, path: string, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotCanonical(`${path}: number is not finite`)
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (LONE_SURROGATE.test(value)) throw new NotCanonical(`${path}: lone surrogate`)
    return JSON.stringify(value)
  }
  if (depth > MOST_DEPTH) throw new NotCanonical(`nested deeper than ${MOST_DEPTH}`)
  if (Array.isArray(value)) return `[${value.map((item, i) => write(item, `${path}[${i}]`, depth + 1)).join(',')}]`
  if (typeof value === 'object' && isPlain(value)) {
    const members = Object.entries(value)
      // Absent and undefined are the same thing to JSON; an explicit undefined comes from optional fields.
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => {
        if (key === NEVER_A_KEY) throw new NotCanonical(`${path}: ${NEVER_A_KEY} as a key`)
        return `${write(key, path, depth)}:${write(member, `${path}.${key}`, depth + 1)}`
      })
    return `{${members.join(',')}}`
  }
  throw new NotCanonical(`${path}: ${typeof value} has no canonical form`)
}

/**
 * RFC 8785 (JSON Canonicalization Scheme): keys in UTF-16 code-unit order, ECMAScript number form, no white space; narrower in that
 * no key is `__proto__` and nesting has a floor.
 * The text is made once, where the fact is recorded, and never made again from parsed data. Throws `NotCanonical`.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', 0)
}
