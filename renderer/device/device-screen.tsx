import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { FailureText, useAct, useAsk, useKeepAnswer, useText } from '../app/index.ts'
import { Banner, Button, Progress, useToast } from '../kit/index.ts'
import { DeviceRow } from './device-row.tsx'
import { tellCameras } from './tell-cameras.ts'
import { testCamera } from './test-camera.ts'

/** Thiết bị: a row each, with the last trouble in words and its cure. */
export function DeviceScreen() {
  const t = useText()
  const say = useToast()
  const keep = useKeepAnswer()
  const { data, error, refetch } = useAsk('device.list', {}, { refreshEveryMs: 5000 })
  const navigate = useNavigate()
  const tryAgain = useAct('device.try-again')
  const selfTest = useAct('device.self-test')
  const copy = useAct('device.copy-for-support')
  const [testing, setTesting] = useState(false)
  useEffect(() => {
    // A core that is away is told at the next visit; the page shows what it knows.
    const tell = () => void tellCameras().catch(() => false)
    tell()
    navigator.mediaDevices.addEventListener('devicechange', tell)
    return () => navigator.mediaDevices.removeEventListener('devicechange', tell)
  }, [])
  async function testOwnCamera(): Promise<void> {
    setTesting(true)
    try {
      await testCamera()
      await refetch()
    } catch {
      say('bad', t('device.camera.interrupted'))
    } finally {
      setTesting(false)
    }
  }
  async function testDevice(id: string): Promise<void> {
    if (id === 'camera' || id.startsWith('camera:')) return testOwnCamera()
    const outcome = await selfTest.act({ id })
    if (outcome.ok) keep('device.list', {}, outcome.value)
  }
  async function tryDevice(id: string): Promise<void> {
    const outcome = await tryAgain.act({ id })
    if (outcome.ok) keep('device.list', {}, outcome.value)
  }
  async function copyText(): Promise<void> {
    const outcome = await copy.act({})
    if (!outcome.ok) return
    try {
      await navigator.clipboard.writeText(outcome.value.text)
      say('good', t('device.copied'))
    } catch {
      say('bad', t('device.copy-refused'))
    }
  }
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('rail.devices')}</h1>
        <Button onPress={() => void navigate({ to: '/devices/set-up' })}>{t('set-up.title')}</Button>
        <Button onPress={() => void navigate({ to: '/blanks' })}>{t('blank.title')}</Button>
        <Button busy={copy.busy} onPress={() => void copyText()}>
          {t('device.copy')}
        </Button>
      </div>
      <FailureText failed={tryAgain.failed ?? selfTest.failed ?? copy.failed ?? (data ? undefined : error)} />
      {!data && !error ? <Progress doing={t('device.loading')} /> : null}
      {data && data.devices.length === 0 ? <Banner tone="info">{t('device.none')}</Banner> : null}
      {data ? (
        <ul className="stack">
          {data.devices.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              busy={tryAgain.busy || selfTest.busy || testing}
              onTry={() => void tryDevice(device.id)}
              onSelfTest={() => void testDevice(device.id)}
            />
          ))}
        </ul>
      ) : null}
    </div>
  )
}
