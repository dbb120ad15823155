import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { NO_PREVIOUS, type OfficeLog, officeLog } from '../../main/log/index.ts'
import { openStore, type Store } from '../../main/store/index.ts'

/** A real encrypted store in a folder of its own, gone when the test is over, with a log. */
export function newStore(): {
  store: Store
  log: OfficeLog
  eventKey: ReturnType<typeof generateKeyPairSync>['privateKey']
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-test-'))
  const store = openStore(path.join(folder, 'station.db'), new Uint8Array(32).fill(1))
  onTestFinished(() => {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const { privateKey } = generateKeyPairSync('ed25519')
  const log = officeLog(store, {
    office: 103,
    station: 'quay-1',
    epoch: 1,
    epochPrev: NO_PREVIOUS,
    eventKey: privateKey,
  })
  return { store, log, eventKey: privateKey }
}
