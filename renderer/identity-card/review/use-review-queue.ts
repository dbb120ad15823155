import { useBoard } from '../board/index.ts'

export interface ReviewQueue {
  /** "2 of 5", while the application is still in the queue. */
  readonly place: { readonly at: number; readonly of: number } | undefined
  readonly next: string | undefined
}

/** What waits for this person's decision, oldest first; what they recorded themselves is not in it. */
export function useReviewQueue(id: string): ReviewQueue {
  const { data: board } = useBoard()
  const queue = (board?.columns.find((column) => column.state === 'awaiting-approval')?.cards ?? []).filter(
    (card) => !card.mine,
  )
  const at = queue.findIndex((card) => card.id === id)
  const following = at < 0 ? queue[0] : (queue[at + 1] ?? queue[0])
  return {
    place: at < 0 ? undefined : { at: at + 1, of: queue.length },
    next: following === undefined || following.id === id ? undefined : following.id,
  }
}
