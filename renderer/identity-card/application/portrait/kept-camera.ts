const KEY = 'preference.camera'

/** The camera chosen last on this machine, by the browser's own name for it; empty where none was. */
export const keptCamera = (): string => localStorage.getItem(KEY) ?? ''

export const keepCamera = (deviceId: string): void => localStorage.setItem(KEY, deviceId)
