/** Coverage 0–1 of a shape at a point; edges are soft over about a pixel and a half. */
export type Shape = (x: number, y: number) => number

export const soft = (distance: number, edge = 0.6) => 1 / (1 + Math.exp(distance / edge))

/** Ellipse, with the distance to its rim taken along the radius. */
export function ellipse(cx: number, cy: number, rx: number, ry: number, edge?: number): Shape {
  const least = Math.min(rx, ry)
  return (x, y) => soft((Math.hypot((x - cx) / rx, (y - cy) / ry) - 1) * least, edge)
}

export const both =
  (a: Shape, b: Shape): Shape =>
  (x, y) =>
    a(x, y) * b(x, y)
export const without =
  (a: Shape, b: Shape): Shape =>
  (x, y) =>
    a(x, y) * (1 - b(x, y))
export const above =
  (limit: number, edge = 1.2): Shape =>
  (_x, y) =>
    soft(y - limit, edge)
export const below =
  (limit: number, edge = 1.2): Shape =>
  (_x, y) =>
    soft(limit - y, edge)

/** A stroke along a shallow arc: brows and lips. */
export function arc(cx: number, cy: number, half: number, rise: number, thick: number): Shape {
  return (x, y) => {
    const along = (x - cx) / half
    if (Math.abs(along) > 1.15) return 0
    const middle = cy - rise * (1 - along * along)
    return (
      soft(Math.abs(y - middle) - thick * (1 - 0.55 * along * along), 0.9) * soft((Math.abs(along) - 1) * half, 1.4)
    )
  }
}
