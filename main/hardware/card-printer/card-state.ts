/**
 * The life of one blank card. `feeding`, `encoding` and `printing` are written before the machine is told to; the others when it is
 * known that they were reached. Spoiled from every state: a blank is used once.
 */
export const cardStates = [
  'reserved',
  'feeding',
  'held-for-encoding',
  'encoding',
  'encoded',
  'read-back',
  'printing',
  'printed',
  'checked',
  'spoiled',
] as const
export type CardState = (typeof cardStates)[number]

const next: Readonly<Record<CardState, readonly CardState[]>> = {
  // A job whose document never arrived has fed no card: its blank is as it was.
  reserved: ['feeding'],
  feeding: ['held-for-encoding', 'reserved'],
  'held-for-encoding': ['encoding'],
  encoding: ['encoded'],
  encoded: ['read-back'],
  'read-back': ['printing'],
  printing: ['printed'],
  printed: ['checked'],
  checked: [],
  spoiled: [],
}

export function mayBecome(from: CardState, to: CardState): boolean {
  if (to === 'spoiled') return from !== 'spoiled'
  return next[from].includes(to)
}
