import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { IntlProvider } from 'react-intl'
import { setAriaWords } from '../kit/aria-words.ts'
import { loadTexts, type Texts } from './load-texts.ts'
import { keepPreference, keptPreference, onPreferenceElsewhere } from './preference.ts'
import { type Language, useText } from './text.ts'

interface LanguageChoice {
  readonly language: Language
  readonly choose: (language: Language) => void
}
const LanguageContext = createContext<LanguageChoice | undefined>(undefined)

/** Words and number shapes of the chosen language for everything inside; the choice is remembered on this machine. */
export function LanguageRoom({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() => keptPreference('language'))
  const [loaded, setLoaded] = useState<{ language: Language; texts: Texts }>()
  useEffect(() => {
    let over = false
    void loadTexts(language).then((texts) => {
      if (!over) setLoaded({ language, texts })
    })
    return () => {
      over = true
    }
  }, [language])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  // The windows of one desk speak one language: what is chosen in the one is followed by the other.
  useEffect(() => onPreferenceElsewhere('language', () => setLanguage(keptPreference('language'))), [])
  const choose = useCallback((next: Language) => {
    keepPreference('language', next)
    setLanguage(next)
  }, [])
  const choice = useMemo(() => ({ language, choose }), [language, choose])
  if (!loaded) return null
  return (
    <LanguageContext value={choice}>
      <I18nProvider locale={loaded.language === 'vi' ? 'vi-VN' : 'en-GB'}>
        <IntlProvider locale={loaded.language} defaultLocale="vi" messages={loaded.texts} timeZone="Asia/Ho_Chi_Minh">
          <SpokenWords />
          {children}
        </IntlProvider>
      </I18nProvider>
    </LanguageContext>
  )
}

/** Keeps what the controls say by themselves in the language of the window. */
function SpokenWords() {
  const t = useText()
  setAriaWords(t)
  return null
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext)
  if (!choice) throw new Error('useLanguage needs a LanguageRoom above it')
  return choice
}
