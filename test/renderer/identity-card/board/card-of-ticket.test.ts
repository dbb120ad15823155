import { expect, test } from 'vitest'
import { cardOfTicket } from '../../../../renderer/identity-card/board/card-of-ticket.ts'
import { board } from '../../desk-double/synthetic-desk.ts'

const cards = board({ received: 3, 'awaiting-approval': 2 }).columns.flatMap((column) => column.cards)

test('a ticket opens the application it was given for, in any case of letters', () => {
  expect(cardOfTicket(cards, ' a42 ')?.ticket).toBe('A42')
})

test('the number of the dossier does too, with or without its zeros', () => {
  expect(cardOfTicket(cards, '000102')?.number).toBe('000102')
  expect(cardOfTicket(cards, '102')?.number).toBe('000102')
})

test('an unknown or empty code opens nothing', () => {
  expect(cardOfTicket(cards, 'Z99')).toBeUndefined()
  expect(cardOfTicket(cards, '  ')).toBeUndefined()
})
