import type { RequestOf } from '../../preload/contract/index.ts'
import { ask } from '../app/index.ts'

type Told = RequestOf<'device.tell-cameras'>

/** Tells the core which cameras this window sees, for the device board. `used`: the camera that gives a picture now. */
export async function tellCameras(
  how: { readonly used?: string; readonly trouble?: Told['trouble'] } = {},
): Promise<boolean> {
  const all = await navigator.mediaDevices.enumerateDevices()
  const cameras = all
    .filter((one) => one.kind === 'videoinput')
    .slice(0, 10)
    .map((one, at) => ({
      // A window that has not yet opened a camera is not told their names.
      name: (one.label === '' ? `#${at + 1}` : one.label).slice(0, 120),
      used: how.used !== undefined && one.deviceId === how.used,
    }))
  const outcome = await ask('device.tell-cameras', { cameras, trouble: how.trouble ?? null })
  return outcome.ok
}
