import jpeg from 'jpeg-js'
import type { Hand } from '../../../../domain/biometric/finger-position.ts'
import type { PrintImage } from '../print-record.ts'

const WIDTH = 640
const HEIGHT = 380
const GLASS = 246

/**
 * One frame of the glass: the fingers side by side, sliding in and darkening as they settle. `settled` from 0 (nothing) to
 * 1 (at rest). Prints come from index to little finger; a left hand lies the other way round. JPEG, grey.
 */
export function previewFrame(prints: readonly PrintImage[], settled: number, hand: Hand = 'right'): Uint8Array {
  const data = Buffer.alloc(WIDTH * HEIGHT * 4, GLASS)
  const slots = Math.max(1, prints.length)
  const scale = slots === 1 ? 0.9 : slots === 2 ? 0.75 : 0.5
  for (const [i, print] of prints.entries()) {
    // Middle and ring reach higher than the index finger, the little one lies eight millimetres lower.
    const lift = slots === 4 ? ([-10, -60, -35, 85][i] ?? 0) : 0
    const slot = slots === 4 && hand === 'left' ? slots - 1 - i : i
    const left = Math.round((WIDTH / slots) * (slot + 0.5) - (print.width * scale) / 2)
    const top = Math.round((HEIGHT - print.height * scale) / 2 + lift + (1 - settled) * 90)
    for (let y = 0; y < print.height * scale; y++) {
      for (let x = 0; x < print.width * scale; x++) {
        const [px, py] = [left + x, top + y]
        if (px < 0 || py < 0 || px >= WIDTH || py >= HEIGHT) continue
        // The paper-white around a print is no ink: only what is darker than the glass shows.
        const ink = Math.max(
          0,
          GLASS - 16 - (print.grey[Math.floor(y / scale) * print.width + Math.floor(x / scale)] ?? 255),
        )
        const grey = Math.max(0, GLASS - ink * Math.min(1, settled * 1.1))
        const at = (py * WIDTH + px) * 4
        data[at] = grey
        data[at + 1] = grey
        data[at + 2] = grey
      }
    }
  }
  return jpeg.encode({ width: WIDTH, height: HEIGHT, data }, 70).data
}
