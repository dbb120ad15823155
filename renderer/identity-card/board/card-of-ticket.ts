import type { BoardCardView } from './work-states.ts'

/** The card a ticket's code, ticket number or dossier number means, if this office has it open. */
export function cardOfTicket(cards: readonly BoardCardView[], code: string): BoardCardView | undefined {
  const wanted = code.trim().toUpperCase()
  if (wanted === '') return undefined
  return (
    cards.find((card) => card.id.toUpperCase() === wanted) ??
    cards.find((card) => card.ticket.trim().toUpperCase() === wanted) ??
    cards.find((card) => card.number === wanted || card.number === wanted.padStart(6, '0'))
  )
}
