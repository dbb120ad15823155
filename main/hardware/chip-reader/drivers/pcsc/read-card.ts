import { ChipFault } from '../../../../../domain/travel-document/chip/chip-fault.ts'
import { CHIP_LIMITS, openChipSession } from '../../../../../domain/travel-document/chip/chip-session.ts'
import { readChip } from '../../../../../domain/travel-document/chip/read-chip.ts'
import { findReadLength } from '../../../../../domain/travel-document/chip/read-length.ts'
import { runChipSteps } from '../../../../../domain/travel-document/chip/run-chip-steps.ts'
import type { ChipNotRead, ChipProgress, ChipReading, ChipReadRequest } from '../../chip-reader.ts'
import { nodeChipCryptography } from '../../node-chip-cryptography.ts'
import { stepClock } from '../../step-clock.ts'
import { understandChip } from '../../understand-chip.ts'
import { connectCard } from './pcsc-card.ts'
import { PcscFault } from './pcsc-trouble.ts'
import { cardReaderNamed } from './watch-readers.ts'

function notRead(fault: unknown): ChipNotRead {
  if (fault instanceof PcscFault) {
    const { trouble, step } = fault
    return { ok: false, failure: trouble, step, detail: '', statusWord: null, triesLeft: null }
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

/** Reads the card on the reader from power on to power off. What a card or a reader does wrong is answered, not thrown. */
export async function readCard(
  request: ChipReadRequest,
  signal: AbortSignal,
  onProgress: (progress: ChipProgress) => void,
): Promise<ChipReading> {
  const startedAt = performance.now()
  const clock = stepClock()
  try {
    const name = cardReaderNamed(request.reader)
    const card = await connectCard(name)
    let closed = false
    try {
      clock.enter('connect')
      const readLength = findReadLength(Buffer.from(card.atr, 'hex'))
      const session = openChipSession(nodeChipCryptography, CHIP_LIMITS, readLength)
      let said = ''
      let bytes = 0
      const reading = await runChipSteps(
        readChip(session, { key: request.key, leastTries: request.spendLastTry ? 1 : 2 }),
        async ({ step, command, afterReset }) => {
          if (signal.aborted) throw new PcscFault('interrupted', 'cancelled')
          const stage = step.split(':', 1)[0] ?? step
          clock.enter(stage)
          if (stage !== said) onProgress({ step: stage, apdus: card.commands })
          said = stage
          if (afterReset) await card.reset(step)
          const answer = await card.transmit(command, step)
          bytes += command.length + answer.length
          return answer
        },
      )
      const readMs = performance.now() - startedAt
      card.close()
      closed = true
      clock.enter('understanding')
      const understood = await understandChip(reading, request)
      return {
        ok: true,
        reader: name,
        ...understood,
        steps: clock.steps(),
        apdus: card.commands,
        bytes,
        readMs,
        cardMs: card.waitedMs,
        totalMs: performance.now() - startedAt,
      }
    } catch (fault) {
      closed ||= fault instanceof PcscFault && fault.trouble === 'reader-silent'
      throw fault
    } finally {
      if (!closed) card.close()
    }
  } catch (fault) {
    return signal.aborted ? STOPPED : notRead(fault)
  }
}
