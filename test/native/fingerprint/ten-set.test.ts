import { expect, test } from 'vitest'
import { checkTenSet, type PositionedTemplate, syntheticPrint } from '../../../native/fingerprint/index.ts'

const FINGERS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

async function print(person: number, finger: number, impression: number, said = finger): Promise<PositionedTemplate> {
  return { position: said, template: await syntheticPrint(person, finger, impression, { hardness: 0.4 }) }
}

async function sitting(person: number, impression: number, said = (finger: number) => finger) {
  return Promise.all(FINGERS.map((finger) => print(person, finger, impression, said(finger))))
}

async function troubles(prints: PositionedTemplate[], known: PositionedTemplate[] = []) {
  const report = await checkTenSet(prints, { known })
  if (!report.ok) throw new Error(report.failure)
  return report.findings
}

test('ten different fingers raise no alarm, alone or against the earlier sitting', async () => {
  for (const person of [1, 2, 3]) {
    expect(await troubles(await sitting(person, 0))).toEqual([])
    expect(await troubles(await sitting(person, 1), await sitting(person, 0))).toEqual([])
  }
})

test('a finger given twice is found, with the pair', async () => {
  const prints = await sitting(4, 0)
  prints[7] = await print(4, 7, 1, 8)
  expect(await troubles(prints)).toMatchObject([{ trouble: 'same-finger-twice', given: 6, other: 7 }])
})

test('hands laid down for each other are called swapped', async () => {
  const mirror = (finger: number) => (finger <= 5 ? finger + 5 : finger - 5)
  const findings = await troubles(await sitting(5, 1, mirror), await sitting(5, 0))
  expect(findings.length).toBeGreaterThanOrEqual(8)
  expect(new Set(findings.map((finding) => finding.trouble))).toEqual(new Set(['swapped-hands']))
})

test('one finger for another of a known person is a wrong finger', async () => {
  const given = [await print(6, 2, 1), await print(6, 4, 1, 3), await print(6, 5, 1)]
  const known = await sitting(6, 0)
  expect(await troubles(given, known)).toMatchObject([{ trouble: 'wrong-finger', given: 1, other: 3 }])
})
