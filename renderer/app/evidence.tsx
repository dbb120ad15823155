import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { createPortal } from 'react-dom'

export type EvidencePlace = HTMLElement | null
/** `wide`: for judging captures and papers at full size. */
export type EvidenceWidth = 'none' | 'usual' | 'wide'

const EvidenceContext = createContext<{ place: EvidencePlace; onUse: (used: EvidenceWidth) => void } | undefined>(
  undefined,
)

export function EvidenceRoom({
  place,
  onUse,
  children,
}: {
  place: EvidencePlace
  onUse: (used: EvidenceWidth) => void
  children: ReactNode
}) {
  return <EvidenceContext value={{ place, onUse }}>{children}</EvidenceContext>
}

/** The right column (Tài liệu đối chiếu): what a screen puts inside appears there, and the column with it. */
export function Evidence({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  const room = useContext(EvidenceContext)
  const onUse = room?.onUse
  useEffect(() => {
    onUse?.(wide ? 'wide' : 'usual')
    return () => onUse?.('none')
  }, [onUse, wide])
  return room?.place ? createPortal(children, room.place) : null
}
