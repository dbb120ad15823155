import { useState } from 'react'
import type { PortraitCheck } from '../../../../domain/identity-card/application.ts'
import { useText } from '../../../app/index.ts'
import { Banner, Button } from '../../../kit/index.ts'
import { BlobPicture } from '../evidence/blob-picture.tsx'
import { useView } from '../saving/draft-room.tsx'
import { CheckList } from './check-list.tsx'
import { useFaceWatch } from './face/use-face-watch.ts'
import { LiveCamera } from './live-camera.tsx'
import { TakenShot } from './taken-shot.tsx'

/** A picture that was taken and not yet kept. */
export interface Shot {
  readonly jpeg: Uint8Array<ArrayBuffer>
  readonly checks: readonly PortraitCheck[]
}

/** 5 Ảnh khuôn mặt: live, then the shot as it will look on the card, then kept; a kept one can be taken anew. */
export function PortraitStep() {
  const t = useText()
  const { id, captures } = useView()
  const [anew, setAnew] = useState(false)
  const [shot, setShot] = useState<Shot>()
  const face = useFaceWatch()
  const { portrait } = captures
  if (shot) {
    return (
      <TakenShot
        shot={shot}
        onAgain={() => setShot(undefined)}
        onKept={() => {
          setShot(undefined)
          setAnew(false)
        }}
      />
    )
  }
  if (portrait && !anew) {
    return (
      <div className="a-kept">
        <div className="a-portrait-frame">
          <BlobPicture id={id} blob={portrait.blob} alt={t('application.portrait.kept-alt')} />
        </div>
        <div className="a-stack">
          <Banner tone={portrait.override ? 'wait' : 'good'}>
            {portrait.override
              ? t('application.portrait.kept-override', {
                  reason: t.first([
                    `application.portrait.reason.${portrait.override.reason}`,
                    'application.unknown-reason',
                  ]),
                  remark: portrait.override.remark,
                })
              : t('application.portrait.kept')}
          </Banner>
          <CheckList checks={portrait.checks} />
          <div className="a-row">
            <Button onPress={() => setAnew(true)}>{t('application.portrait.anew')}</Button>
          </div>
        </div>
      </div>
    )
  }
  return <LiveCamera face={face} onShot={setShot} />
}
