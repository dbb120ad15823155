import { useState } from 'react'
import { useText } from '../app/index.ts'
import { useLanguage } from '../app/language.tsx'
import { keepPreference, keptPreference, showTheme, themes } from '../app/preference.ts'
import { languages } from '../app/text.ts'
import { Panel, RadioGroup } from '../kit/index.ts'

/** What a person may set for the window itself; what concerns the law and the office is set by the technician. */
export function SettingsScreen() {
  const t = useText()
  const { language, choose } = useLanguage()
  const [theme, setTheme] = useState(() => keptPreference('theme'))
  return (
    <div className="page">
      <h1>{t('menu.settings')}</h1>
      <Panel title={t('settings.window')}>
        <div className="stack">
          <RadioGroup
            label={t('settings.language')}
            value={language}
            onChoose={(id) => choose(languages.find((one) => one === id) ?? 'vi')}
            choices={languages.map((id) => ({ id, label: t(`settings.language.${id}`) }))}
          />
          <RadioGroup
            label={t('settings.theme')}
            description={t('settings.theme-explain')}
            value={theme}
            onChoose={(id) => {
              const chosen = themes.find((one) => one === id) ?? 'light'
              setTheme(chosen)
              keepPreference('theme', chosen)
              showTheme(chosen)
            }}
            choices={themes.map((id) => ({ id, label: t(`settings.theme.${id}`) }))}
          />
          <p className="k-description">{t('settings.zoom')}</p>
        </div>
      </Panel>
    </div>
  )
}
