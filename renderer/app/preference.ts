import { type Language, languages } from './text.ts'

/** What the person at the window chose for the window itself; kept on this machine, never about a citizen. */
export const themes = ['light', 'contrast'] as const
export type Theme = (typeof themes)[number]

interface Preferences {
  readonly language: Language
  readonly theme: Theme
}

const allowed: { readonly [K in keyof Preferences]: readonly Preferences[K][] } = { language: languages, theme: themes }

/** The kept choice, or the first allowed value (Vietnamese, light) where nothing valid is kept. */
export function keptPreference<K extends keyof Preferences>(name: K): Preferences[K] {
  const [first, ...rest] = allowed[name]
  const kept = localStorage.getItem(`preference.${name}`)
  const found = rest.find((value) => value === kept)
  return found ?? (first as Preferences[K])
}

export function keepPreference<K extends keyof Preferences>(name: K, value: Preferences[K]): void {
  localStorage.setItem(`preference.${name}`, value)
}

/** Hears of a choice made in another window of this desk; answers how to stop hearing. */
export function onPreferenceElsewhere(name: keyof Preferences, listener: () => void): () => void {
  const heard = (event: StorageEvent): void => {
    if (event.key === `preference.${name}`) listener()
  }
  addEventListener('storage', heard)
  return () => removeEventListener('storage', heard)
}

export function showTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
}
