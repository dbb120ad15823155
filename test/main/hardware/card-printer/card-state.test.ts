import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CardState, cardStates, mayBecome } from '../../../../main/hardware/card-printer/card-state.ts'

const state = fc.constantFrom(...cardStates)

test('every state can be spoiled, and nothing follows spoiled', () => {
  for (const from of cardStates) {
    expect(mayBecome(from, 'spoiled')).toBe(from !== 'spoiled')
    expect(mayBecome('spoiled', from)).toBe(false)
  }
})

test('no way leads to printed without encoding and reading back', () => {
  fc.assert(
    fc.property(fc.array(state, { maxLength: 30 }), (wishes) => {
      const way: CardState[] = ['reserved']
      for (const wish of wishes) if (mayBecome(way.at(-1) ?? 'spoiled', wish)) way.push(wish)
      if (way.includes('printed')) expect(way.indexOf('read-back')).toBeGreaterThan(way.indexOf('encoded'))
      if (way.includes('printed')) expect(way).toContain('encoding')
    }),
  )
})
