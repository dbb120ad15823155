import { DeviceError, type DeviceKind } from '../hardware/index.ts'

/** Work on a device, or 'too-slow' after `ms`; a fault that is no `DeviceError` becomes one, so that one broken driver hides no other. */
export async function within<T>(
  ms: number,
  device: DeviceKind,
  step: string,
  work: () => Promise<T> | undefined,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new DeviceError('too-slow', step, device)), ms)
    })
    return (await Promise.race([work(), late])) as T
  } catch (cause) {
    throw cause instanceof DeviceError ? cause : new DeviceError('interrupted', step, device, { cause })
  } finally {
    clearTimeout(timer)
  }
}
