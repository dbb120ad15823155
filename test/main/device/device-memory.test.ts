import { expect, test } from 'vitest'
import { deviceMemory } from '../../../main/device/device-memory.ts'

function place() {
  const written: string[] = []
  return { written, read: () => written.at(-1), write: (text: string) => written.push(text) }
}
const START = Date.parse('2026-11-26T09:00:00Z')
const at = (seconds: number) => new Date(START + seconds * 1_000).toISOString()

test('a device that is used three times a second is remembered at once and kept every ten seconds', () => {
  const kept = place()
  const memory = deviceMemory(kept)
  for (let use = 0; use < 90; use += 1) memory.use('code-scanner:1', at(use / 3))
  expect(memory.of('code-scanner:1').usedAt).toBe(at(89 / 3))
  expect(kept.written).toHaveLength(3)
  expect(deviceMemory(kept).of('code-scanner:1').usedAt).toBe(at(20))
})

test('each device has its own ten seconds, and a trouble is kept at once, with the last use', () => {
  const kept = place()
  const memory = deviceMemory(kept)
  memory.use('printer', at(0))
  memory.use('chip-reader', at(1))
  expect(kept.written).toHaveLength(2)
  memory.use('printer', at(2))
  expect(kept.written).toHaveLength(2)
  memory.change('chip-reader', (before) => ({ ...before, trouble: { code: 'busy', step: 'open', at: at(3) } }))
  expect(kept.written).toHaveLength(3)
  const later = deviceMemory(kept)
  expect(later.of('printer').usedAt).toBe(at(2))
  expect(later.of('chip-reader')).toMatchObject({ usedAt: at(1), trouble: { code: 'busy' } })
  later.use('printer', at(5))
  expect(kept.written).toHaveLength(3)
})

test('a clock that was set back does not keep uses from being kept', () => {
  const kept = place()
  const memory = deviceMemory(kept)
  memory.use('printer', at(100))
  memory.use('printer', at(0))
  expect(deviceMemory(kept).of('printer').usedAt).toBe(at(0))
})
