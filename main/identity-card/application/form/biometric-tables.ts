import type { FingerPosition } from '../../../../domain/biometric/finger-position.ts'
import { fieldRow, type Paper, paperTable, type TableCell } from '../../../paper/index.ts'
import type { EnrolmentSheetInput, PrintedFinger } from './enrolment-sheet-input.ts'

const HANDS: readonly { readonly name: string; readonly fingers: readonly FingerPosition[] }[] = [
  { name: 'Tay phải', fingers: ['right-thumb', 'right-index', 'right-middle', 'right-ring', 'right-little'] },
  { name: 'Tay trái', fingers: ['left-thumb', 'left-index', 'left-middle', 'left-ring', 'left-little'] },
]
const HEADINGS = ['Bàn tay', 'Ngón cái', 'Ngón trỏ', 'Ngón giữa', 'Ngón áp út', 'Ngón út'] as const

/** What a cell says of one finger; an empty cell is a finger nobody has dealt with yet. */
function fingerWords(finger: PrintedFinger | undefined): string {
  if (!finger) return ''
  if ('absence' in finger) return `Không thu: ${finger.absence}`
  const quality = `(${Math.round(finger.quality)}/100)`
  return finger.low ? `Đã thu – chất lượng thấp ${quality}` : `Đã thu ${quality}`
}

/** Ten fingers with quality or the reason of absence (TT 60/2021/TT-BCA, Điều 5), and the irises under the 2023 law. */
export function biometricTables(paper: Paper, input: EnrolmentSheetInput, law: '2014' | '2023', size: number): void {
  paper.y += 5
  if (input.fingerprintsAbsence !== undefined && input.fingerprintsAbsence.trim() !== '') {
    fieldRow(paper, [{ label: 'Không thu vân tay:', value: input.fingerprintsAbsence }], { size })
  } else {
    const head = HEADINGS.map((text): TableCell => ({ text, strong: true, align: 'centre' }))
    const rows = HANDS.map((hand) => [
      { text: hand.name, strong: true, align: 'centre' } as const,
      ...hand.fingers.map((finger): TableCell => ({ text: fingerWords(input.fingerprints[finger]), align: 'centre' })),
    ])
    paperTable(paper, [head, ...rows], {
      caption: 'Kết quả thu nhận vân tay',
      size: 11,
      shares: [0.15, 0.17, 0.17, 0.17, 0.17, 0.17],
    })
    paper.y += 3
  }
  if (law === '2023') {
    fieldRow(
      paper,
      [
        { label: 'Mống mắt phải:', value: input.iris?.right },
        { label: 'Mống mắt trái:', value: input.iris?.left },
      ],
      { size },
    )
  }
}
