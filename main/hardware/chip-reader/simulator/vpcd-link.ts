import { connect, type Socket } from 'node:net'

/** What stands behind the link: a card that can be switched on and asked. */
export interface LinkedCard {
  readonly atr: Buffer
  power(): void
  /** Bytes of the answer with its status; undefined says nothing; `leave` takes the card out. */
  answer(command: Buffer): { readonly bytes: Buffer; readonly afterMs: number } | 'silence' | 'leave'
}

export interface VpcdLink {
  /** The card lies on the reader. */
  readonly inserted: boolean
  /** Puts the card on the reader, again and again until the reader listens. */
  insert(): void
  remove(): void
  onChange(listener: (inserted: boolean) => void): void
  close(): void
}

const TRY_AGAIN_MS = 500
const MOST_BUFFERED = 1 << 20

/**
 * A card's end of vpcd (vsmartcard): two bytes of length, then the body; one byte is an order (0 off, 1 on, 2 reset, 4 ATR, only
 * that one is answered), more is a command. An open connection is a card on the reader.
 */
export function vpcdLink(port: number, card: LinkedCard): VpcdLink {
  const listeners: ((inserted: boolean) => void)[] = []
  let socket: Socket | undefined
  let wanted = false
  let lies = false
  let timer: NodeJS.Timeout | undefined
  let waiting: Buffer = Buffer.alloc(0)

  function send(bytes: Buffer): void {
    const head = Buffer.alloc(2)
    head.writeUInt16BE(Math.min(bytes.length, 0xffff))
    socket?.write(Buffer.concat([head, bytes.subarray(0, 0xffff)]))
  }

  function hear(body: Buffer): void {
    if (body.length === 1) {
      if (body[0] === 4) send(card.atr)
      else card.power()
      return
    }
    const reply = card.answer(body)
    if (reply === 'leave') remove()
    if (typeof reply === 'string') return
    if (reply.afterMs > 0) setTimeout(() => send(reply.bytes), reply.afterMs)
    else send(reply.bytes)
  }

  function open(): void {
    if (!wanted || socket) return
    const made = connect(port, '127.0.0.1')
    socket = made
    made.setNoDelay(true)
    waiting = Buffer.alloc(0)
    made.on('connect', () => {
      lies = true
      card.power()
      for (const tell of listeners) tell(true)
    })
    made.on('data', (chunk) => {
      waiting = Buffer.concat([waiting, chunk])
      if (waiting.length > MOST_BUFFERED) made.destroy()
      while (socket === made && waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE(0)) {
        const size = waiting.readUInt16BE(0)
        const body = waiting.subarray(2, 2 + size)
        waiting = waiting.subarray(2 + size)
        if (size > 0) hear(body)
      }
    })
    // A reader that is not there yet is no fault of the card: it knocks again.
    made.on('error', () => made.destroy())
    made.on('close', () => {
      if (socket === made) socket = undefined
      if (!socket) lies = false
      for (const tell of listeners) tell(false)
      if (wanted) timer = setTimeout(open, TRY_AGAIN_MS)
    })
  }

  function remove(): void {
    wanted = false
    clearTimeout(timer)
    socket?.destroy()
    socket = undefined
    lies = false
  }

  return {
    get inserted() {
      return lies
    },
    insert() {
      wanted = true
      open()
    },
    remove,
    onChange(listener) {
      listeners.push(listener)
    },
    close: remove,
  }
}
