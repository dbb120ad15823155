import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoFingerCode } from '../../../domain/biometric/finger-position.ts'
import {
  compareSets,
  extractPrint,
  judgeSets,
  type PositionedTemplate,
  pictureOfRecord,
} from '../../../native/fingerprint/index.ts'
import { syntheticPrints } from '../../synthetic-prints.ts'

const FINGERS = ['right-thumb', 'right-index', 'left-index'] as const

async function templatesOf(person: string, visit: number): Promise<PositionedTemplate[]> {
  const records = syntheticPrints(person, visit, FINGERS)
  return Promise.all(
    FINGERS.map(async (finger) => {
      const position = isoFingerCode(finger)
      const print = await extractPrint(await pictureOfRecord(records[finger] ?? new Uint8Array()), { position })
      if (!print.ok) throw new Error(print.failure)
      return { position, template: print.template }
    }),
  )
}

test('two visits of one simulated person are one person, and no two of five people are', async () => {
  const people = ['một', 'hai', 'ba', 'bốn', 'năm']
  const first = await Promise.all(people.map((person) => templatesOf(person, 1)))
  const second = await Promise.all(people.map((person) => templatesOf(person, 2)))
  for (const [i, one] of first.entries())
    for (const [j, other] of second.entries()) {
      const compared = await compareSets(one, other)
      expect(compared.fingers).toHaveLength(3)
      expect([i, j, judgeSets(compared, 1e-4) === 'same']).toEqual([i, j, i === j])
    }
})

test('fingers only one of the two has are not compared, and nothing compared says nothing', async () => {
  const [thumb, index] = await templatesOf('một', 1)
  const compared = await compareSets(thumb ? [thumb] : [], index ? [index] : [])
  expect(compared).toEqual({ score: 0, fingers: [] })
  expect(judgeSets(compared, 1e-4)).toBe('unsure')
})

test('two impressions of a finger are one finger, the better one at the price of two tries', async () => {
  const [, index] = await templatesOf('hai', 1)
  const [, again] = await templatesOf('hai', 2)
  if (!index || !again) throw new Error('no print')
  const once = await compareSets([index], [again])
  const twice = await compareSets([index, index], [again])
  expect(twice.fingers).toHaveLength(1)
  expect(twice.score).toBeCloseTo(once.score - Math.log10(2), 6)
})

const scores = fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { maxLength: 10 })

test('one person only where half the fingers stand by themselves, two only where none does; one finger denies nobody', () => {
  fc.assert(
    fc.property(scores, fc.double({ min: 0, max: 60, noNaN: true }), (each, score) => {
      const fingers = each.map((value, i) => ({ position: i + 1, score: value }))
      const standing = each.filter((value) => value >= 4.5).length
      const says = judgeSets({ score, fingers }, 1e-4)
      expect(says === 'same').toBe(standing > 0 && standing * 2 >= each.length && score >= 4)
      expect(says === 'other').toBe(standing === 0 && each.length >= 2)
    }),
  )
})
