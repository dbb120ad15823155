import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import {
  passiveAuthenticationFaults,
  passiveAuthenticationGaps,
} from '../../../../domain/travel-document/passive-authentication/passive-authentication.ts'

test.each(['vi', 'en'])('every reason a verdict may have has its words in %s, no two the same', (language) => {
  const file = path.resolve(import.meta.dirname, `../../../../resources/text/chip.${language}.json`)
  const words: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))
  const reasons = [...passiveAuthenticationFaults, ...passiveAuthenticationGaps, 'not-possible', 'key-not-proved']
  const said = reasons.map((reason) => words[`chip-reason.${reason}`])
  expect(reasons.filter((_, i) => (said[i] ?? '').trim() === '')).toEqual([])
  expect(new Set(said).size).toBe(reasons.length)
})
