import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { Banner, type BannerProps } from './banner.tsx'

interface Toast {
  readonly id: number
  readonly tone: BannerProps['tone']
  readonly words: ReactNode
}
type Say = (tone: BannerProps['tone'], words: ReactNode) => void

const ToastContext = createContext<Say | undefined>(undefined)

/** How long a passing message stands; refusals never pass by themselves, they stand at their place instead. */
const STAYS_MS = 6000

/** Holds the passing messages ("Đã lưu") of the window. */
export function ToastRoom({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const say = useCallback<Say>((tone, words) => {
    setToasts((standing) => [...standing.slice(-2), { id: (standing.at(-1)?.id ?? 0) + 1, tone, words }])
  }, [])
  const oldest = toasts[0]?.id
  useEffect(() => {
    if (oldest === undefined) return
    const timer = setTimeout(() => setToasts((standing) => standing.filter((toast) => toast.id !== oldest)), STAYS_MS)
    return () => clearTimeout(timer)
  }, [oldest])
  const value = useMemo(() => say, [say])
  return (
    <ToastContext value={value}>
      {children}
      <div className="k-toasts">
        {toasts.map((toast) => (
          <Banner key={toast.id} tone={toast.tone}>
            {toast.words}
          </Banner>
        ))}
      </div>
    </ToastContext>
  )
}

/** `const say = useToast(); say('good', t('saved'))` */
export function useToast(): Say {
  const say = useContext(ToastContext)
  if (!say) throw new Error('useToast needs a ToastRoom above it')
  return say
}
