import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ApplicationForm, emptyForm } from '../../../../../domain/identity-card/application.ts'
import {
  draftKeeper,
  type KeeperOutcome,
  LONGEST_UNSENT_MS,
  QUIET_MS,
} from '../../../../../renderer/identity-card/application/saving/draft-keeper.ts'
import { CounterDouble } from '../counter-double.ts'

/** A clock that stands still until it is told to go; acts run in the order of their time. */
class FakeClock {
  private time = 0
  private acts: { at: number; act: () => void }[] = []
  now = () => this.time
  after = (ms: number, act: () => void) => {
    const entry = { at: this.time + ms, act }
    this.acts.push(entry)
    return () => {
      this.acts = this.acts.filter((one) => one !== entry)
    }
  }
  async go(ms: number): Promise<void> {
    const until = this.time + ms
    await quiet()
    for (;;) {
      const next = this.acts.filter((one) => one.at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.acts = this.acts.filter((one) => one !== next)
      this.time = Math.max(this.time, next.at)
      next.act()
      await quiet()
    }
    this.time = until
  }
}
/** Lets every settled promise be heard. */
const quiet = async () => {
  for (let turn = 0; turn < 25; turn += 1) await Promise.resolve()
}

/** A core that answers when told to, and remembers what it was sent. */
class Core {
  readonly sent: { baseVersion: number; form: ApplicationForm; at: number }[] = []
  readonly counter = new CounterDouble()
  running = 0
  mostRunning = 0
  takes = 20
  fails: string[] = []
  private readonly clock: FakeClock
  constructor(clock: FakeClock) {
    this.clock = clock
  }
  save = (baseVersion: number, form: ApplicationForm): Promise<KeeperOutcome> => {
    this.sent.push({ baseVersion, form, at: this.clock.now() })
    this.running += 1
    this.mostRunning = Math.max(this.mostRunning, this.running)
    return new Promise((resolve) => {
      this.clock.after(this.takes, () => {
        this.running -= 1
        const failure = this.fails.shift()
        if (failure) resolve({ ok: false, failure })
        else
          void this.counter.answer('application.save-form', { baseVersion, form }).then((answer) => {
            resolve(isFailure(answer) ? { ok: false, ...answer } : { ok: true, value: this.counter.view() })
          })
      })
    })
  }
  open = async (): Promise<KeeperOutcome> => ({ ok: true, value: this.counter.view() })
}
const isFailure = (answer: unknown): answer is { failure: string } =>
  typeof answer === 'object' && answer !== null && 'failure' in answer

function desk() {
  const clock = new FakeClock()
  const core = new Core(clock)
  const keeper = draftKeeper(core.counter.view(), { save: core.save, open: core.open, clock })
  const type = (ticket: string) => keeper.edit((form) => ({ ...form, ticket }))
  return { clock, core, keeper, type }
}

test('nothing is said to be saved before the core has answered for all of it', async () => {
  const { clock, keeper, type } = desk()
  expect(keeper.snapshot().saving.state).toBe('saved')
  type('A')
  expect(keeper.snapshot().saving.state).toBe('unsent')
  await clock.go(QUIET_MS)
  expect(keeper.snapshot().saving.state).toBe('saving')
  await clock.go(30)
  expect(keeper.snapshot().saving.state).toBe('saved')
})

test('the last key is with the core within 200 ms', async () => {
  const { clock, core, type } = desk()
  for (const text of ['N', 'Ng', 'Ngu']) {
    type(text)
    await clock.go(60)
  }
  await clock.go(200 - 60)
  expect(core.sent.map((one) => one.form.ticket)).toEqual(['Ngu'])
})

test('somebody who types without a pause is saved all the same', async () => {
  const { clock, core, type } = desk()
  for (let key = 0; key < 30; key += 1) {
    type('x'.repeat(key + 1))
    await clock.go(80)
  }
  expect(core.sent.length).toBeGreaterThanOrEqual(2)
  expect(core.sent[0]?.at).toBeLessThanOrEqual(LONGEST_UNSENT_MS)
})

test('only one save is in flight, and the newest form wins', async () => {
  const { clock, core, keeper, type } = desk()
  core.takes = 400
  type('A')
  await clock.go(QUIET_MS + 10)
  type('AB')
  await clock.go(QUIET_MS + 10)
  type('ABC')
  await clock.go(2000)
  expect(core.mostRunning).toBe(1)
  expect(core.sent.map((one) => one.form.ticket)).toEqual(['A', 'ABC'])
  expect(core.counter.form.ticket).toBe('ABC')
  expect(keeper.snapshot().saving.state).toBe('saved')
})

test('while the core restarts the save is tried again and typing goes on', async () => {
  const { clock, core, keeper, type } = desk()
  core.fails = ['core-restarting', 'core-restarting']
  type('A')
  await clock.go(QUIET_MS + 30)
  expect(keeper.snapshot().saving).toMatchObject({ state: 'not-saved', tryingAgain: true })
  type('AB')
  await clock.go(3000)
  expect(core.counter.form.ticket).toBe('AB')
  expect(keeper.snapshot().saving.state).toBe('saved')
})

test('a bridge that breaks off counts as a restart, not as a loss', async () => {
  const clock = new FakeClock()
  const core = new Core(clock)
  let broken = true
  const keeper = draftKeeper(core.counter.view(), {
    save: (version, form) => (broken ? Promise.reject(new Error('gone')) : core.save(version, form)),
    open: core.open,
    clock,
  })
  keeper.edit((form) => ({ ...form, ticket: 'A' }))
  await clock.go(QUIET_MS + 10)
  expect(keeper.snapshot().saving).toMatchObject({ state: 'not-saved', failure: 'core-restarting' })
  broken = false
  keeper.tryNow()
  await clock.go(100)
  expect(core.counter.form.ticket).toBe('A')
})

test('a version that moved on is taken in under what was typed, silently when only captures changed', async () => {
  const { clock, core, keeper, type } = desk()
  await core.counter.answer('application.print', { form: 'enrolment-sheet' })
  type('A9')
  await clock.go(500)
  expect(core.counter.form.ticket).toBe('A9')
  expect(keeper.snapshot().view.captures.printed).toHaveLength(1)
  expect(keeper.snapshot().overlaps).toEqual([])
})

test('another window that changed the same field is told of, and what was typed here is kept', async () => {
  const { clock, core, keeper, type } = desk()
  await core.counter.answer('application.save-form', {
    baseVersion: 1,
    form: { ...emptyForm(), ticket: 'B1', remark: 'r' },
  })
  type('A1')
  await clock.go(500)
  expect(core.counter.form).toMatchObject({ ticket: 'A1', remark: 'r' })
  expect(keeper.snapshot().overlaps).toEqual(['ticket'])
})

test('a full disk is said at once and tried again with the next key', async () => {
  const { clock, core, keeper, type } = desk()
  core.fails = ['disk-full']
  type('A')
  await clock.go(1000)
  expect(keeper.snapshot().saving).toMatchObject({ state: 'not-saved', failure: 'disk-full', tryingAgain: false })
  expect(core.sent).toHaveLength(1)
  type('AB')
  await clock.go(1000)
  expect(core.counter.form.ticket).toBe('AB')
})

test('flush answers only when everything typed is with the core', async () => {
  const { clock, core, keeper, type } = desk()
  type('A')
  const flushed = keeper.flush()
  await clock.go(5)
  type('AB')
  await clock.go(500)
  expect(await flushed).toBe(true)
  expect(core.counter.form.ticket).toBe('AB')
})

test('an older view never replaces a newer one', async () => {
  const { clock, core, keeper, type } = desk()
  const old = core.counter.view()
  type('A')
  await clock.go(500)
  keeper.takeIn(old)
  expect(keeper.snapshot().form.ticket).toBe('A')
  expect(keeper.snapshot().view.version).toBe(2)
})

test('whatever the pauses, the restarts and the speed of the core, in the end it holds the last form', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ wait: fc.integer({ min: 0, max: 700 }), text: fc.string({ maxLength: 4 }) }), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.array(fc.constantFrom('core-restarting', 'version-behind'), { maxLength: 4 }),
      fc.integer({ min: 1, max: 600 }),
      async (keys, fails, takes) => {
        const { clock, core, keeper, type } = desk()
        core.fails = [...fails]
        core.takes = takes
        for (const { wait, text } of keys) {
          type(text)
          await clock.go(wait)
        }
        await clock.go(20_000)
        expect(core.counter.form.ticket).toBe(keys.at(-1)?.text)
        expect(core.mostRunning).toBeLessThanOrEqual(1)
        expect(keeper.snapshot().saving.state).toBe('saved')
      },
    ),
    { numRuns: 40 },
  )
})
