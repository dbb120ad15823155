import type { PortraitCheck } from '../../../../domain/identity-card/application.ts'
import { type Crop, facePixels, judgedPixels } from './crop.ts'
import { faceChecks } from './face/face-checks.ts'
import type { FaceWatch } from './face/face-watch.ts'
import { portraitChecks } from './portrait-checks.ts'

/**
 * All checks of one picture: those of the face first, where the model is at hand, then those of light and ground. `patient` waits for a
 * model that is busy; without it a busy model is passed over.
 */
export async function judge(
  source: CanvasImageSource,
  crop: Crop,
  watch: FaceWatch,
  patient = false,
): Promise<{ readonly checks: readonly PortraitCheck[]; readonly withFace: boolean }> {
  const seen = await watch.look(facePixels(source, crop), patient)
  const checks = portraitChecks(judgedPixels(source, crop), crop.height)
  return { checks: [...(seen ? faceChecks(seen) : []), ...checks], withFace: seen !== undefined }
}
