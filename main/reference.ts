import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseUnitFile } from '../domain/unit/unit-row.ts'
import { type UnitTable, unitTable } from '../domain/unit/unit-table.ts'

const RESOURCES = path.resolve(import.meta.dirname, '..', 'resources')

/** The dated table of administrative units; about a tenth of a second, once. */
export function readUnits(): UnitTable {
  return unitTable(parseUnitFile(readFileSync(path.join(RESOURCES, 'reference', 'units', 'units.json'), 'utf8')))
}

function flatten(node: unknown, prefix: string, into: Map<string, string>): void {
  if (typeof node === 'string') into.set(prefix, node)
  else if (node && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) flatten(value, prefix === '' ? key : `${prefix}.${key}`, into)
  }
}

/** Vietnamese words for papers: the same texts the window has. Placeholders are plain `{name}`. */
export function readWords(): (key: string, data: Readonly<Record<string, string>>) => string {
  const words = new Map<string, string>()
  for (const name of ['identity-card.vi.json', 'application.vi.json']) {
    flatten(JSON.parse(readFileSync(path.join(RESOURCES, 'text', name), 'utf8')), '', words)
  }
  return (key, data) => {
    const text = words.get(key)
    if (text === undefined) throw new Error(`no Vietnamese words for ${key}`)
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => data[name] ?? whole)
  }
}
