import type { LineState } from '../../preload/contract/line.ts'
import { countWaitingEvents, findLastReceipt, type OfficeLog } from '../log/index.ts'
import type { Store } from '../store/index.ts'
import { sumWaitingBlobBytes } from './blob-store.ts'
import type { CentreClient } from './centre-client.ts'
import { LineFault } from './line-fault.ts'
import { type FeedListeners, pullFeed } from './pull-feed.ts'
import { type PushedReceipt, pushEvents } from './push-events.ts'
import { sendNextBlob } from './send-blobs.ts'
import type { StationIdentity } from './station-identity.ts'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 300_000
const POLL_MS = 2_500

export interface LineParts {
  readonly store: Store
  readonly identity: StationIdentity
  readonly log: OfficeLog
  readonly client: CentreClient
  readonly feed: FeedListeners
  /** Inside the receipt's transaction. */
  readonly onReceipt: (receipt: PushedReceipt) => void
  /** How many applications wait for a receipt; for the top bar. */
  readonly countWaitingApplications: () => number
  readonly onChange: (state: LineState) => void
  /** Technical log: step and code only. */
  readonly report: (step: string, cause: unknown) => void
}

/** The line to the centre: pushes, pulls, uploads, waits and tells how it stands. */
export interface Line {
  state(): LineState
  /** Something waits: go now, unless the line is known to be out (then at the next try). */
  wake(): void
  /** The clerk asked: try at once, whatever the back-off says. */
  tryNow(): Promise<LineState>
  /** Training drill: behaves as if the cable were pulled. */
  cut(isCut: boolean): Promise<LineState>
  /** Runs one exchange of a look-up over the line; a failure shows on the line at once. Throws `LineFault`. */
  exchange<T>(step: string, work: (client: CentreClient) => Promise<T>): Promise<T>
  start(): void
  stop(): Promise<void>
}

export function line(parts: LineParts, now: () => number = Date.now): Line {
  const { store, identity, client } = parts
  let standing: LineState['state'] = 'out'
  let since = new Date(now()).toISOString()
  let cause: string | null = 'not-tried-yet'
  let nextTryAt: string | null = null
  let isCut = false
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = true
  let waitMs = FIRST_WAIT_MS
  let batchSize = 20
  let again = false
  const parkedBlobs = new Set<string>()

  function state(): LineState {
    const waiting = countWaitingEvents(store)
    const receipt = findLastReceipt(store)
    return {
      state: standing,
      since,
      waitingEvents: waiting.count,
      waitingApplications: parts.countWaitingApplications(),
      waitingBytes: waiting.bytes + sumWaitingBlobBytes(store),
      oldestWaitingAt: waiting.oldestAt,
      lastReceipt: receipt ? { epoch: receipt.epoch, seq: receipt.seq, head: receipt.hash, at: receipt.at } : null,
      cause,
      nextTryAt,
    }
  }

  function stand(next: LineState['state'], why: string | null): void {
    if (standing !== next) since = new Date(now()).toISOString()
    standing = next
    cause = why
    parts.onChange(state())
  }

  function schedule(ms: number): void {
    clearTimeout(timer)
    if (stopped) return
    nextTryAt = standing === 'up' ? null : new Date(now() + ms).toISOString()
    timer = setTimeout(() => void go(), ms)
  }

  async function pushAll(): Promise<void> {
    for (;;) {
      const result = await pushEvents(store, client, identity, batchSize, parts.onReceipt)
      if (result.kind === 'nothing-to-push') return
      if (result.kind === 'needs-people') throw new NeedsPeople(result.cause)
      // Small batches on a line that has just come back, large ones while it holds.
      batchSize = Math.min(batchSize * 2, 500)
      stand('up', null)
    }
  }

  async function turn(): Promise<void> {
    do {
      again = false
      if (isCut) throw new LineFault('unreachable', 'drill')
      await pushAll()
      let left = 1
      while (left > 0 && !stopped && !isCut) {
        const page = await pullFeed(store, client, identity, parts.feed)
        left = page.left
        if (page.items > 0) stand('up', null)
      }
      if (standing !== 'up') stand('up', null)
      const sent = await sendNextBlob(
        store,
        client,
        identity,
        parkedBlobs,
        () => !stopped && !isCut && countWaitingEvents(store).count === 0,
      )
      if (sent) {
        again = true
        parts.onChange(state())
      }
    } while (again && !stopped)
  }

  function go(): Promise<void> {
    if (running) {
      again = true
      return running
    }
    running = turn()
      .then(() => {
        waitMs = FIRST_WAIT_MS
        schedule(POLL_MS)
      })
      .catch((fault: unknown) => {
        if (fault instanceof LineFault && fault.code === 'busy') {
          schedule(fault.retryAfterMs ?? FIRST_WAIT_MS)
          return
        }
        if (!(fault instanceof LineFault && fault.step === 'drill')) parts.report('line', fault)
        batchSize = 20
        if (fault instanceof NeedsPeople) stand('needs-you', fault.why)
        else stand('out', fault instanceof LineFault ? fault.code : 'fault')
        // Jitter keeps ten thousand desks from asking in the same second after a national cut.
        schedule(waitMs * (0.5 + Math.random()))
        waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
      })
      .finally(() => {
        running = undefined
      })
    return running
  }

  return {
    state,
    wake() {
      if (!stopped && standing === 'up') void go()
      else parts.onChange(state())
    },
    async tryNow() {
      waitMs = FIRST_WAIT_MS
      await go()
      return state()
    },
    async cut(cutNow) {
      isCut = cutNow
      waitMs = FIRST_WAIT_MS
      await (running ?? Promise.resolve())
      await go()
      return state()
    },
    async exchange(step, work) {
      try {
        if (isCut) throw new LineFault('unreachable', 'drill')
        return await work(client)
      } catch (fault) {
        if (fault instanceof LineFault && fault.code === 'unreachable' && standing === 'up') {
          stand('out', 'unreachable')
          schedule(waitMs)
        }
        parts.report(step, fault)
        throw fault
      }
    },
    start() {
      stopped = false
      void go()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
      await client.close()
    },
  }
}

/** The lane stops until somebody has looked: retrying would not mend it. */
class NeedsPeople extends Error {
  readonly why: string
  constructor(why: string) {
    super(why)
    this.why = why
  }
}
