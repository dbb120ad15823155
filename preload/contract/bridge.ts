import type { WindowKind } from './define-contract.ts'
import type { CallName, NoticeTopic, OutcomeOf, RequestOf } from './index.ts'

/** What a window sees of the program, as `window.sobo`: two functions and its own kind, nothing of Electron. */
export interface SoboBridge {
  readonly window: WindowKind
  ask<N extends CallName>(name: N, request: RequestOf<N>): Promise<OutcomeOf<N>>
  /** Answers with the function that stops listening. */
  onNotice(topic: NoticeTopic, listener: (body: unknown) => void): () => void
}

/** Names of the two IPC channels; nothing else passes between a window and the shell. */
export const ASK_CHANNEL = 'sobo:ask'
export const NOTICE_CHANNEL = 'sobo:notice'
