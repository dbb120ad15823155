import type { LaunchedDesk } from '../desk/launch-desk.ts'
import type { Walk } from './walk.ts'

/** What each step of the walk works with. */
export interface Walker {
  readonly opened: LaunchedDesk
  readonly walk: Walk
}
