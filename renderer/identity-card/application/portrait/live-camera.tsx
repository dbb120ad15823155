import { useEffect, useRef, useState } from 'react'
import type { PortraitCheck } from '../../../../domain/identity-card/application.ts'
import { useText } from '../../../app/index.ts'
import { Banner, Button, SelectField, useCommand } from '../../../kit/index.ts'
import { CheckList } from './check-list.tsx'
import { middleCrop } from './crop.ts'
import type { FaceWatchHeld } from './face/use-face-watch.ts'
import { Guide } from './guide.tsx'
import { judge } from './judge.ts'
import type { Shot } from './portrait-step.tsx'
import { shotOf, takeShot } from './take-shot.ts'
import { useCamera } from './use-camera.ts'

/** Hints change with the picture, not faster than they can be read. */
const LOOK_EVERY_MS = 500

/** The live picture in its guide; F8 takes it. Without a camera a picture file can be imported. */
export function LiveCamera({ face, onShot }: { face: FaceWatchHeld; onShot: (shot: Shot) => void }) {
  const t = useText()
  const camera = useCamera(true)
  const [checks, setChecks] = useState<readonly PortraitCheck[]>([])
  const [fault, setFault] = useState<'not-a-picture' | 'not-taken'>()
  const file = useRef<HTMLInputElement>(null)
  const { video, state } = camera
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    if (state !== 'live') return
    let over = false
    const look = async () => {
      const picture = video.current
      if (!picture || picture.videoWidth === 0) return
      const crop = middleCrop(picture.videoWidth, picture.videoHeight)
      const watch = face.watch()
      const judged = await judge(picture, crop, watch)
      // A model that is still at the last picture keeps the hints of that picture.
      if (!over && (judged.withFace || watch.state !== 'ready')) setChecks(judged.checks)
    }
    const timer = setInterval(() => void look().catch(() => setFault('not-taken')), LOOK_EVERY_MS)
    return () => {
      over = true
      clearInterval(timer)
    }
  }, [state, video, face.watch])

  async function freeze(): Promise<void> {
    const picture = video.current
    if (!picture || picture.videoWidth === 0 || busy) return
    setFault(undefined)
    setBusy(true)
    try {
      onShot(await takeShot(picture, face.watch()))
    } catch {
      setFault('not-taken')
    } finally {
      setBusy(false)
    }
  }
  async function importFile(picked: File | undefined): Promise<void> {
    if (!picked) return
    setFault(undefined)
    try {
      const picture = await createImageBitmap(picked)
      onShot(await shotOf(picture, face.watch()))
      picture.close()
    } catch {
      setFault('not-a-picture')
    }
  }
  const live = state === 'live'
  useCommand(
    live
      ? {
          id: 'application.capture',
          words: t('application.portrait.take'),
          keys: 'F8',
          bar: 50,
          run: () => void freeze(),
        }
      : undefined,
  )
  return (
    <div className="a-live">
      <div className="a-portrait-frame" data-live={live ? '' : undefined}>
        {live || state === 'starting' ? (
          <>
            <video ref={video} autoPlay muted playsInline aria-label={t('application.portrait.live')} />
            <Guide />
          </>
        ) : (
          <p className="a-no-camera">{t(`application.portrait.trouble.${state}`)}</p>
        )}
      </div>
      <div className="a-stack">
        {live ? <CheckList checks={checks} /> : null}
        {live && face.state !== 'ready' ? (
          <p className="a-face-model">{t(`application.portrait.face-model.${face.state}`)}</p>
        ) : null}
        <div className="a-stack">
          <strong>{t('application.portrait.look-yourself')}</strong>
          <p>{t('application.portrait.rules')}</p>
        </div>
        {live && camera.missing !== undefined ? (
          <Banner tone="wait">
            {camera.missing === ''
              ? t('set-up.camera-away-unnamed')
              : t('set-up.camera-away', { name: camera.missing })}
          </Banner>
        ) : null}
        {camera.devices.length > 1 ? (
          <SelectField
            label={t('application.portrait.device')}
            choices={camera.devices.map((one, at) => ({
              id: one.deviceId,
              label: one.label === '' ? t('application.portrait.device-numbered', { number: at + 1 }) : one.label,
            }))}
            value={camera.device === '' ? (camera.devices[0]?.deviceId ?? '') : camera.device}
            onChoose={camera.choose}
          />
        ) : null}
        {fault ? <Banner tone="bad">{t(`application.portrait.${fault}`)}</Banner> : null}
        <div className="a-row">
          {live ? (
            <Button kind="main" keys="F8" autoFocus busy={busy} onPress={() => void freeze()}>
              {t('application.portrait.take')}
            </Button>
          ) : state === 'starting' ? null : (
            <Button onPress={camera.tryAgain}>{t('application.portrait.try-again')}</Button>
          )}
          <Button icon="paper" onPress={() => file.current?.click()}>
            {t('application.portrait.import')}
          </Button>
          <input
            ref={file}
            type="file"
            accept="image/jpeg,image/png"
            className="visually-hidden"
            tabIndex={-1}
            aria-label={t('application.portrait.import')}
            onChange={(event) => {
              void importFile(event.currentTarget.files?.[0])
              event.currentTarget.value = ''
            }}
          />
        </div>
      </div>
    </div>
  )
}
