import { parentPort } from 'node:worker_threads'
import jpeg from 'jpeg-js'

const MOST_MEGAPIXELS = 4
const MOST_MEMORY_MB = 64

/** Opens a preview frame beside the core's loop: a decoder in JavaScript takes tens of milliseconds. */
parentPort?.on('message', ({ id, frame }: { id: number; frame: Uint8Array }) => {
  try {
    const { width, height, data } = jpeg.decode(frame, {
      useTArray: true,
      maxResolutionInMP: MOST_MEGAPIXELS,
      maxMemoryUsageInMB: MOST_MEMORY_MB,
    })
    const grey = new Uint8Array(width * height)
    // Frames are grey: one of the four channels says it all.
    for (let i = 0; i < grey.length; i++) grey[i] = data[i * 4] ?? 0
    parentPort?.postMessage({ id, picture: { grey, width, height } }, [grey.buffer])
  } catch (cause) {
    parentPort?.postMessage({ id, refused: String(cause) })
  }
})
