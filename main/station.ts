import { existsSync, writeFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import path from 'node:path'
import type { WindowKind } from '../preload/contract/define-contract.ts'
import { type NoticeTopic, noticeTopics } from '../preload/contract/index.ts'
import type { CoreStart, FromCore, HandOverAnswer, ToCore } from '../preload/contract/shell-channel.ts'
import type { HandOver } from './hardware/index.ts'
import { type Station, startStation } from './start-station.ts'
import { stationLog } from './station-log.ts'
import { openStore, type Store, StoreUnusable } from './store/index.ts'
import { makeRecoveryKey, wrapStoreKey } from './technician/recovery-key.ts'

// The station core: a plain Node 24 process, child of the shell. It speaks with it over the channel and with nobody else.

let station: Station | undefined

function tell(message: FromCore): void {
  if (process.connected) process.send?.(message)
}

function notify(topic: NoticeTopic, body: unknown): void {
  const windows: readonly WindowKind[] = noticeTopics[topic]
  tell({ kind: 'notice', windows, topic, body })
}

/** The shell gives up earlier; silence beyond this means that the shell itself is gone. */
const HAND_OVER_MS = 90_000
const handedOver = new Map<number, (answer: HandOverAnswer) => void>()
let handOvers = 0

/** Papers for the system's spooler go through the shell: only Electron reaches it. */
const handOver: HandOver = (printer, { pdf, copies, sides, media }) => {
  if (!process.connected) return Promise.resolve('refused')
  handOvers += 1
  const id = handOvers
  tell({ kind: 'hand-over', id, printer, pdf, copies, sides, media })
  return new Promise((resolve) => {
    const timer = setTimeout(() => handedOver.get(id)?.('no-answer'), HAND_OVER_MS)
    handedOver.set(id, (answer) => {
      clearTimeout(timer)
      handedOver.delete(id)
      resolve(answer)
    })
  })
}

function open(start: CoreStart): Store | undefined {
  try {
    return openStore(path.join(start.dataFolder, 'station.db'), start.storeKey)
  } catch (fault) {
    if (!(fault instanceof StoreUnusable)) throw fault
    stationLog(start.dataFolder).fault('open-store', fault)
    tell({ kind: 'unusable', code: fault.trouble })
    return undefined
  }
}

/** Once, when the key was made: the recovery key goes to the terminal of the set-up, its wrap to the data folder. */
function printRecoveryKey(start: CoreStart): void {
  const file = path.join(start.dataFolder, 'store-key.recovery')
  if (!start.newKey || existsSync(file)) return
  const recoveryKey = makeRecoveryKey()
  writeFileSync(file, wrapStoreKey(start.storeKey, recoveryKey), { mode: 0o600 })
  process.stderr.write(
    `\nKHÓA KHÔI PHỤC (recovery key), chỉ hiện một lần, ghi ra giấy và cất vào két:\n\n    ${recoveryKey}\n\n`,
  )
}

async function begin(start: CoreStart): Promise<void> {
  const store = open(start)
  if (!store) return
  printRecoveryKey(start)
  station = await startStation({
    ...start,
    store,
    notify,
    lockDesk: () => tell({ kind: 'order', order: 'lock-desk' }),
    handOver,
  })
  tell({ kind: 'ready' })
  // Kept now, not at the end: after a power cut the next start compiles nothing either.
  flushCompileCache()
}

process.on('message', (message: ToCore) => {
  if (message.kind === 'start') {
    begin(message).catch((fault: unknown) => {
      stationLog(message.dataFolder).fault('start', fault)
      tell({ kind: 'unusable', code: 'start-failed' })
    })
  } else if (message.kind === 'handed-over') handedOver.get(message.id)?.(message.answer)
  else if (message.kind === 'ask') {
    const { id, window, name, request } = message
    const answer =
      station?.answer({ window, name, request }) ?? Promise.resolve({ ok: false, failure: 'core-restarting' })
    void answer.then((outcome) => tell({ kind: 'answer', id, outcome }))
  }
})

// The shell has gone: whatever is open is in a transaction or not at all.
process.on('disconnect', () => {
  void (station?.stop() ?? Promise.resolve()).finally(() => process.exit(0))
})
