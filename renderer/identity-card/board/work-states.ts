import { ApplicationState as AnyState } from '../../../domain/identity-card/application.ts'
import type { ReplyOf } from '../../../preload/contract/index.ts'
import type { IconName, Tone } from '../../kit/index.ts'

export type BoardCardView = ReplyOf<'application.board'>['columns'][number]['cards'][number]
export type ApplicationState = BoardCardView['state']

/** The work lists of the rail, in the order of the counter: ended applications are found by look-up, not by list. */
export const railStates: readonly ApplicationState[] = [
  'received',
  'awaiting-population-correction',
  'awaiting-approval',
  'returned',
  'returned-by-centre',
  'approved',
  'acknowledged',
  'in-production',
]

const looks: Readonly<Record<ApplicationState, { tone: Tone; icon: IconName }>> = {
  received: { tone: 'info', icon: 'dot' },
  'awaiting-population-correction': { tone: 'wait', icon: 'clock' },
  'awaiting-approval': { tone: 'wait', icon: 'clock' },
  returned: { tone: 'bad', icon: 'back' },
  approved: { tone: 'info', icon: 'send' },
  acknowledged: { tone: 'good', icon: 'check' },
  'in-production': { tone: 'good', icon: 'card' },
  'returned-by-centre': { tone: 'bad', icon: 'back' },
  refused: { tone: 'quiet', icon: 'cross' },
  withdrawn: { tone: 'quiet', icon: 'dash' },
}

/** Icon and tone of a state; its word is `state.<code>`. Green only after the centre's receipt. */
export const lookOf = (state: ApplicationState): { tone: Tone; icon: IconName } => looks[state]

export function isApplicationState(text: string): text is ApplicationState {
  return AnyState.safeParse(text).success
}
