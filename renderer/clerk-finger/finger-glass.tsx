import { useState } from 'react'
import { FingerNotice } from '../../preload/contract/clerk-finger.ts'
import { ask, useNotice, useText } from '../app/index.ts'
import { Icon, Picture, Progress } from '../kit/index.ts'

/** The scanner's glass while a clerk's finger lies on it; nothing of it is kept. */
export function FingerGlass({ busy, doing }: { busy: boolean; doing: string }) {
  const t = useText()
  const [frame, setFrame] = useState<Uint8Array>()
  useNotice('finger', (body) => {
    const notice = FingerNotice.safeParse(body)
    if (notice.success) setFrame(notice.data.jpeg)
  })
  return (
    <div className="finger-glass" data-live={busy ? '' : undefined}>
      <div className="finger-glass-picture">
        {busy && frame ? (
          <Picture bytes={frame} mediaType="image/jpeg" alt={t('clerk-finger.live')} />
        ) : (
          <Icon name="finger" />
        )}
      </div>
      {busy ? <Progress doing={doing} onCancel={() => void ask('clerk-finger.cancel-scan', {})} /> : <p>{doing}</p>}
    </div>
  )
}
