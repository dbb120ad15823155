import { tellCameras } from './tell-cameras.ts'

const FRAME_MS = 8_000

/** Opens the camera, waits for one picture that is not black from edge to edge, and tells the core how it went. */
export async function testCamera(): Promise<void> {
  let stream: MediaStream | undefined
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: true })
    const used = stream.getVideoTracks()[0]?.getSettings().deviceId
    const good = await hasPicture(stream)
    await tellCameras({ ...(used === undefined ? {} : { used }), trouble: good ? null : 'failed' })
  } catch (cause) {
    const name = cause instanceof DOMException ? cause.name : ''
    const trouble = name === 'NotAllowedError' ? 'denied' : name === 'NotFoundError' ? 'absent' : 'in-use'
    await tellCameras({ trouble })
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
