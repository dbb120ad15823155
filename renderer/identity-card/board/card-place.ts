import type { SignedIn } from '../../../preload/contract/session.ts'
import type { BoardCardView } from './work-states.ts'

/** Where a card leads: the one who approves goes to the review of what waits for approval and is not theirs, and of a match found late. */
export function placeOf(card: BoardCardView, who: SignedIn): '/review/$id' | '/application/$id' {
  const reviews =
    who.roles.includes('supervisor') && (card.lateMatch || (card.state === 'awaiting-approval' && !card.mine))
  return reviews ? '/review/$id' : '/application/$id'
}
