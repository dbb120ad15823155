import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { keepCamera, keptCamera, keptCameraName, tellCameras } from '../../../device/index.ts'

export type CameraTrouble = 'denied' | 'absent' | 'in-use' | 'failed'

export interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>
  readonly state: 'starting' | 'live' | CameraTrouble
  readonly devices: readonly MediaDeviceInfo[]
  readonly device: string
  /** The name of the chosen camera that is not plugged in, while another stands in for it. */
  readonly missing: string | undefined
  readonly choose: (deviceId: string) => void
  readonly tryAgain: () => void
}

function troubleOf(cause: unknown): CameraTrouble {
  const name = cause instanceof DOMException ? cause.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'absent'
  return name === 'NotReadableError' || name === 'AbortError' ? 'in-use' : 'failed'
}

/** For the device board. It is no matter of the portrait whether the core hears it. */
const tell = (how: Parameters<typeof tellCameras>[0]) => void tellCameras(how).catch(() => false)

/** The camera while the component is mounted and nothing is frozen; a pulled plug is noticed, a new device is listed. */
export function useCamera(wanted: boolean): Camera {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<Camera['state']>('starting')
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([])
  const [device, setDevice] = useState(keptCamera)
  const [missing, setMissing] = useState<string>()
  const [round, setRound] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks for another try
  useEffect(() => {
    if (!wanted) return
    let over = false
    let stream: MediaStream | undefined
    setState('starting')
    const list = async () => {
      const all = await navigator.mediaDevices.enumerateDevices()
      if (!over) setDevices(all.filter((one) => one.kind === 'videoinput'))
    }
    const open = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          audio: false,
          video: {
            ...(device === '' ? {} : { deviceId: { exact: device } }),
            width: { ideal: 1920 },
            height: { ideal: 1080 },
          },
        })
        if (over) {
          for (const track of stream.getTracks()) track.stop()
          return
        }
        const [track] = stream.getVideoTracks()
        track?.addEventListener('ended', () => setState('absent'))
        if (video.current) video.current.srcObject = stream
        setState('live')
        await list()
        tell({ used: track?.getSettings().deviceId ?? '' })
      } catch (cause) {
        if (over) return
        // The camera chosen last time is not plugged in: any other is better than none. The choice stays for its return.
        if (troubleOf(cause) === 'absent' && device !== '') {
          setMissing(keptCameraName())
          setDevice('')
        } else {
          setState(troubleOf(cause))
          tell({ trouble: troubleOf(cause) })
        }
      }
    }
    void open()
    const onChange = () => void list()
    navigator.mediaDevices.addEventListener('devicechange', onChange)
    return () => {
      over = true
      navigator.mediaDevices.removeEventListener('devicechange', onChange)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [wanted, device, round])

  return {
    video,
    state,
    devices,
    device,
    missing,
    choose: useCallback(
      (deviceId: string) => {
        keepCamera(deviceId, devices.find((one) => one.deviceId === deviceId)?.label ?? '')
        setMissing(undefined)
        setDevice(deviceId)
      },
      [devices],
    ),
    tryAgain: useCallback(() => setRound((now) => now + 1), []),
  }
}
