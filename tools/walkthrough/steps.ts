import { openTheDesk } from './open-the-desk.ts'
import type { Walker } from './walker.ts'

/** The walk, in order. Each room walks one part of the counter's day. */
export const steps: readonly ((walker: Walker) => Promise<void>)[] = [openTheDesk]
