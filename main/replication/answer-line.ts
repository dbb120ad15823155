import { publicKeyToText } from '../../centre/protocol/index.ts'
import type { lineContract } from '../../preload/contract/line.ts'
import { done, fail, type Handlers } from '../bridge/index.ts'
import {
  countEvents,
  findLastEvent,
  findLastReceipt,
  listEventsAfter,
  listReceipts,
  NO_PREVIOUS,
  verifyLog,
} from '../log/index.ts'
import type { Store } from '../store/index.ts'
import { getFeedPosition, listFeedLines } from './feed-store.ts'
import type { Line } from './line.ts'
import type { StationIdentity } from './station-identity.ts'

export interface LineAnswersParts {
  readonly store: Store
  readonly line: Line
  readonly identity: StationIdentity
  readonly training: boolean
  readonly ownResidents: () => { count: number; asOf: string | null }
}

/** Result of the last check of the log's chain: the "chứng minh được" meter. */
export interface LogCheck {
  verifiedAt: string | null
  intact: boolean | null
  run(): Promise<Awaited<ReturnType<typeof verifyLog>>>
}

export function logCheck(store: Store, identity: StationIdentity): LogCheck {
  return {
    verifiedAt: null,
    intact: null,
    async run() {
      const verdict = await verifyLog(store, identity.eventKey)
      this.verifiedAt = new Date().toISOString()
      this.intact = verdict.intact
      return verdict
    },
  }
}

export function answerLine(parts: LineAnswersParts, check: LogCheck): Handlers<keyof typeof lineContract> {
  const { store, line } = parts
  return {
    'line.state': { access: 'anybody', run: () => done(line.state()) },
    'line.try-now': { access: 'signed-in', run: async () => done(await line.tryNow()) },
    'line.drill': {
      access: 'signed-in',
      run: async ({ cut }) => (parts.training ? done(await line.cut(cut)) : fail('only-in-training')),
    },
    'line.verify-log': {
      access: 'signed-in',
      run: async () => {
        const verdict = await check.run()
        return done({ intact: verdict.intact, events: verdict.events, firstFault: verdict.firstFault })
      },
    },
    'line.detail': {
      access: 'signed-in',
      run: () => {
        const last = findLastReceipt(store)
        const receipts = listReceipts(store, 51)
        return done({
          line: line.state(),
          waiting: listEventsAfter(store, last?.epoch ?? 0, last?.seq ?? 0, 50)
            .map((e) => ({
              seq: e.seq,
              epoch: e.epoch,
              kind: e.kind,
              subject: e.subject,
              at: e.recordedAt,
              bytes: Buffer.byteLength(e.canonical),
            }))
            .reverse(),
          receipts: receipts.slice(0, 50).map((receipt, i) => {
            const before = receipts[i + 1]
            return {
              epoch: receipt.epoch,
              fromSeq: before?.epoch === receipt.epoch ? before.seq + 1 : 1,
              seq: receipt.seq,
              head: receipt.hash,
              at: receipt.at,
            }
          }),
          receiptKey: publicKeyToText(parts.identity.receiptKey),
          feed: listFeedLines(store, 50),
          feedPosition: getFeedPosition(store),
          log: {
            events: countEvents(store),
            head: findLastEvent(store)?.hash ?? NO_PREVIOUS,
            verifiedAt: check.verifiedAt,
            intact: check.intact,
          },
          ownResidents: parts.ownResidents(),
        })
      },
    },
  }
}
