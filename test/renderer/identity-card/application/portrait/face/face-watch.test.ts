import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FaceFigures } from '../../../../../../renderer/identity-card/application/portrait/face/face-figures.ts'
import { faceWatch } from '../../../../../../renderer/identity-card/application/portrait/face/face-watch.ts'

// What the thread of the face's model can do to the step that asks it: here a worker of the test's own.

class PlayedWorker extends EventTarget {
  readonly asked: { readonly id: number }[] = []
  ended = false
  postMessage(message: { readonly id: number }): void {
    this.asked.push(message)
  }
  terminate(): void {
    this.ended = true
  }
  say(data: object): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }))
  }
}

const figures = { faces: 1 } as unknown as FaceFigures
const picture = { width: 1, height: 1, data: new Uint8ClampedArray(4) }

function opened() {
  const workers: PlayedWorker[] = []
  const states: string[] = []
  const start = () => {
    const made = new PlayedWorker()
    workers.push(made)
    return made as unknown as Worker
  }
  const watch = faceWatch((state) => states.push(state), start)
  const last = (): PlayedWorker => {
    const found = workers.at(-1)
    if (!found) throw new Error('no worker was started')
    return found
  }
  return { workers, states, watch, last }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a worker that answers is asked; what it has not seen it does not say', async () => {
  const { watch, last, states } = opened()
  expect(await watch.look(picture)).toBeUndefined()
  last().say({ kind: 'ready' })
  const looking = watch.look(picture)
  last().say({ kind: 'seen', id: 99, figures })
  last().say({ kind: 'seen', id: last().asked[0]?.id ?? 0, figures })
  expect(await looking).toBe(figures)
  expect(states).toEqual(['ready'])
})

test('a worker that hangs costs one look and is replaced; what it says later is not heard', async () => {
  const { watch, last, workers, states } = opened()
  const first = last()
  first.say({ kind: 'ready' })
  const looking = watch.look(picture)
  await vi.advanceTimersByTimeAsync(4_100)
  expect(await looking).toBeUndefined()
  expect(first.ended).toBe(true)
  expect(workers).toHaveLength(2)
  expect(states).toEqual(['ready', 'loading'])
  first.say({ kind: 'ready' })
  expect(watch.state).toBe('loading')
  last().say({ kind: 'ready' })
  const again = watch.look(picture)
  last().say({ kind: 'seen', id: last().asked[0]?.id ?? 0, figures })
  expect(await again).toBe(figures)
})

test('one that hangs again and again is given up, and the step is told', async () => {
  const { watch, last, workers, states } = opened()
  for (let turn = 0; turn < 3; turn += 1) {
    last().say({ kind: 'ready' })
    void watch.look(picture)
    await vi.advanceTimersByTimeAsync(4_100)
  }
  expect(workers.map((one) => one.ended)).toEqual([true, true, true])
  expect(states.at(-1)).toBe('unavailable')
  expect(await watch.look(picture)).toBeUndefined()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(workers).toHaveLength(3)
})

test.each([
  ['dies', (worker: PlayedWorker) => void worker.dispatchEvent(new Event('error'))],
  ['cannot load its model', (worker: PlayedWorker) => worker.say({ kind: 'unavailable', why: 'no file' })],
  ['never becomes ready', () => void vi.advanceTimersByTime(26_000)],
])('a worker that %s leaves the step without its help, and every open look answered', async (_what, fault) => {
  const { watch, last, states } = opened()
  const worker = last()
  fault(worker)
  expect(states.at(-1)).toBe('unavailable')
  expect(worker.ended).toBe(true)
  expect(await watch.look(picture)).toBeUndefined()
})

test('a window that may not start workers says so at once', async () => {
  const states: string[] = []
  const watch = faceWatch(
    (state) => states.push(state),
    () => {
      throw new Error('not allowed')
    },
  )
  expect(states).toEqual(['unavailable'])
  expect(await watch.look(picture, true)).toBeUndefined()
})

test('a step that was left hears nothing more', async () => {
  const { watch, last, workers } = opened()
  last().say({ kind: 'ready' })
  const looking = watch.look(picture)
  watch.close()
  expect(await looking).toBeUndefined()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(workers).toHaveLength(1)
})
