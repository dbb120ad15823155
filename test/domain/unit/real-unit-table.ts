import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseUnitFile } from '../../../domain/unit/unit-row.ts'
import { unitTable } from '../../../domain/unit/unit-table.ts'

const path = join(import.meta.dirname, '../../../resources/reference/units/units.json')

/** The product's own unit table: the tests ask the file that ships. */
export const realUnitFile = parseUnitFile(readFileSync(path, 'utf8'))
export const realUnitTable = unitTable(realUnitFile)
