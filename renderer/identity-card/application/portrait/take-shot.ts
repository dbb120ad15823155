import { middleCrop, portraitJpeg } from './crop.ts'
import type { FaceWatch } from './face/face-watch.ts'
import { judge } from './judge.ts'
import type { Shot } from './portrait-step.tsx'

/** People blink for about a third of a second: a shot with shut eyes is tried again before the clerk is troubled. */
const TRIES = 4
const BETWEEN_MS = 130
const PASSING = new Set(['eyes-closed', 'sharpness', 'mouth-open'])

const faultsOf = (shot: Shot) => shot.checks.filter((one) => !one.passed)

/** One still picture, judged and written. */
export async function shotOf(picture: ImageBitmap, watch: FaceWatch): Promise<Shot> {
  const crop = middleCrop(picture.width, picture.height)
  const { checks } = await judge(picture, crop, watch, true)
  return { checks, jpeg: await portraitJpeg(picture, crop) }
}

/** A shot of the live picture; where only a blink or a movement spoils it, the best of a few. */
export async function takeShot(video: HTMLVideoElement, watch: FaceWatch): Promise<Shot> {
  let best: Shot | undefined
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
    const picture = await createImageBitmap(video)
    const shot = await shotOf(picture, watch)
    picture.close()
    if (!best || faultsOf(shot).length < faultsOf(best).length) best = shot
    const faults = faultsOf(best)
    if (faults.length === 0 || faults.some((one) => !PASSING.has(one.check))) return best
  }
  if (!best) throw new Error('no picture was taken')
  return best
}
