import { millimetres, openPaper, type Paper, trainingMark } from '../paper/index.ts'

export interface PageInput {
  readonly training: boolean
  readonly printer: string
  /** ISO 8601 instant. */
  readonly at: string
}

/** Where the measuring cross stands, from the left and the top edge of the sheet. */
export const CROSS_MM = 50
const RULER_FROM_MM = 5
const RULER_UNTIL_MM = 150

function open(title: string, input: PageInput): Paper {
  return openPaper({
    title,
    remark: '',
    createdAt: input.at,
    underlay: input.training ? trainingMark : undefined,
  })
}

function lines(paper: Paper, texts: readonly string[], leftMm: number, topMm: number): void {
  for (const [i, text] of texts.entries()) {
    const style = { face: i === 0 ? 'bold' : 'regular', size: i === 0 ? 14 : 12 } as const
    paper.setText(text, style, millimetres(leftMm), millimetres(topMm + i * 7))
  }
}

/** One page that shows that the printer prints Vietnamese, in black and in grey, to its edges. */
export async function testPage(input: PageInput): Promise<Uint8Array> {
  const paper = open('Trang in thử', input)
  const { document } = paper
  lines(
    paper,
    [
      'TRANG IN THỬ — SỔ BỘ',
      `Máy in: ${input.printer}`.slice(0, 80),
      `Lúc: ${input.at}`,
      'Ắ Ằ Ẳ Ẵ Ặ Ấ Ầ Ẩ Ẫ Ậ Ế Ề Ể Ễ Ệ Ố Ồ Ổ Ỗ Ộ Ớ Ờ Ở Ỡ Ợ Ứ Ừ Ử Ữ Ự Đ',
      'Nguyễn Thị Thuỳ Dương, Phường Phú Thượng, Quận Tây Hồ',
    ],
    30,
    40,
  )
  for (const [i, grey] of ['#000000', '#404040', '#808080', '#c0c0c0'].entries())
    document.rect(millimetres(30 + i * 30), millimetres(85), millimetres(25), millimetres(15)).fill(grey)
  document.rect(millimetres(10), millimetres(10), millimetres(190), millimetres(277)).stroke('black')
  return paper.finish(() => undefined)
}

/**
 * Two rulers that count millimetres from the edges of the sheet, and a cross at 50 mm from both: what a real ruler measures from the
 * edge to the cross, less 50, is what the offset must take back.
 */
export async function rulerPage(input: PageInput): Promise<Uint8Array> {
  const paper = open('Trang căn chỉnh phôi', input)
  const { document } = paper
  const cross = millimetres(CROSS_MM)
  document.lineWidth(0.4)
  for (let mm = RULER_FROM_MM; mm <= RULER_UNTIL_MM; mm++) {
    const length = millimetres(mm % 10 === 0 ? 5 : mm % 5 === 0 ? 3.5 : 2)
    const place = millimetres(mm)
    document.moveTo(place, cross).lineTo(place, cross - length)
    document.moveTo(cross, place).lineTo(cross - length, place)
  }
  document.moveTo(millimetres(RULER_FROM_MM), cross).lineTo(millimetres(RULER_UNTIL_MM), cross)
  document.moveTo(cross, millimetres(RULER_FROM_MM)).lineTo(cross, millimetres(RULER_UNTIL_MM))
  document.stroke()
  const small = { face: 'regular', size: 7 } as const
  for (let mm = 10; mm <= RULER_UNTIL_MM; mm += 10) {
    if (mm === CROSS_MM) continue
    paper.setText(String(mm), small, millimetres(mm - 1.5), cross - millimetres(6))
    paper.setText(String(mm), small, cross - millimetres(9), millimetres(mm + 1))
  }
  lines(
    paper,
    [
      'TRANG CĂN CHỈNH PHÔI',
      '1. Đặt giấy trắng cùng khổ với phôi, in trang này.',
      '2. Đo từ mép trái tờ giấy đến vạch dọc: nếu không đúng 50 mm, lấy 50 trừ số đo, ghi vào ô "Sang phải".',
      '3. Đo từ mép trên tờ giấy đến vạch ngang: lấy 50 trừ số đo, ghi vào ô "Xuống dưới".',
      '4. In lại trang này: hai vạch phải cách mép đúng 50 mm.',
    ],
    15,
    170,
  )
  return paper.finish(() => undefined)
}
