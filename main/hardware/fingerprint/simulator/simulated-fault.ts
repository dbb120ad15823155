/** What the simulator can be told to do wrong (`POST /admin/fault`), by the request in which it happens. */
const CAPTURE = [
  'wrong-signature',
  'untrusted-chain',
  'expired-key',
  'expired-chain',
  'weak-key',
  'stale-timestamp',
  'wrong-transaction-id',
  'replay',
  'other-device',
  'wrong-purpose',
  'wrong-version',
  'broken-hash-chain',
  'three-finger-slap',
  'swapped-hand',
  'same-finger-twice',
  // Labelled as asked, so the protocol sees nothing: only the ridges are wrong.
  'same-ridges-twice',
  'other-hand-ridges',
  'other-person-ridges',
  'low-quality',
  'no-quality',
  'no-image',
  'plain-for-rolled',
  'nothing',
  'bare-error',
  'disconnect-mid-capture',
  'half-answer',
  'connection-kept-open',
  'chunked',
  'slow-drip',
  'oversized-reply',
  'garbage',
  'numbers-instead-of-strings',
  'crash',
] as const
const STREAM = [
  'busy-while-streaming',
  'disconnect-mid-stream',
  'crash-mid-stream',
  'slow-frames',
  'no-frames',
  'garbage-frames',
] as const
const ABOUT = ['not-registered', 'not-ready', 'other-callback', 'unknown-version', 'mute', 'drip-info'] as const

export type CaptureFault = (typeof CAPTURE)[number]
export type StreamFault = (typeof STREAM)[number]
export type AboutFault = (typeof ABOUT)[number]
export type SimulatedFault = CaptureFault | StreamFault | AboutFault

export const simulatedFaults: readonly SimulatedFault[] = [...CAPTURE, ...STREAM, ...ABOUT]

export interface FaultSwitch {
  set(name: unknown, count: number): boolean
  /** The fault that stands ordered, without taking it. */
  readonly next: SimulatedFault | undefined
  /** The fault of this request, if it has one; counts it down. */
  takeCapture(): CaptureFault | undefined
  takeStream(): StreamFault | undefined
  takeAbout(): AboutFault | undefined
}

export function faultSwitch(): FaultSwitch {
  let current: { readonly name: SimulatedFault; left: number } | undefined

  function take<Name extends SimulatedFault>(names: readonly Name[]): Name | undefined {
    const name = names.find((one) => one === current?.name)
    if (!current || !name) return undefined
    current.left -= 1
    if (current.left <= 0) current = undefined
    return name
  }

  return {
    get next() {
      return current?.name
    },
    set(name, count) {
      const known = simulatedFaults.find((one) => one === name)
      current = known ? { name: known, left: count } : undefined
      // No fault asked for: all is well again.
      return known !== undefined || name === undefined || name === ''
    },
    takeCapture: () => take(CAPTURE),
    takeStream: () => take(STREAM),
    takeAbout: () => take(ABOUT),
  }
}
