import type { ApplicationForm } from '../../../../../domain/identity-card/application.ts'
import type {
  DraftKeeper,
  KeeperOutcome,
  KeeperParts,
} from '../../../../../renderer/identity-card/application/saving/draft-keeper.ts'
import { draftKeeper } from '../../../../../renderer/identity-card/application/saving/draft-keeper.ts'
import { viewOf } from '../synthetic-view.ts'

interface Timer {
  readonly at: number
  readonly act: () => void
}

/** A core that answers when told to, and a clock that only goes when pushed. */
export class SlowCore {
  version = 1
  form: ApplicationForm = viewOf(1).form
  /** Every form that arrived, in order. */
  readonly arrived: ApplicationForm[] = []
  /** Failures of the next saves, first one first; 'breaks' is a bridge that goes away with the question. */
  readonly failures: string[] = []
  inFlight = 0
  mostInFlight = 0
  private now = 0
  private timers: Timer[] = []
  private readonly answers: (() => void)[] = []
  readonly keeper: DraftKeeper

  constructor() {
    const parts: KeeperParts = {
      save: (baseVersion, form) => this.answered(() => this.save(baseVersion, form)),
      open: async () => ({ ok: true, value: viewOf(this.version, this.form) }),
      clock: {
        now: () => this.now,
        after: (ms, act) => {
          const timer = { at: this.now + ms, act }
          this.timers.push(timer)
          return () => {
            this.timers = this.timers.filter((one) => one !== timer)
          }
        },
      },
    }
    this.keeper = draftKeeper(viewOf(1), parts)
  }

  /** Another window, or a capture that ended: the core's form and version move on. */
  moveOn(change: (form: ApplicationForm) => ApplicationForm = (form) => form): void {
    this.form = change(this.form)
    this.version += 1
  }

  async pass(ms: number): Promise<void> {
    const until = this.now + ms
    for (;;) {
      await settle()
      const next = this.timers.filter((one) => one.at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.timers = this.timers.filter((one) => one !== next)
      this.now = next.at
      next.act()
    }
    this.now = until
    await settle()
  }

  /** The oldest question still open is answered. */
  async answerOne(): Promise<void> {
    this.answers.shift()?.()
    await settle()
  }

  /** Everything that is under way comes to its end. */
  async rest(): Promise<void> {
    for (let round = 0; round < 200; round += 1) {
      await this.pass(2000)
      if (this.answers.length === 0) return
      await this.answerOne()
    }
    throw new Error('the keeper never comes to rest')
  }

  private save(baseVersion: number, form: ApplicationForm): KeeperOutcome {
    const failure = this.failures.shift()
    if (failure === 'breaks') throw new Error('the bridge is gone')
    if (failure !== undefined) return { ok: false, failure }
    if (baseVersion !== this.version) return { ok: false, failure: 'version-behind' }
    this.form = structuredClone(form)
    this.arrived.push(this.form)
    this.version += 1
    return { ok: true, value: viewOf(this.version, structuredClone(this.form)) }
  }

  private answered(judge: () => KeeperOutcome): Promise<KeeperOutcome> {
    this.inFlight += 1
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight)
    return new Promise((resolve, reject) => {
      this.answers.push(() => {
        this.inFlight -= 1
        try {
          resolve(judge())
        } catch (cause) {
          reject(cause)
        }
      })
    })
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve()
}
