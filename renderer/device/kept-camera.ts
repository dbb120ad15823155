const KEY = 'preference.camera'
const NAME_KEY = 'preference.camera-name'

/** The camera chosen last on this machine, by the browser's own name for it; empty where none was. */
export const keptCamera = (): string => localStorage.getItem(KEY) ?? ''

/** As its maker calls it: what is said when it is not plugged in. Empty where it never told its name. */
export const keptCameraName = (): string => localStorage.getItem(NAME_KEY) ?? ''

export function keepCamera(deviceId: string, name: string): void {
  localStorage.setItem(KEY, deviceId)
  localStorage.setItem(NAME_KEY, name.slice(0, 120))
}
