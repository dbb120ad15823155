import type { chipContract } from '../../../preload/contract/identity-card/chip.ts'
import { done, fail, type Handlers } from '../../bridge/index.ts'
import type { TrainingCard } from './answer-application.ts'
import type { ChipReadingRoom } from './read-chip.ts'
import type { CheckHolder } from './recheck-holder.ts'

const TAKES_IN = ['intake-officer', 'enrolment-officer'] as const

export interface ChipAnswersParts {
  readonly room: ChipReadingRoom
  readonly checkHolder: CheckHolder
  readonly trainingCards: () => readonly TrainingCard[] | undefined
  /** Training: lays a card on the simulated reader; false where none is there. */
  readonly layCard: (card: TrainingCard | null) => Promise<boolean>
}

/** Who may ask what of a chip. */
export function answerChip(parts: ChipAnswersParts): Handlers<keyof typeof chipContract> {
  const { room } = parts
  return {
    'application.chip-readers': { access: TAKES_IN, run: ({ id }) => room.state(id) },
    'application.read-chip': {
      access: TAKES_IN,
      run: (request) =>
        parts.checkHolder(
          request.id,
          () => room.run(request),
          (read, view) => ({ ...read, view }),
        ),
    },
    'application.cancel-chip': {
      access: TAKES_IN,
      run: () => {
        room.cancel()
        return done({})
      },
    },
    'application.training-chip': {
      access: TAKES_IN,
      run: async ({ label }) => {
        const cards = parts.trainingCards()
        if (!cards) return fail('only-in-training')
        const card = label === null ? null : cards.find((one) => one.label === label)
        if (card === undefined) return fail('no-such-card')
        return (await parts.layCard(card)) ? done({}) : fail('chip-no-reader')
      },
    },
  }
}
