import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ErrorRoom } from './error-room.tsx'
import { type EvidencePlace, EvidenceRoom, type EvidenceWidth } from './evidence.tsx'
import { FrameKeys } from './frame-keys.tsx'
import { KeyBar } from './key-bar.tsx'
import { StartDialogs } from './start-dialogs.tsx'
import { useText } from './text.ts'
import { TopBar } from './top-bar.tsx'
import { WorkRail } from './work-rail.tsx'

/** What is always there: top bar, rail of work lists, the work, the evidence beside it, the keys. */
export function Frame() {
  const t = useText()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const work = useRef<HTMLElement>(null)
  const [evidence, setEvidence] = useState<EvidencePlace>(null)
  const [width, setWidth] = useState<EvidenceWidth>('none')
  return (
    <div className="frame" data-evidence={width === 'none' ? undefined : width}>
      <button type="button" className="skip" onClick={() => work.current?.focus()}>
        {t('frame.skip')}
      </button>
      <TopBar />
      <WorkRail />
      <main className="frame-work" ref={work} tabIndex={-1} data-enter-moves="">
        <EvidenceRoom place={evidence} onUse={setWidth}>
          <ErrorRoom key={pathname} onLeave={() => void navigate({ to: '/' })}>
            <Outlet />
          </ErrorRoom>
        </EvidenceRoom>
      </main>
      <aside
        className="frame-evidence"
        hidden={width === 'none'}
        aria-label={t('frame.evidence')}
        ref={setEvidence}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a column that scrolls must be reachable by keyboard
        tabIndex={0}
      />
      <KeyBar />
      <FrameKeys />
      <StartDialogs />
    </div>
  )
}
