import '@fontsource/be-vietnam-pro/400.css'
import '@fontsource/be-vietnam-pro/500.css'
import '@fontsource/be-vietnam-pro/600.css'
import './kit/kit.css'
import './app/app.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { getBridge } from './app/bridge.ts'
import { LanguageRoom } from './app/language.tsx'
import { keptPreference, onPreferenceElsewhere, showTheme } from './app/preference.ts'
import { giveAriaWords } from './kit/aria-words.ts'

const place = document.getElementById('window')
if (!place) throw new Error('the page has no place for the window')

showTheme(keptPreference('theme'))
onPreferenceElsewhere('theme', () => showTheme(keptPreference('theme')))
giveAriaWords()
/** One query client for the life of the window; a lock destroys the window and all it held. */
const client = new QueryClient({
  defaultOptions: {
    queries: { retry: false, refetchOnWindowFocus: true, staleTime: 1000, networkMode: 'always' },
    mutations: { networkMode: 'always', retry: false },
  },
})
/** Each kind of window fetches only its own screens. */
const { Window } = await {
  applicant: () => import('./app/second-screen.tsx'),
  paper: () => import('./printing/paper-window.tsx'),
  desk: () => import('./app/desk-window.tsx'),
}[getBridge().window]()

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <LanguageRoom>
        <Window />
      </LanguageRoom>
    </QueryClientProvider>
  </StrictMode>,
)
