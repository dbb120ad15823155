import { expect, test } from 'vitest'
import { featureless, features, houses } from './import-table.ts'
import { filesOfTheHouse, importsOf, isCode, read, resolveImport } from './source-files.ts'

/** Why an import is not allowed; undefined where it is. */
function faultOf(from: string, specifier: string): string | undefined {
  const house = houses.find((one) => one.path.test(from))
  if (!house) return undefined
  const target = resolveImport(from, specifier)
  if ('package' in target)
    return house.packages.includes(target.package)
      ? undefined
      : `${from}: ${house.name} may not import the package ${target.package}`
  if (!house.files.some((allowed) => allowed.test(target.file)))
    return `${from}: ${house.name} may not import ${target.file}`
  if (featureless.test(from) && features.test(target.file))
    return `${from} knows no feature, but imports ${target.file}`
  const [fromFeature, toFeature] = [featureOf(from), featureOf(target.file)]
  const throughTheDoor = target.file.endsWith('/index.ts')
  if (toFeature && fromFeature !== toFeature && !throughTheDoor && house.name === 'main')
    return `${from} enters ${toFeature} beside its index.ts: ${target.file}`
  if (
    /^main\//.test(from) &&
    !/^main\/hardware\//.test(from) &&
    /^main\/hardware\/.*\/(drivers|simulator)\//.test(target.file)
  ) {
    return `${from} knows a driver: ${target.file}`
  }
  return undefined
}

/** Features of `main` by their folder: `main/person`, `main/identity-card/application`. */
function featureOf(file: string): string | undefined {
  return /^main\/identity-card\/[a-z-]+|^main\/(?:person|session|log|store|replication|hardware|device|unit|bridge)(?=\/)/.exec(
    file,
  )?.[0]
}

test('every import is one the table allows', () => {
  const faults = filesOfTheHouse()
    .filter(isCode)
    .flatMap((file) => importsOf(read(file)).map((specifier) => faultOf(file, specifier)))
    .filter((fault) => fault !== undefined)
  expect(faults).toEqual([])
})

test('the rule finds what it is there for', () => {
  expect(faultOf('domain/person/x.ts', 'node:fs')).toContain('may not import the package node')
  expect(faultOf('renderer/app/x.ts', '../../main/store/index.ts')).toContain('may not import main/store')
  expect(faultOf('main/log/x.ts', 'electron')).toContain('electron')
  expect(faultOf('main/store/x.ts', '../identity-card/application/index.ts')).toContain('knows no feature')
  expect(faultOf('main/person/x.ts', '../session/session.ts')).toContain('beside its index.ts')
  expect(
    faultOf('main/identity-card/application/x.ts', '../../hardware/fingerprint/drivers/sbi/client.ts'),
  ).toBeDefined()
  expect(faultOf('centre/inbox/x.ts', '../../main/log/index.ts')).toContain('centre may not import')
  expect(faultOf('main/shell/x.ts', '../store/index.ts')).toContain('main/shell may not import')
})
