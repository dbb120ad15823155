import { setTimeout as pause } from 'node:timers/promises'
import type { Store } from '../../store/index.ts'
import { DeviceError } from '../device-error.ts'
import { type CardJobRow, doubtCard, findCard, getCard, moveCard, reserveCard } from './card-job-store.ts'
import type { CardEncoder, CardJobLook, CardPrinter } from './card-printer.ts'
import type { CardState } from './card-state.ts'

const LOOK_MS = 100

export interface CardOrder {
  /** Of this card's job; the same id is the same card. */
  readonly id: string
  readonly subject: string
  /** Of the blank that lies on top of the hopper. */
  readonly serial: string
  readonly pdf: Uint8Array
  /** What the chip shall hold, and is compared with what it then says. */
  readonly content: string
}

export interface CardLineParts {
  readonly store: Store
  readonly printer: CardPrinter
  readonly encoder: CardEncoder
  readonly now: () => number
  /** How long a card may take from one state to the next. */
  readonly patienceMs?: number
  /** Hears each state after it was written and before the machine is told anything. */
  readonly onStep?: (state: CardState) => Promise<void> | undefined
}

/** Drives one card at a time from its reservation to `printed` or `spoiled`; what a crash left is taken up where it stands. */
export interface CardLine {
  /** Returns the card as it ended: `printed` (or `checked`) or `spoiled`. Throws `DeviceError` where somebody must look into the machine. */
  make(order: CardOrder): Promise<CardJobRow>
  /** A person has looked at the finished card. */
  check(id: string, good: boolean, reason: string): CardJobRow
  /** A person has taken the card out, whatever its state. */
  spoil(id: string, reason: string): Promise<CardJobRow>
}

export function cardLine(parts: CardLineParts): CardLine {
  const { store, printer, encoder, patienceMs = 60_000 } = parts
  const at = () => new Date(parts.now()).toISOString()

  async function move(id: string, to: CardState, what: Parameters<typeof moveCard>[3] = {}): Promise<CardJobRow> {
    const row = moveCard(store, id, to, what, at())
    await parts.onStep?.(to)
    return row
  }

  /** Gives up the machine's job and the blank with it; a card the machine holds goes to its reject bin first. */
  async function spoilAt(row: CardJobRow, failure: string, serial?: string): Promise<CardJobRow> {
    if (row.deviceJob !== null) await printer.giveUp(row.deviceJob)
    return move(row.id, 'spoiled', { failure, ...(serial === undefined ? {} : { serial }) })
  }

  function doubt(row: CardJobRow, what: string): DeviceError {
    doubtCard(store, row.id, what, at())
    return new DeviceError('in-doubt', what, 'printer')
  }

  async function lookUntil(row: CardJobRow, reached: (look: CardJobLook) => boolean): Promise<CardJobLook> {
    const until = performance.now() + patienceMs
    for (;;) {
      const look = await printer.look(row.deviceJob ?? '')
      if (reached(look)) return look
      if (performance.now() > until) throw doubt(row, row.state)
      await pause(LOOK_MS)
    }
  }

  async function feed(row: CardJobRow, order: CardOrder): Promise<CardJobRow> {
    const card = { name: `card-${order.id}`, pdf: order.pdf }
    const deviceJob = await printer.open(card)
    const feeding = await move(row.id, 'feeding', { deviceJob })
    await printer.feed(deviceJob, card)
    return feeding
  }

  /** The machine was told to feed; did it? */
  async function afterFeeding(row: CardJobRow): Promise<CardJobRow> {
    const look = await lookUntil(row, ({ state }) => state !== 'queued' && state !== 'printing')
    if (look.state === 'waiting-for-document') {
      await printer.giveUp(row.deviceJob ?? '')
      return move(row.id, 'reserved', { deviceJob: null })
    }
    if (look.state === 'not-known') throw doubt(row, 'feeding')
    const { serial } = look
    if (look.state === 'ended') {
      if (serial !== null) return spoilAt(row, 'feeding', serial)
      // Without a serial no blank has left the hopper: it stays reserved, and the clerk fills the hopper.
      await move(row.id, 'reserved', { deviceJob: null })
      throw new DeviceError('aborted', 'feeding', 'printer')
    }
    if (serial !== null && serial !== row.serial) return spoilAt(row, 'wrong-card', serial)
    return move(row.id, 'held-for-encoding')
  }

  async function encode(row: CardJobRow, order: CardOrder): Promise<CardJobRow> {
    const encoding = await move(row.id, 'encoding')
    await encoder.encode(row.serial, order.content)
    return encoding
  }

  /** Nothing is believed of a chip but what it says itself. */
  async function readBack(row: CardJobRow, order: CardOrder, to: 'encoded' | 'read-back'): Promise<CardJobRow> {
    const said = await encoder.readBack(row.serial)
    if (said?.content !== order.content) return spoilAt(row, to === 'encoded' ? 'encoding' : 'read-back')
    return move(row.id, to, { chip: said.chip })
  }

  async function print(row: CardJobRow): Promise<CardJobRow> {
    const printing = await move(row.id, 'printing')
    await printer.resume(row.deviceJob ?? '')
    return printing
  }

  async function afterPrinting(row: CardJobRow): Promise<CardJobRow> {
    const now = await printer.look(row.deviceJob ?? '')
    // The word to go on never arrived: the card still lies under the coupler.
    if (now.state === 'held') await printer.resume(row.deviceJob ?? '')
    const look = await lookUntil(row, ({ state }) => state === 'ended' || state === 'not-known')
    if (look.state !== 'ended' || look.end === 'unknown') throw doubt(row, 'printing')
    return look.end === 'printed' ? move(row.id, 'printed') : spoilAt(row, 'printing')
  }

  async function step(row: CardJobRow, order: CardOrder): Promise<CardJobRow> {
    switch (row.state) {
      case 'reserved':
        return feed(row, order)
      case 'feeding':
        return afterFeeding(row)
      case 'held-for-encoding':
        return encode(row, order)
      case 'encoding':
        return readBack(row, order, 'encoded')
      case 'encoded':
        return readBack(row, order, 'read-back')
      case 'read-back':
        return print(row)
      case 'printing':
        return afterPrinting(row)
      case 'printed':
      case 'checked':
      case 'spoiled':
        return row
    }
  }

  return {
    async make(order) {
      if (!findCard(store, order.id)) {
        reserveCard(store, { ...order, printer: printer.name }, at())
        await parts.onStep?.('reserved')
      }
      let row = getCard(store, order.id)
      // A card held by a machine that lost its job while we were away is no longer there.
      while (!['printed', 'checked', 'spoiled'].includes(row.state)) {
        if (['held-for-encoding', 'encoding', 'encoded', 'read-back'].includes(row.state)) {
          const look = await printer.look(row.deviceJob ?? '')
          if (look.state === 'not-known') throw doubt(row, row.state)
          if (look.state === 'ended') {
            row = await spoilAt(row, row.state)
            continue
          }
        }
        row = await step(row, order)
      }
      return row
    },
    check: (id, good, reason) =>
      moveCard(store, id, good ? 'checked' : 'spoiled', good ? {} : { failure: reason }, at()),
    spoil: (id, reason) => spoilAt(getCard(store, id), reason),
  }
}
