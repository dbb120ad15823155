import { open, rename } from 'node:fs/promises'
import type { Colour, FaceLook } from './drawn-face.ts'
import { type FacePose, POSED_HEIGHT as HEIGHT, paintPose, POSED_WIDTH as WIDTH } from './posed-face.ts'

/** Eyes open in most frames, one short blink. Chromium loops the file. */
const USUAL: readonly FacePose[] = [1, 1, 1, 1, 1, 1, 1, 0.35, 0.35, 1].map((eyes) => ({ eyes }))

const SKINS: readonly Colour[] = [
  [226, 178, 148],
  [214, 163, 130],
  [234, 190, 162],
]
const HAIRS: readonly Colour[] = [
  [34, 28, 26],
  [46, 34, 28],
  [26, 24, 26],
]
const SHIRTS: readonly Colour[] = [
  [52, 78, 122],
  [70, 96, 84],
  [104, 58, 66],
]

/** Who sits before the camera: the same seed, the same face of nobody. */
export function lookOf(seed: number): FaceLook {
  const pick = <T>(from: readonly T[], by: number): T => {
    const found = from[by % from.length]
    if (found === undefined) throw new RangeError('nothing to pick from')
    return found
  }
  return {
    skin: pick(SKINS, seed),
    hair: pick(HAIRS, seed >> 2),
    shirt: pick(SHIRTS, seed >> 4),
    width: 1 + ((seed % 7) - 3) * 0.012,
  }
}

/** RGB to planar Y'CbCr 4:2:0, BT.601 studio range, with the grain a camera has. */
function toYuv(rgb: Float32Array, grain: (i: number) => number): Buffer {
  const luma = WIDTH * HEIGHT
  const frame = Buffer.alloc(luma + luma / 2)
  const part = (i: number, k: number) => rgb[i * 3 + k] ?? 0
  for (let i = 0; i < luma; i++) {
    const y = 16 + 0.257 * part(i, 0) + 0.504 * part(i, 1) + 0.098 * part(i, 2) + grain(i)
    frame[i] = Math.max(16, Math.min(235, Math.round(y)))
  }
  for (let y = 0; y < HEIGHT; y += 2) {
    for (let x = 0; x < WIDTH; x += 2) {
      const i = y * WIDTH + x
      const at = (y / 2) * (WIDTH / 2) + x / 2
      frame[luma + at] = Math.round(128 - 0.148 * part(i, 0) - 0.291 * part(i, 1) + 0.439 * part(i, 2))
      frame[luma + luma / 4 + at] = Math.round(128 + 0.439 * part(i, 0) - 0.368 * part(i, 1) - 0.071 * part(i, 2))
    }
  }
  return frame
}

/** Writes the video (YUV4MPEG2, 640×480, ten frames a second) that Chromium plays as a camera: one pose a frame. */
export async function writeFakeCameraVideo(
  file: string,
  seed: number,
  poses: readonly FacePose[] = USUAL,
): Promise<void> {
  const look = lookOf(seed)
  const painted = new Map<string, Float32Array>()
  const handle = await open(`${file}.new`, 'w', 0o600)
  try {
    await handle.write(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`)
    for (const [i, pose] of poses.entries()) {
      const key = JSON.stringify(pose)
      const rgb = painted.get(key) ?? paintPose(look, pose)
      painted.set(key, rgb)
      const frame = toYuv(rgb, (k) => ((Math.imul(k + i * 7919, 2_654_435_761) >>> 24) / 255 - 0.5) * 3)
      await handle.write('FRAME\n')
      await handle.write(frame)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.new`, file)
}
