import { workerData } from 'node:worker_threads'

// A thread of a device host. A native call that hangs holds the host's main thread, so that it does not see its channel close; this
// thread sees that the core has gone and ends the process.

const EVERY_MS = 1_000
const parent = Number((workerData as { parent: number }).parent)

function isGone(): boolean {
  if (process.ppid !== parent) return true
  try {
    process.kill(parent, 0)
    return false
  } catch {
    return true
  }
}

setInterval(() => {
  if (isGone()) process.kill(process.pid, 'SIGKILL')
}, EVERY_MS)
