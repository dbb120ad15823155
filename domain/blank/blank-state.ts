import * as z from 'zod/mini'

/** What is printed on numbered blanks (phôi). Papers: TT 04/2020/TT-BTP, annex 1. */
export const BlankKind = z.enum(['birth-certificate', 'marriage-certificate', 'identity-card'])
export type BlankKind = z.infer<typeof BlankKind>

export const BlankState = z.enum(['received', 'used', 'spoil-reported', 'spoiled'])
export type BlankState = z.infer<typeof BlankState>

/** Why a blank cannot be handed out (lý do hỏng). */
export const SpoilReason = z.enum(['misprinted', 'jammed', 'wrong-data', 'damaged', 'lost'])
export type SpoilReason = z.infer<typeof SpoilReason>

export type BlankAct = 'use' | 'report-spoiled' | 'confirm-spoiled' | 'refuse-spoiled'

/** States an act is done in. A spoiled blank is spoiled for ever. */
const doneIn: Readonly<Record<BlankAct, readonly BlankState[]>> = {
  use: ['received'],
  'report-spoiled': ['received', 'used'],
  'confirm-spoiled': ['spoil-reported'],
  'refuse-spoiled': ['spoil-reported'],
}

export function mayDo(act: BlankAct, state: BlankState): boolean {
  return doneIn[act].includes(state)
}
