/**
 * Reads the text of a QR symbol of version 1 or 2 (ISO/IEC 18004), without error correction:
 * enough to prove what an encoder wrote. Throws on anything else.
 */
export function readQr(side: number, dark: readonly boolean[]): string {
  const at = (x: number, y: number) => dark[y * side + x] === true
  const mask = ((Number(at(2, 8)) << 2) | (Number(at(3, 8)) << 1) | Number(at(4, 8))) ^ 0b101
  const bits: number[] = []
  let upwards = true
  for (let right = side - 1; right > 0; right -= 2) {
    if (right === 6) right = 5 // the timing column
    for (let step = 0; step < side; step += 1) {
      const y = upwards ? side - 1 - step : step
      for (const x of [right, right - 1]) {
        if (!isFunction(x, y, side)) bits.push(Number(at(x, y) !== isMasked(mask, x, y)))
      }
    }
    upwards = !upwards
  }
  let read = 0
  const take = (count: number) => {
    read += count
    return bits.slice(read - count, read).reduce((value, bit) => value * 2 + bit, 0)
  }
  let text = ''
  // the terminator is shorter than four bits where the data bits are used up
  const level = ((Number(at(0, 8)) << 1) | Number(at(1, 8))) ^ 0b10
  const capacity = (side === 21 ? [128, 152, 72, 104] : [224, 272, 128, 176])[level] ?? 0
  while (read + 4 <= capacity) {
    const mode = take(4)
    if (mode === 0) break
    if (mode === 1) text += digits(take, take(10))
    else if (mode === 2) text += alphanumerics(take, take(9))
    else if (mode === 4) text += Array.from({ length: take(8) }, () => String.fromCharCode(take(8))).join('')
    else throw new Error(`QR mode ${mode}`)
  }
  return text
}

type Take = (count: number) => number
const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

function digits(take: Take, count: number): string {
  let text = ''
  for (let left = count; left > 0; left -= 3) {
    const size = Math.min(3, left)
    text += String(take([0, 4, 7, 10][size] ?? 0)).padStart(size, '0')
  }
  return text
}

function alphanumerics(take: Take, count: number): string {
  let text = ''
  for (let left = count; left > 0; left -= 2) {
    const value = take(left === 1 ? 6 : 11)
    text += left === 1 ? ALPHANUMERIC[value] : `${ALPHANUMERIC[Math.floor(value / 45)]}${ALPHANUMERIC[value % 45]}`
  }
  return text
}

function isFunction(x: number, y: number, side: number): boolean {
  const finder = (x < 9 && y < 9) || (x >= side - 8 && y < 9) || (x < 9 && y >= side - 8)
  const alignment = side === 25 && x >= 16 && x <= 20 && y >= 16 && y <= 20
  return finder || x === 6 || y === 6 || alignment
}

function isMasked(mask: number, x: number, y: number): boolean {
  const rules = [
    (x + y) % 2,
    y % 2,
    x % 3,
    (x + y) % 3,
    (Math.floor(y / 2) + Math.floor(x / 3)) % 2,
    ((x * y) % 2) + ((x * y) % 3),
    (((x * y) % 2) + ((x * y) % 3)) % 2,
    (((x + y) % 2) + ((x * y) % 3)) % 2,
  ]
  return rules[mask] === 0
}
