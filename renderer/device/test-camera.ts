import { keptCamera } from './kept-camera.ts'
import { tellCameras } from './tell-cameras.ts'

const FRAME_MS = 8_000

const open = (deviceId: string) =>
  navigator.mediaDevices.getUserMedia({
    audio: false,
    video: deviceId === '' ? true : { deviceId: { exact: deviceId } },
  })

/** The chosen camera, or any other while that one is not plugged in. */
async function openChosen(): Promise<MediaStream> {
  const kept = keptCamera()
  try {
    return await open(kept)
  } catch (cause) {
    const away = cause instanceof DOMException && ['OverconstrainedError', 'NotFoundError'].includes(cause.name)
    if (kept === '' || !away) throw cause
    return open('')
  }
}

/** Opens the camera, waits for one picture that is not black from edge to edge, and tells the core how it went. False: it gives none. */
export async function testCamera(): Promise<boolean> {
  let stream: MediaStream | undefined
  try {
    stream = await openChosen()
    const used = stream.getVideoTracks()[0]?.getSettings().deviceId
    const good = await hasPicture(stream)
    await tellCameras({ ...(used === undefined ? {} : { used }), trouble: good ? null : 'failed' })
    return good
  } catch (cause) {
    const name = cause instanceof DOMException ? cause.name : ''
    const trouble = name === 'NotAllowedError' ? 'denied' : name === 'NotFoundError' ? 'absent' : 'in-use'
    await tellCameras({ trouble })
    return false
  } finally {
    for (const track of stream?.getTracks() ?? []) track.stop()
  }
}

async function hasPicture(stream: MediaStream): Promise<boolean> {
  const video = document.createElement('video')
  video.muted = true
  video.srcObject = stream
  await video.play()
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context) return false
  for (const until = performance.now() + FRAME_MS; performance.now() < until; ) {
    if (video.videoWidth > 0) {
      context.drawImage(video, 0, 0, canvas.width, canvas.height)
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
      if (data.some((level, i) => i % 4 !== 3 && level > 16)) return true
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}
