import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { createPortal } from 'react-dom'

export type EvidencePlace = HTMLElement | null

const EvidenceContext = createContext<{ place: EvidencePlace; onUse: (used: boolean) => void } | undefined>(undefined)

export function EvidenceRoom({
  place,
  onUse,
  children,
}: {
  place: EvidencePlace
  onUse: (used: boolean) => void
  children: ReactNode
}) {
  return <EvidenceContext value={{ place, onUse }}>{children}</EvidenceContext>
}

/** The right column (Tài liệu đối chiếu): what a screen puts inside appears there, and the column with it. */
export function Evidence({ children }: { children: ReactNode }) {
  const room = useContext(EvidenceContext)
  const onUse = room?.onUse
  useEffect(() => {
    onUse?.(true)
    return () => onUse?.(false)
  }, [onUse])
  return room?.place ? createPortal(children, room.place) : null
}
