import type { ChipExchange, ChipSteps } from './chip-session.ts'

/**
 * Runs steps against a card. What `transmit` throws (reader gone, card torn out) is thrown on as it is; the steps end with it.
 *
 * @param transmit sends a coded command, gives the raw answer with its status word
 */
export async function runChipSteps<T>(
  steps: ChipSteps<T>,
  transmit: (exchange: ChipExchange) => Promise<Uint8Array>,
): Promise<T> {
  let turn = steps.next()
  while (turn.done !== true) turn = steps.next(await transmit(turn.value))
  return turn.value
}
