/** What can go wrong between the desk and a card before a single byte of the chip is read. */
export type PcscTrouble =
  | 'no-service'
  | 'no-reader'
  | 'no-card'
  | 'card-mute'
  | 'card-removed'
  | 'reader-busy'
  | 'reader-silent'
  | 'interrupted'

/** A failure of the PC/SC service, a reader, or the contact to a card; `step` names the command that met it. */
export class PcscFault extends Error {
  override readonly name = 'PcscFault'
  readonly trouble: PcscTrouble
  readonly step: string

  constructor(trouble: PcscTrouble, step: string, options?: ErrorOptions) {
    super(`${step}: ${trouble}`, options)
    this.trouble = trouble
    this.step = step
  }
}

/** The binding gives words, not numbers: these are the words of its table, PC/SC part 3. */
const TROUBLES: readonly (readonly [RegExp, PcscTrouble])[] = [
  [/service (?:not running|stopped)/i, 'no-service'],
  [/no readers|unknown reader|reader unavailable/i, 'no-reader'],
  [/no smart card/i, 'no-card'],
  [/unresponsive|unpowered|not supported|unknown card|invalid atr|protocol mismatch/i, 'card-mute'],
  [/card was (?:removed|reset)/i, 'card-removed'],
  [/sharing violation/i, 'reader-busy'],
  [/timed out/i, 'reader-silent'],
]

export function pcscTrouble(fault: unknown): PcscTrouble {
  if (fault instanceof PcscFault) return fault.trouble
  const words = fault instanceof Error ? fault.message : ''
  return TROUBLES.find(([pattern]) => pattern.test(words))?.[1] ?? 'interrupted'
}
