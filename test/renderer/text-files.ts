import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { flattenTexts } from '../../renderer/app/load-texts.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Names of the text files of a language, e.g. `vi.json`, `device.vi.json`. */
export function textFiles(language: 'vi' | 'en'): readonly string[] {
  return globSync(`resources/text/{${language},*.${language}}.json`, { cwd: root })
}

export function readTexts(file: string): Readonly<Record<string, string>> {
  return flattenTexts([JSON.parse(readFileSync(path.join(root, file), 'utf8'))])
}

/** All texts of a language as the window merges them. */
export function allTexts(language: 'vi' | 'en'): Readonly<Record<string, string>> {
  return Object.assign({}, ...textFiles(language).map(readTexts))
}

/** Every source file of the windows with its content; comments, which may show examples, are left out. */
export function windowSources(): readonly { readonly file: string; readonly source: string }[] {
  return globSync('renderer/**/*.{ts,tsx}', { cwd: root }).map((file) => ({
    file,
    source: readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''),
  }))
}
