import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  comparePrints,
  convertMinutiae,
  convertPicture,
  describeTemplate,
  extractPrint,
  openPicture,
  segmentSlap,
  syntheticPrint,
} from '../../../native/fingerprint/index.ts'

const bytes = fc.uint8Array({ maxLength: 400 })

test('bytes that are nothing are refused in every call, none breaks the engine', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, async (junk) => {
      for (const answer of [
        await extractPrint({ file: junk }),
        await openPicture({ file: junk }),
        await convertPicture({ file: junk }, 'png'),
        await describeTemplate(junk),
        await comparePrints(junk, [junk]),
        await convertMinutiae(junk, 'iso-2005'),
        await segmentSlap({ file: junk }, 'thumbs'),
      ])
        expect(answer.ok).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('a changed or cut template is refused or read, and what is read can be compared', async () => {
  const whole = await syntheticPrint(1, 2, 0)
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, value, cut) => {
      const changed = cut ? whole.slice(0, at) : Uint8Array.from(whole)
      if (!cut) changed[at] = value
      const content = await describeTemplate(changed)
      const comparison = await comparePrints(whole, [changed])
      expect(comparison.ok).toBe(content.ok)
      if (comparison.ok) expect(Number.isFinite(comparison.score)).toBe(true)
    }),
    { numRuns: 150 },
  )
})

test('a template goes through every record and comes back as the same finger', async () => {
  const whole = await syntheticPrint(1, 2, 0)
  for (const format of ['iso-2005', 'iso-2011', 'ansi-2004', 'ansi-2009', 'ansi-2009-am1'] as const) {
    const record = await convertMinutiae(whole, format, { position: 2 })
    if (!record.ok) throw new Error(record.failure)
    const same = await comparePrints(whole, [record.bytes])
    const other = await comparePrints(await syntheticPrint(2, 2, 0), [record.bytes])
    if (!same.ok || !other.ok) throw new Error('a record was refused')
    expect(same.score).toBeGreaterThan(4)
    expect(other.score).toBeLessThan(4)
  }
})

test('noise, one colour and pictures of one pixel are no fingers', async () => {
  const noise = Uint8Array.from({ length: 300 * 300 }, (_, i) => Math.imul(i, 2_654_435_761) >>> 24)
  expect(await extractPrint({ grey: noise, width: 300, height: 300, dpi: 500 })).toMatchObject({ ok: false })
  expect(await extractPrint({ grey: noise.fill(128), width: 300, height: 300, dpi: 500 })).toMatchObject({ ok: false })
  expect(await extractPrint({ grey: new Uint8Array([7]), width: 1, height: 1, dpi: 500 })).toMatchObject({ ok: false })
  expect(await extractPrint({ grey: noise, width: 20_000, height: 20_000, dpi: 500 })).toMatchObject({ ok: false })
})
