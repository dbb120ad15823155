/** Points in one millimetre; PDF counts in points of 1/72 inch. */
const POINTS_PER_MILLIMETRE = 72 / 25.4

export function millimetres(count: number): number {
  return count * POINTS_PER_MILLIMETRE
}

/** A rectangle on a page, in points from the top left corner. */
export interface Bounds {
  readonly left: number
  readonly right: number
}

/** A4, ISO 216. */
export const PAGE_WIDTH = millimetres(210)
export const PAGE_HEIGHT = millimetres(297)

/** Margins within NĐ 30/2020/NĐ-CP, Phụ lục I: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm. */
export const BODY_TOP = millimetres(20)
export const BODY_BOTTOM = PAGE_HEIGHT - millimetres(20)
export const BODY: Bounds = { left: millimetres(30), right: PAGE_WIDTH - millimetres(15) }

/** Distance of baselines as a multiple of the type size; leaves room for stacked Vietnamese marks (Ẫ, Ự). */
export const LEADING = 1.3

/** Height of the ink above and below the baseline as a share of the type size (Liberation Serif, marks included). */
export const RISE = 0.92
export const FALL = 0.24
