import { createRequire } from 'node:module'
import { PrintRecordUnreadable } from './print-header.ts'

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

/** Compiled when the first such picture comes: most scanners' pictures never need it. */
function openJpeg(): Promise<OpenJpeg> {
  const open = createRequire(import.meta.url)('@cornerstonejs/codec-openjpeg/decodewasmjs') as (how: {
    print: () => void
    printErr: () => void
  }) => Promise<OpenJpeg>
  const silent = () => undefined
  opened ??= open({ print: silent, printErr: silent })
  return opened
}

/** Pixels of a grey JPEG 2000 picture of 8 bits. Its size was looked at before (`readPrintHeader`). Throws `PrintRecordUnreadable`. */
export async function decodeJpeg2000(picture: Uint8Array): Promise<Uint8Array> {
  const decoder = new (await openJpeg()).J2KDecoder()
  try {
    decoder.getEncodedBuffer(picture.length).set(picture)
    decoder.decode()
    const { bitsPerSample, componentCount } = decoder.getFrameInfo()
    if (bitsPerSample !== 8 || componentCount !== 1) throw new PrintRecordUnreadable('not an 8-bit grey picture')
    // A copy: the decoder's own memory goes with it.
    return Uint8Array.from(decoder.getDecodedBuffer())
  } catch (cause) {
    if (cause instanceof PrintRecordUnreadable) throw cause
    throw new PrintRecordUnreadable('the picture inside does not open', { cause })
  } finally {
    decoder.delete()
  }
}
