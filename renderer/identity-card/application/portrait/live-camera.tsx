import { useEffect, useRef, useState } from 'react'
import type { PortraitCheck } from '../../../../domain/identity-card/application.ts'
import { useText } from '../../../app/index.ts'
import { Banner, Button, SelectField, useCommand } from '../../../kit/index.ts'
import { CheckList } from './check-list.tsx'
import { judgedPixels, middleCrop, portraitJpeg } from './crop.ts'
import { Guide } from './guide.tsx'
import { portraitChecks } from './portrait-checks.ts'
import type { Shot } from './portrait-step.tsx'
import { useCamera } from './use-camera.ts'

/** Hints change with the picture, not faster than they can be read. */
const LOOK_EVERY_MS = 500

/** The live picture in its guide; F8 takes it. Without a camera a picture file can be imported. */
export function LiveCamera({ onShot }: { onShot: (shot: Shot) => void }) {
  const t = useText()
  const camera = useCamera(true)
  const [checks, setChecks] = useState<readonly PortraitCheck[]>([])
  const [fault, setFault] = useState<'not-a-picture' | 'not-taken'>()
  const file = useRef<HTMLInputElement>(null)
  const { video, state } = camera

  useEffect(() => {
    if (state !== 'live') return
    const timer = setInterval(() => {
      const picture = video.current
      if (!picture || picture.videoWidth === 0) return
      const crop = middleCrop(picture.videoWidth, picture.videoHeight)
      setChecks(portraitChecks(judgedPixels(picture, crop), crop.height))
    }, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [state, video])

  async function take(source: CanvasImageSource, width: number, height: number): Promise<void> {
    const crop = middleCrop(width, height)
    onShot({ checks: portraitChecks(judgedPixels(source, crop), crop.height), jpeg: await portraitJpeg(source, crop) })
  }
  async function freeze(): Promise<void> {
    const picture = video.current
    if (!picture || picture.videoWidth === 0) return
    setFault(undefined)
    await take(picture, picture.videoWidth, picture.videoHeight).catch(() => setFault('not-taken'))
  }
  async function importFile(picked: File | undefined): Promise<void> {
    if (!picked) return
    setFault(undefined)
    try {
      const picture = await createImageBitmap(picked)
      await take(picture, picture.width, picture.height)
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
        <div className="a-stack">
          <strong>{t('application.portrait.look-yourself')}</strong>
          <p>{t('application.portrait.rules')}</p>
        </div>
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
            <Button kind="main" keys="F8" autoFocus onPress={() => void freeze()}>
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
