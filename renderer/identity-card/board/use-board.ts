import { useAsk, useAskAgain, useNotice } from '../../app/index.ts'

/** The board as the core has it; asked again on every notice and once a minute (since-when ages). */
export function useBoard() {
  const askAgain = useAskAgain()
  useNotice('board', () => void askAgain('application.board'))
  return useAsk('application.board', {}, { refreshEveryMs: 60_000 })
}
