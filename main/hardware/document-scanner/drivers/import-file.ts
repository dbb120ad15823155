/** What an imported or scanned file is, by its own bytes; its name is not believed. */
export type ImportedFile =
  | {
      readonly ok: true
      readonly mediaType: 'image/jpeg' | 'image/png' | 'application/pdf'
      readonly width?: number
      readonly height?: number
    }
  | { readonly ok: false; readonly failure: 'not-an-image' | 'too-large' | 'truncated' }

export const MOST_FILE_BYTES = 20 * 1024 * 1024
const MOST_SIDE = 12_000
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const refuse = (failure: Extract<ImportedFile, { ok: false }>['failure']): ImportedFile => ({ ok: false, failure })

function sized(mediaType: 'image/jpeg' | 'image/png', width: number, height: number): ImportedFile {
  if (width < 1 || height < 1) return refuse('not-an-image')
  return width > MOST_SIDE || height > MOST_SIDE ? refuse('too-large') : { ok: true, mediaType, width, height }
}

function checkPng(bytes: Uint8Array): ImportedFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 45) return refuse('truncated')
  if (String.fromCharCode(...bytes.subarray(12, 16)) !== 'IHDR') return refuse('not-an-image')
  const end = String.fromCharCode(...bytes.subarray(-8, -4))
  return end === 'IEND' ? sized('image/png', view.getUint32(16), view.getUint32(20)) : refuse('truncated')
}

/** Walks the segments to the frame header; nothing is decoded, so no picture can be a bomb here. */
function checkJpeg(bytes: Uint8Array): ImportedFile {
  const at = (i: number) => bytes[i] ?? 0
  let i = 2
  while (i + 9 < bytes.length) {
    if (at(i) !== 0xff) return refuse('not-an-image')
    const marker = at(i + 1)
    if (marker === 0xff) {
      i += 1
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      const tail = bytes.subarray(-64)
      const ended = tail.some((byte, k) => byte === 0xff && tail[k + 1] === 0xd9)
      return ended
        ? sized('image/jpeg', (at(i + 7) << 8) | at(i + 8), (at(i + 5) << 8) | at(i + 6))
        : refuse('truncated')
    }
    const length = (at(i + 2) << 8) | at(i + 3)
    if (length < 2) return refuse('not-an-image')
    i += 2 + length
  }
  return refuse('truncated')
}

/** Checks magic numbers, size in bytes and pixels, and that the file has its end. Reads headers only. */
export function checkImportedFile(bytes: Uint8Array): ImportedFile {
  if (bytes.length > MOST_FILE_BYTES) return refuse('too-large')
  if (bytes.length < 12) return refuse('not-an-image')
  if (PNG.every((byte, i) => bytes[i] === byte)) return checkPng(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return checkJpeg(bytes)
  if (String.fromCharCode(...bytes.subarray(0, 5)) === '%PDF-') {
    const tail = new TextDecoder('latin1').decode(bytes.subarray(-1024))
    return tail.includes('%%EOF') ? { ok: true, mediaType: 'application/pdf' } : refuse('truncated')
  }
  return refuse('not-an-image')
}
