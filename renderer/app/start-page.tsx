import type { ReactNode } from 'react'
import { useText } from './text.ts'

/** Before the core has said anything about the station: the product's name and what is being done, where the sign-in will stand. */
export function StartPage({ children }: { children: ReactNode }) {
  const t = useText()
  return (
    <div className="front">
      <main className="front-card">
        <h1 className="front-product">{t('product')}</h1>
        {children}
      </main>
    </div>
  )
}
