import type { Language } from './text.ts'

type TextTree = { readonly [key: string]: string | TextTree }
export type Texts = Readonly<Record<string, string>>

/** `{ a: { b: 'x' } }` and `{ 'a.b': 'x' }` are the same text `a.b`. The first of two wins; a test refuses such pairs. */
export function flattenTexts(trees: readonly TextTree[]): Texts {
  const flat = new Map<string, string>()
  function add(tree: TextTree, path: string): void {
    for (const [key, value] of Object.entries(tree)) {
      const full = path === '' ? key : `${path}.${key}`
      if (typeof value !== 'string') add(value, full)
      else if (!flat.has(full)) flat.set(full, value)
    }
  }
  for (const tree of trees) add(tree, '')
  return Object.fromEntries(flat)
}

/** Texts of a language, from the window's own scheme; the other language is not fetched before it is chosen. */
export async function loadTexts(language: Language): Promise<Texts> {
  const { texts } = language === 'en' ? await import('./texts.en.ts') : await import('./texts.vi.ts')
  return texts
}
