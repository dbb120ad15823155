import { Context, SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1, SCARD_RESET_CARD, SCARD_SHARE_EXCLUSIVE } from 'smartcard'
import { PcscFault, pcscTrouble } from './pcsc-trouble.ts'
import { within } from './within-time.ts'

/** A card that is ours alone while it is read. */
export interface PcscCard {
  /** Upper-case hex. */
  readonly atr: string
  /** Milliseconds spent waiting for the card's answers, all together. */
  readonly waitedMs: number
  readonly commands: number
  transmit(command: Uint8Array, step: string): Promise<Uint8Array>
  /** Power off and on: what was open on the card is closed, and it is still ours alone. */
  reset(step: string): Promise<void>
  /** Lets go of the card and resets it: the next reader of it starts from nothing. Not after silence: the call would not come back. */
  close(): void
}

/** Longer than any chip needs for one command (PACE on P-521 in a slow card takes some 2 s). */
export const SILENCE_MS = 6_000
/** The service looks at its readers some times a second. */
const NOTICED_MS = 1_500
const NOTICE_EVERY_MS = 50
/** Extended answers: 65,536 bytes and the status. */
const MOST_ANSWER = 65_538
const EITHER_PROTOCOL = SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1

/** Connects exclusively: nobody else's command may come between two of ours, secure messaging counts them. */
export async function connectCard(readerName: string): Promise<PcscCard> {
  const step = 'connect'
  let context: InstanceType<typeof Context>
  try {
    context = new Context()
  } catch (cause) {
    throw new PcscFault(pcscTrouble(cause), step, { cause })
  }
  const reader = context.listReaders().find(({ name }) => name === readerName)
  if (!reader) {
    context.close()
    throw new PcscFault('no-reader', step)
  }
  const card = await within(
    reader.connect(SCARD_SHARE_EXCLUSIVE, EITHER_PROTOCOL),
    SILENCE_MS,
    () => new PcscFault('reader-silent', step),
  ).catch((cause: unknown) => {
    const trouble = pcscTrouble(cause)
    if (trouble !== 'reader-silent') context.close()
    throw cause instanceof PcscFault ? cause : new PcscFault(trouble, step, { cause })
  })
  let waitedMs = 0
  let commands = 0

  /** The service says "failed" for many things, and learns a moment later that the card has gone: that tells them apart. */
  async function troubleNow(cause: unknown): Promise<PcscFault['trouble']> {
    const said = pcscTrouble(cause)
    if (said !== 'interrupted') return said
    try {
      for (let waited = 0; waited < NOTICED_MS; waited += NOTICE_EVERY_MS) {
        const now = context.listReaders().find(({ name }) => name === readerName)
        if (!now) return 'no-reader'
        if (now.atr === null || now.atr.length === 0) return 'card-removed'
        await new Promise((resolve) => setTimeout(resolve, NOTICE_EVERY_MS))
      }
      return 'interrupted'
    } catch {
      // The service itself has gone while we asked.
      return 'no-service'
    }
  }

  return {
    atr: card.atr?.toString('hex').toUpperCase() ?? '',
    get waitedMs() {
      return waitedMs
    },
    get commands() {
      return commands
    },
    async transmit(command, where) {
      const before = performance.now()
      commands += 1
      try {
        const answer = await within(
          card.transmit(Buffer.from(command), { maxRecvLength: MOST_ANSWER }),
          SILENCE_MS,
          () => new PcscFault('reader-silent', where),
        )
        // Some readers answer nothing, well done, for a card that is torn out. One that lies there still is answered for itself.
        if (answer.length >= 2) return answer
        const trouble = await troubleNow(undefined)
        if (trouble !== 'interrupted') throw new PcscFault(trouble, where)
        return answer
      } catch (cause) {
        throw cause instanceof PcscFault ? cause : new PcscFault(await troubleNow(cause), where, { cause })
      } finally {
        waitedMs += performance.now() - before
      }
    },
    async reset(where) {
      const before = performance.now()
      try {
        await within(
          card.reconnect(SCARD_SHARE_EXCLUSIVE, EITHER_PROTOCOL, SCARD_RESET_CARD),
          SILENCE_MS,
          () => new PcscFault('reader-silent', where),
        )
      } catch (cause) {
        throw cause instanceof PcscFault ? cause : new PcscFault(await troubleNow(cause), where, { cause })
      } finally {
        waitedMs += performance.now() - before
      }
    },
    close() {
      try {
        card.disconnect(SCARD_RESET_CARD)
      } catch (fault) {
        // A card that was torn out cannot be let go of; anything else is worth a word.
        if (!['card-removed', 'no-card', 'no-reader', 'no-service', 'interrupted'].includes(pcscTrouble(fault)))
          throw fault
      } finally {
        context.close()
      }
    },
  }
}
