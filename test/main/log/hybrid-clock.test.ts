import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hybridClock } from '../../../main/log/hybrid-clock.ts'

test('whatever the machine clock does, ticks rise as text, also over a restart', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4_102_444_800_000 }), { minLength: 2, maxLength: 40 }), (times) => {
      let last: string | undefined
      for (const time of times) {
        const tick = hybridClock(103, last, () => time).tick()
        if (last !== undefined) expect(tick > last).toBe(true)
        last = tick
      }
    }),
  )
})
