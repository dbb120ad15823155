import fc from 'fast-check'
import { expect, test } from 'vitest'
import { errorRates } from '../../../native/fingerprint/index.ts'

test('the rates of the worked example are those of the book', async () => {
  const genuine = [0, 12, 18, 25, 31, 40, 44, 60]
  const impostor = [0, 0, 3, 5, 7, 9, 12, 15, 20, 22]
  expect(await errorRates(genuine, impostor)).toMatchObject({ ok: true, eer: 0.225, zeroFmr: 0.375, fmr1000: 0.375 })
})

test('without genuine or without impostor scores nothing was measured, and no rate is given', async () => {
  const none = { ok: true, eer: null, fmr100: null, fmr1000: null, zeroFmr: null }
  for (const [genuine, impostor] of [[[], []] as const, [[5, 6], []] as const, [[], [1, 2]] as const])
    expect(await errorRates(genuine, impostor)).toEqual(none)
})

test('no rate leaves 0 to 1, and zeroFMR is never below FMR1000, nor that below FMR100', async () => {
  const scores = fc.array(fc.double({ min: 0, max: 12, noNaN: true }), { minLength: 1, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(scores, scores, async (genuine, impostor) => {
      const rates = await errorRates(genuine, impostor)
      if (!rates.ok) throw new Error(rates.failure)
      const inOrder = [0, rates.fmr100, rates.fmr1000, rates.zeroFmr, 1].map(Number)
      expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
      expect(rates.eer).toBeGreaterThanOrEqual(0)
      expect(rates.eer).toBeLessThanOrEqual(1)
    }),
    { numRuns: 100 },
  )
})
