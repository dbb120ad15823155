import { expect, test } from 'vitest'
import { filesOfTheHouse, importsOf, isCode, read } from './source-files.ts'

const files = filesOfTheHouse()
const code = files.filter(isCode)
const product = code.filter((file) => /^(domain|preload|main|renderer|centre|native)\//.test(file))

/** 150 lines are a room, 300 are two; these old sins may only shrink. */
const SIZE_ALLOWANCE: Readonly<Record<string, number>> = {}

test('no room of the product is longer than 300 lines', () => {
  const long = product
    .map((file) => [file, read(file).split('\n').length - 1] as const)
    .filter(([file, lines]) => lines > (SIZE_ALLOWANCE[file] ?? 300))
  expect(long).toEqual([])
})

test('no file or folder has a name that says nothing', () => {
  expect(
    files.filter(
      (file) =>
        /(^|\/)(utils?|helpers?|common|shared|core|misc|base|manager|constants|types)(\/|\.[a-z]+$)/.test(file) &&
        !/\.css$/.test(file),
    ),
  ).toEqual([])
})

test('file names are kebab-case', () => {
  expect(product.filter((file) => !/^[a-z0-9/.-]+$/.test(file))).toEqual([])
})

test('electron is imported by the shell and the preload alone', () => {
  expect(
    product.filter((file) => importsOf(read(file)).includes('electron') && !/^(main\/shell|preload)\//.test(file)),
  ).toEqual([])
})

test('raw IPC stands in two files', () => {
  const users = product.filter((file) => /\bipc(Main|Renderer)\b/.test(read(file)))
  expect(users.sort()).toEqual(['main/shell/window-bridge.ts', 'preload/preload.ts'])
})

test('SQL stands only in *-store.ts, migrations and the store itself', () => {
  const sql = /\b(SELECT\s+[\w*(]|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\b/
  const allowed = /-store\.ts$|\/migrations\/|^main\/store\/|^centre\/store\//
  expect(product.filter((file) => !allowed.test(file) && sql.test(read(file)))).toEqual([])
})

test('there is no enum, no any, no default export and no silenced check in the product', () => {
  const rules: readonly (readonly [string, RegExp])[] = [
    ['enum', /^\s*(export\s+)?(const\s+)?enum\s/m],
    ['any', /:\s*any\b|\bas any\b|<any>/],
    ['default export', /^export default/m],
    ['silenced check', /@ts-ignore|@ts-expect-error|biome-ignore/],
  ]
  const faults = product.flatMap((file) => {
    // zod's own `z.any()` names no type; words in comments about "any" are no types either.
    const text = read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    return rules.filter(([, pattern]) => pattern.test(text)).map(([name]) => `${file}: ${name}`)
  })
  expect(faults).toEqual([])
})

test('no line of the product says that it is unfinished', () => {
  expect(product.filter((file) => /\b(TODO|FIXME)\b|\/\/\s*XXX/.test(read(file)))).toEqual([])
})

test('the project speaks of itself alone', () => {
  const words = /\/work\/|\.\.\/shared\b|\bfarm\b/
  const own = 'test/house/house-rules.test.ts'
  expect(
    files
      .filter(
        (file) => /\.(ts|tsx|mjs|md|json|yml|sql|css)$/.test(file) && file !== own && file !== 'package-lock.json',
      )
      .filter((file) => words.test(read(file))),
  ).toEqual([])
})
