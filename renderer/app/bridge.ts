import type { CallName, NoticeTopic, OutcomeOf, RequestOf } from '../../preload/contract/index.ts'

/** What the preload gives the window, and all it gives. */
export interface Bridge {
  ask<N extends CallName>(name: N, request: RequestOf<N>): Promise<OutcomeOf<N>>
  onNotice(topic: NoticeTopic, listener: (body: unknown) => void): () => void
  readonly window: 'desk' | 'applicant'
}

/** The bridge of this window. Throws where the page was opened outside the desk. */
export function getBridge(): Bridge {
  const bridge: Bridge | undefined = (window as { sobo?: Bridge }).sobo
  if (!bridge) throw new Error('window.sobo is missing: this page only works inside the desk')
  return bridge
}
