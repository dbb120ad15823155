import fc from 'fast-check'

/** A key of an act: any text but the one that has no canonical form (`canonicalJson`). */
export const canonicalKey = fc.string().filter((key) => key !== '__proto__')

/** Any value that has a canonical form. */
export const canonicalValue = fc
  .jsonValue({ maxDepth: 6 })
  .filter((value) => !JSON.stringify(value).includes('"__proto__":'))
