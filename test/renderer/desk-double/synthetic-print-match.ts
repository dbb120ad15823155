import type { ReplyOf } from '../../../preload/contract/index.ts'
import { openApplication } from './synthetic-application.ts'

type Compared = ReplyOf<'application.compare-prints'>

/** The second dossier that waits has somebody else's prints, the third could not be compared, all others are alone. */
export function printMatches(id: string): Compared {
  if (id.endsWith('-2')) return { compared: false, others: 0, matches: [] }
  if (!id.endsWith('-1')) return { compared: true, others: 17, matches: [] }
  const { prints } = openApplication(id).captures
  const fingers = (['right-thumb', 'right-index', 'left-thumb'] as const).map((position) => ({
    position,
    blob: prints[position]?.blob ?? '',
    otherBlob: prints[position]?.blob ?? '',
  }))
  return {
    compared: true,
    others: 17,
    matches: [
      {
        id: 'a-approved-0',
        number: '000207',
        state: 'approved',
        fullName: 'TRẦN THỊ BÍCH NGỌC',
        personalNumber: '001301054321',
        dateOfBirth: '02/09/2001',
        falseMatch: 'one-in-a-million',
        fingers,
      },
    ],
  }
}
