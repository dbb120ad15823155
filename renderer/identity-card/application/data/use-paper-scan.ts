import { useCallback, useEffect, useRef, useState } from 'react'
import { ScanNotice } from '../../../../preload/contract/identity-card/application.ts'
import type { RequestOf } from '../../../../preload/contract/index.ts'
import { ask, useNotice } from '../../../app/index.ts'
import { useDraftAct } from '../saving/draft-room.tsx'

export interface ScanState {
  /** The page on its way, and its bytes so far. */
  readonly page: number
  readonly bytes: number
  readonly filed: number
  readonly cancelling: boolean
}

/** One scan of papers: says how far it is, can be cancelled at any moment, ends when the dialog goes. */
export function usePaperScan(id: string) {
  const act = useDraftAct('application.scan-papers')
  const [running, setRunning] = useState<ScanState>()
  const [filed, setFiled] = useState<number>()
  const busy = useRef(false)

  useNotice('scan', (body) => {
    const notice = ScanNotice.safeParse(body)
    if (!busy.current || !notice.success || notice.data.applicationId !== id) return
    const { page, bytes, filed: done } = notice.data
    setRunning((now) => (now ? { ...now, page, bytes, filed: Math.max(now.filed, done) } : now))
  })

  const start = useCallback(
    async (request: RequestOf<'application.scan-papers'>): Promise<boolean> => {
      if (busy.current) return false
      busy.current = true
      setFiled(undefined)
      setRunning({ page: 1, bytes: 0, filed: 0, cancelling: false })
      try {
        const outcome = await act.act(request)
        if (outcome?.ok) setFiled(outcome.value.pages)
        return outcome?.ok ?? false
      } finally {
        busy.current = false
        setRunning(undefined)
      }
    },
    [act.act],
  )
  const cancel = useCallback(() => {
    if (!busy.current) return
    setRunning((now) => (now ? { ...now, cancelling: true } : now))
    void ask('application.cancel-scan', { id })
  }, [id])
  // Whoever leaves the dialog stops the scanner: nobody would see its pages come.
  useEffect(() => cancel, [cancel])

  return { running, filed, failed: act.failed, start, cancel }
}
