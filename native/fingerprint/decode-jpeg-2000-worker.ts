import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'

/** The part of the OpenJPEG build that is used here; the package brings no types. */
interface OpenJpeg {
  readonly J2KDecoder: new () => {
    getEncodedBuffer(length: number): Uint8Array
    decode(): void
    getFrameInfo(): { readonly bitsPerSample: number; readonly componentCount: number }
    getDecodedBuffer(): Uint8Array
    delete(): void
  }
}

let opened: Promise<OpenJpeg> | undefined

function openJpeg(): Promise<OpenJpeg> {
  const open = createRequire(import.meta.url)('@cornerstonejs/codec-openjpeg/decodewasmjs') as (how: {
    print: () => void
    printErr: () => void
  }) => Promise<OpenJpeg>
  const silent = () => undefined
  opened ??= open({ print: silent, printErr: silent })
  return opened
}

async function decode(picture: Uint8Array): Promise<Uint8Array | string> {
  const decoder = new (await openJpeg()).J2KDecoder()
  try {
    decoder.getEncodedBuffer(picture.length).set(picture)
    decoder.decode()
    const { bitsPerSample, componentCount } = decoder.getFrameInfo()
    if (bitsPerSample !== 8 || componentCount !== 1) return 'not an 8-bit grey picture'
    // A copy: the decoder's own memory goes with it.
    return Uint8Array.from(decoder.getDecodedBuffer())
  } catch (cause) {
    return `the picture inside does not open: ${String(cause)}`
  } finally {
    decoder.delete()
  }
}

parentPort?.on('message', async ({ id, picture }: { id: number; picture: Uint8Array }) => {
  const answer = await decode(picture)
  if (typeof answer === 'string') parentPort?.postMessage({ id, refused: answer })
  else parentPort?.postMessage({ id, grey: answer }, [answer.buffer as ArrayBuffer])
})
