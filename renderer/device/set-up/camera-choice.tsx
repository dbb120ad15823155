import { useCallback, useEffect, useState } from 'react'
import { useText } from '../../app/index.ts'
import { Banner, Button, Panel, SelectField, StatusLine } from '../../kit/index.ts'
import { keepCamera, keptCamera, keptCameraName } from '../kept-camera.ts'
import { testCamera } from '../test-camera.ts'

/** Which camera takes the portraits on this computer; kept by the window, as only the window sees cameras. */
export function CameraChoice() {
  const t = useText()
  const [cameras, setCameras] = useState<readonly MediaDeviceInfo[]>()
  const [chosen, setChosen] = useState(keptCamera)
  const [testing, setTesting] = useState(false)
  const [picture, setPicture] = useState<boolean>()
  const list = useCallback(async () => {
    const all = await navigator.mediaDevices.enumerateDevices()
    setCameras(all.filter((one) => one.kind === 'videoinput'))
  }, [])
  useEffect(() => {
    const look = () => void list()
    look()
    navigator.mediaDevices.addEventListener('devicechange', look)
    return () => navigator.mediaDevices.removeEventListener('devicechange', look)
  }, [list])
  async function test(): Promise<void> {
    setTesting(true)
    setPicture(undefined)
    try {
      setPicture(await testCamera())
      // A window that has opened a camera is told their names.
      await list()
    } finally {
      setTesting(false)
    }
  }
  const known = cameras?.filter((one) => one.deviceId !== '') ?? []
  const away = chosen !== '' && known.length > 0 && !known.some((one) => one.deviceId === chosen)
  const name = keptCameraName()
  return (
    <Panel title={t('set-up.camera')}>
      <div className="stack">
        {cameras?.length === 0 ? <Banner tone="wait">{t('set-up.camera-none')}</Banner> : null}
        {away ? (
          <Banner tone="wait">
            {name === '' ? t('set-up.camera-away-unnamed') : t('set-up.camera-away', { name })}
          </Banner>
        ) : null}
        {known.length > 0 ? (
          <SelectField
            label={t('set-up.camera-choice')}
            choices={known.map((one, at) => ({
              id: one.deviceId,
              label: one.label === '' ? t('application.portrait.device-numbered', { number: at + 1 }) : one.label,
            }))}
            value={away || chosen === '' ? (known[0]?.deviceId ?? '') : chosen}
            onChoose={(id) => {
              keepCamera(id, known.find((one) => one.deviceId === id)?.label ?? '')
              setChosen(id)
              setPicture(undefined)
            }}
          />
        ) : cameras && cameras.length > 0 ? (
          <p className="k-description">{t('set-up.camera-unnamed')}</p>
        ) : null}
        <div className="row">
          <Button busy={testing} onPress={() => void test()}>
            {t('set-up.camera-test')}
          </Button>
          {picture === undefined ? null : (
            <StatusLine tone={picture ? 'good' : 'bad'}>
              {t(picture ? 'set-up.camera-good' : 'set-up.camera-bad')}
            </StatusLine>
          )}
        </div>
      </div>
    </Panel>
  )
}
