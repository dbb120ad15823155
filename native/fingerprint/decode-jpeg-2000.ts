import { Worker } from 'node:worker_threads'
import { PrintRecordUnreadable } from './print-header.ts'

interface Answer {
  readonly id: number
  readonly grey?: Uint8Array
  readonly refused?: string
}

let worker: Worker | undefined
let nextId = 1
const waiting = new Map<number, { resolve(grey: Uint8Array): void; reject(fault: Error): void }>()

/** One thread, started with the first such picture (most scanners' pictures never need it); it keeps no process alive. */
function started(): Worker {
  if (worker) return worker
  const made = new Worker(new URL('./decode-jpeg-2000-worker.ts', import.meta.url))
  made.on('message', ({ id, grey, refused }: Answer) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) made.unref()
    if (grey) asked?.resolve(grey)
    else asked?.reject(new PrintRecordUnreadable(refused ?? 'the picture inside does not open'))
  })
  made.on('error', (cause) => {
    worker = undefined
    for (const asked of waiting.values())
      asked.reject(new PrintRecordUnreadable('the picture inside does not open', { cause }))
    waiting.clear()
  })
  worker = made
  return made
}

/**
 * Pixels of a grey JPEG 2000 picture of 8 bits, decoded on a thread of its own. Its size was looked at before (`statedSize`). Throws
 * `PrintRecordUnreadable`.
 */
export function decodeJpeg2000(picture: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const id = nextId++
    waiting.set(id, { resolve, reject })
    const thread = started()
    thread.ref()
    thread.postMessage({ id, picture })
  })
}
