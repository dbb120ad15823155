import type { ChipFaultOrder } from './chip-profile.ts'

/** What the link shall do with an answer: send these bytes, say nothing, or leave the reader. */
export type Delivery =
  | { readonly kind: 'send'; readonly bytes: Buffer; readonly afterMs: number }
  | { readonly kind: 'silence' }
  | { readonly kind: 'leave' }

export interface ChipFaults {
  order(fault: ChipFaultOrder): void
  /** Power on or reset: commands are counted from one again. */
  reset(): void
  /** Commands since power on. */
  readonly commands: number
  deliver(reply: Buffer): Delivery
}

/** Spoils answers as ordered: the n-th since power on, or all of them. */
export function chipFaults(first: ChipFaultOrder): ChipFaults {
  let fault = first
  let commands = 0
  let before: Buffer = Buffer.from([0x90, 0x00])
  const send = (bytes: Buffer, afterMs = 0): Delivery => ({ kind: 'send', bytes, afterMs })

  return {
    order(next) {
      fault = next
    },
    reset() {
      commands = 0
    },
    get commands() {
      return commands
    },
    deliver(reply) {
      commands += 1
      const earlier = before
      before = reply
      if (fault.kind === 'none') return send(reply)
      if (fault.kind === 'slow') return send(reply, fault.ms)
      if (fault.at !== commands) return send(reply)
      switch (fault.kind) {
        case 'tear-out':
          return { kind: 'leave' }
        case 'hang':
          return { kind: 'silence' }
        case 'stale-reply':
          return send(earlier)
        case 'cut':
          return send(Buffer.concat([reply.subarray(0, Math.max(0, reply.length - 7)), reply.subarray(-2)]))
        case 'too-long':
          return send(Buffer.concat([reply.subarray(0, -2), Buffer.alloc(300, 0x5a), reply.subarray(-2)]))
        case 'no-status':
          return send(reply.subarray(0, 1))
        case 'garbage':
          return send(Buffer.from(Array.from({ length: 40 }, (_, i) => (i * 73 + 11) & 255)))
        case 'status':
          return send(Buffer.from(fault.status, 'hex'))
        case 'wrong-mac': {
          const spoiled = Buffer.from(reply)
          const at = Math.max(0, spoiled.length - 3)
          spoiled[at] = (spoiled[at] ?? 0) ^ 1
          return send(spoiled)
        }
        default:
          return send(reply)
      }
    },
  }
}
