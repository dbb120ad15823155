import type { WindowKind } from './define-contract.ts'

/** What the shell gives the core when it starts it; the store key travels here and never on a command line. */
export interface CoreStart {
  readonly kind: 'start'
  readonly dataFolder: string
  readonly training: boolean
  /** Legal day of a training desk, `YYYY-MM-DD`; null for the real day. */
  readonly legalDay: string | null
  /** 32 bytes. */
  readonly storeKey: Uint8Array
  /** True on the start that made the key: the core prints the recovery key then, and only then. */
  readonly newKey: boolean
  readonly version: string
}

/** A question of a window, stamped by the shell with the window it came from. */
export interface Ask {
  readonly kind: 'ask'
  readonly id: number
  readonly window: WindowKind
  readonly name: string
  readonly request: unknown
}

/** A paper for the system's spooler, which only Electron reaches; bytes of a PDF made here. */
export interface HandOver {
  readonly kind: 'hand-over'
  readonly id: number
  /** As the system names it. */
  readonly printer: string
  readonly pdf: Uint8Array
  readonly copies: number
  readonly sides: 'one-sided' | 'two-sided-long-edge' | 'two-sided-short-edge'
  /** PWG 5101.1 name, which ends with the size in millimetres. */
  readonly media: string
}

/**
 * `handed-over`: the spooler has it, no more is known. `no-answer`: it was asked and said nothing, so paper may come out. The others:
 * nothing was printed.
 */
export type HandOverAnswer = 'handed-over' | 'no-such-printer' | 'refused' | 'no-answer'

export interface HandedOver {
  readonly kind: 'handed-over'
  readonly id: number
  readonly answer: HandOverAnswer
}

export type ToCore = CoreStart | Ask | HandedOver

export type FromCore =
  | { readonly kind: 'ready' }
  /** The core cannot start: the store is damaged, the key is wrong, …; `code` has words in the texts. */
  | { readonly kind: 'unusable'; readonly code: string }
  | { readonly kind: 'answer'; readonly id: number; readonly outcome: unknown }
  | { readonly kind: 'notice'; readonly windows: readonly WindowKind[]; readonly topic: string; readonly body: unknown }
  | { readonly kind: 'order'; readonly order: 'lock-desk' | 'quit' }
  | HandOver
