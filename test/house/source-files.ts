import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..', '..')

/** Every file git knows or would take, by its path from the root. */
export function filesOfTheHouse(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  return listed.split('\n').filter((file) => file !== '' && existsSync(path.join(ROOT, file)))
}

export function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8')
}

export const isCode = (file: string) => /\.(ts|tsx|mts|mjs|js|cjs)$/.test(file)

/** Specifiers of static imports, re-exports and dynamic imports with a literal. */
export function importsOf(text: string): string[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
  )
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

/** The imported file's path from the root, or the package's name. */
export function resolveImport(
  from: string,
  specifier: string,
): { readonly file: string } | { readonly package: string } {
  if (specifier.startsWith('.'))
    return { file: path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier)) }
  if (specifier.startsWith('node:')) return { package: 'node' }
  const parts = specifier.split('/')
  return { package: specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '') }
}
