import { approveAndReceipt } from './approve-and-receipt.ts'
import { capture } from './capture.ts'
import { checkAndSign } from './check-and-sign.ts'
import { openTheDesk } from './open-the-desk.ts'
import { takeIn } from './take-in.ts'
import type { Walker } from './walker.ts'

/** The walk, in order. Each room walks one part of the counter's day. */
export const steps: readonly ((walker: Walker) => Promise<void>)[] = [
  openTheDesk,
  takeIn,
  capture,
  checkAndSign,
  approveAndReceipt,
]
