import { useEffect } from 'react'
import { FailureText, useAsk, useNotice, useText } from '../app/index.ts'
import './applicant.css'
import { Reading } from './reading.tsx'
import { Waiting } from './waiting.tsx'

/**
 * The applicant's window: large, readable at arm's length, nothing but what was recorded of the person in front of it, and a name
 * only while that person reads it.
 */
export function ApplicantScreen() {
  const t = useText()
  const view = useAsk('applicant.view', {}, { forget: true })
  const { refetch } = view
  useNotice('applicant', () => void refetch())
  useNotice('core-state', () => void refetch())
  useEffect(() => {
    document.documentElement.dataset.window = 'applicant'
    return () => {
      delete document.documentElement.dataset.window
    }
  }, [])
  // Without an answer nothing of the last person may stay on the screen.
  if (view.error) {
    return (
      <main className="p-screen">
        <FailureText failed={view.error} />
      </main>
    )
  }
  const { data } = view
  if (!data) return <Waiting state="starting" ticket={null} />
  switch (data.state) {
    case 'blank':
      return <main className="p-screen p-blank" aria-label={t('applicant.blank')} />
    case 'reading':
      return <Reading key={data.digest} view={data} onAnswered={() => void refetch()} />
    case 'waiting':
    case 'confirmed':
    case 'rejected':
      return <Waiting state={data.state} ticket={data.ticket} />
  }
}
