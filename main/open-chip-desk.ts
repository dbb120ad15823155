import { plainDate } from '../domain/calendar/plain-date.ts'
import type { DeviceBoard } from './device/index.ts'
import { type ChipReaders, readChipTrust } from './hardware/index.ts'
import {
  type ApplicationDesk,
  answerChip,
  type ChipReadingRoom,
  chipReadingRoom,
} from './identity-card/application/index.ts'
import type { StationIdentity } from './replication/index.ts'
import type { StationConfig } from './station-config.ts'
import { layTrainingCard } from './training/training-chip.ts'
import { readTrainingCards, type TrainingSample } from './training/training-files.ts'

export interface ChipDeskParts {
  readonly desk: ApplicationDesk
  readonly chips: ChipReaders
  readonly devices: DeviceBoard
  readonly identity: StationIdentity
  readonly config: StationConfig
  readonly today: () => string
}

/** Chip reading as the applications use it: the readers, whom this office trusts, in training the card that is a program. */
export function openChipDesk(parts: ChipDeskParts): {
  readonly room: ChipReadingRoom
  readonly answers: ReturnType<typeof answerChip>
  readonly trainingCards: () => TrainingSample[] | undefined
  /** Training: a card of these people can be laid on the reader. */
  readonly laysCards: boolean
} {
  const { config } = parts
  const room = chipReadingRoom({
    desk: parts.desk,
    readers: parts.chips,
    trust: () => readChipTrust(config.chip?.trustFolder ?? ''),
    blobKey: parts.identity.blobKey,
    onDevice: (event, device) => parts.devices.note('chip-reader', event, device),
    today: () => plainDate(parts.today()),
  })
  const { training } = config
  const trainingCards = () => (training ? readTrainingCards(training.samplesFile) : undefined)
  const layCard = (card: TrainingSample | null) => layTrainingCard(training?.chipOrders, card)
  return {
    room,
    answers: answerChip({ room, trainingCards, layCard }),
    trainingCards,
    laysCards: training?.chipOrders !== undefined,
  }
}
