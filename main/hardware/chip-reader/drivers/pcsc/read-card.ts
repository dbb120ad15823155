import { ChipFault } from '../../../../../domain/travel-document/chip/chip-fault.ts'
import { CHIP_LIMITS, openChipSession } from '../../../../../domain/travel-document/chip/chip-session.ts'
import { type ChipReading as CardReading, readChip } from '../../../../../domain/travel-document/chip/read-chip.ts'
import { findReadLength } from '../../../../../domain/travel-document/chip/read-length.ts'
import { runChipSteps } from '../../../../../domain/travel-document/chip/run-chip-steps.ts'
import type { ChipNotRead, ChipProgress, ChipReading, ChipReadRequest } from '../../chip-reader.ts'
import { nodeChipCryptography } from '../../node-chip-cryptography.ts'
import { type StepClock, stepClock } from '../../step-clock.ts'
import { understandChip } from '../../understand-chip.ts'
import { connectCard } from './pcsc-card.ts'
import { PcscFault } from './pcsc-trouble.ts'
import { cardReaderNamed } from './watch-readers.ts'

/** A reader that never came back from a read of extended length. */
class SilentInLongRead extends PcscFault {
  readonly readerName: string

  constructor(readerName: string, fault: PcscFault) {
    super(fault.trouble, fault.step, { cause: fault })
    this.readerName = readerName
  }
}

function notRead(fault: unknown): ChipNotRead {
  if (fault instanceof PcscFault) {
    const { trouble, step } = fault
    const told: ChipNotRead = { ok: false, failure: trouble, step, detail: '', statusWord: null, triesLeft: null }
    return fault instanceof SilentInLongRead ? { ...told, silentInLongRead: fault.readerName } : told
  }
  if (!(fault instanceof ChipFault)) throw fault
  return {
    ok: false,
    failure: fault.failure,
    step: fault.step,
    detail: fault.message.slice(0, 500),
    statusWord: fault.statusWord ?? null,
    triesLeft: fault.triesLeft ?? null,
  }
}

const STOPPED: ChipNotRead = {
  ok: false,
  failure: 'interrupted',
  step: 'cancelled',
  detail: '',
  statusWord: null,
  triesLeft: null,
}

/** What all attempts at one card took together. */
interface Spent {
  apdus: number
  bytes: number
  cardMs: number
}

interface Attempt {
  readonly readerName: string
  readonly request: ChipReadRequest
  readonly signal: AbortSignal
  readonly clock: StepClock
  readonly spent: Spent
  readonly onProgress: (progress: ChipProgress) => void
}

/** Whether a read that broke may have broken by its length: readers and cards that take none answer in all these ways. */
function mayBeTheLength(fault: unknown): boolean {
  if (fault instanceof PcscFault) return fault.trouble === 'interrupted'
  return fault instanceof ChipFault && ['secure-messaging-lost', 'malformed', 'refused'].includes(fault.failure)
}

/** From power on to power off; undefined where a read of extended length broke, and a short one may not. */
async function readOnce(attempt: Attempt, length: 'long' | 'short'): Promise<CardReading | undefined> {
  const { request, signal, clock, spent } = attempt
  const card = await connectCard(attempt.readerName)
  let isSilent = false
  try {
    clock.enter(length === 'long' || spent.apdus === 0 ? 'connect' : 'connect again for short reads')
    const readLength = length === 'long' ? findReadLength(Buffer.from(card.atr, 'hex')) : undefined
    const session = openChipSession(nodeChipCryptography, CHIP_LIMITS, readLength)
    let said = ''
    try {
      return await runChipSteps(
        readChip(session, { key: request.key, leastTries: request.spendLastTry ? 1 : 2 }),
        async ({ step, command, afterReset }) => {
          if (signal.aborted) throw new PcscFault('interrupted', 'cancelled')
          const stage = step.split(':', 1)[0] ?? step
          clock.enter(stage)
          if (stage !== said) attempt.onProgress({ step: stage, apdus: spent.apdus + card.commands })
          said = stage
          if (afterReset) await card.reset(step)
          const answer = await card.transmit(command, step)
          spent.bytes += command.length + answer.length
          return answer
        },
      )
    } catch (fault) {
      isSilent = fault instanceof PcscFault && fault.trouble === 'reader-silent'
      if (session.isReadingLong && mayBeTheLength(fault) && !signal.aborted) return undefined
      if (session.isReadingLong && fault instanceof PcscFault && isSilent)
        throw new SilentInLongRead(attempt.readerName, fault)
      throw fault
    }
  } finally {
    spent.apdus += card.commands
    spent.cardMs += card.waitedMs
    if (!isSilent) card.close()
  }
}

/**
 * Reads the card on the reader from power on to power off. What a card or a reader does wrong is answered, not thrown. Where reads of extended
 * length break, the card is read once more from the beginning in short ones: nothing of the first reading is kept.
 */
export async function readCard(
  request: ChipReadRequest,
  signal: AbortSignal,
  onProgress: (progress: ChipProgress) => void,
): Promise<ChipReading> {
  const startedAt = performance.now()
  const clock = stepClock()
  const spent: Spent = { apdus: 0, bytes: 0, cardMs: 0 }
  try {
    const readerName = cardReaderNamed(request.reader)
    const attempt = { readerName, request, signal, clock, spent, onProgress }
    const { shortReads } = request
    const isShort = shortReads === true || (shortReads?.includes(readerName) ?? false)
    const reading = (isShort ? undefined : await readOnce(attempt, 'long')) ?? (await readOnce(attempt, 'short'))
    if (!reading) throw new Error('a short read broke by its length')
    const readMs = performance.now() - startedAt
    clock.enter('understanding')
    const understood = await understandChip(reading, request)
    return {
      ok: true,
      reader: readerName,
      ...understood,
      ...spent,
      steps: clock.steps(),
      readMs,
      totalMs: performance.now() - startedAt,
    }
  } catch (fault) {
    return signal.aborted ? STOPPED : notRead(fault)
  }
}
