/** Writes one TLV object in DER; tags of one or two bytes as a number (0x30, 0x7f61). */
export function tlv(tag: number, ...parts: readonly (Uint8Array | readonly number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const size = body.length
  const length =
    size < 0x80
      ? [size]
      : size < 0x100
        ? [0x81, size]
        : size < 0x10000
          ? [0x82, size >> 8, size & 255]
          : [0x83, size >> 16, (size >> 8) & 255, size & 255]
  return Buffer.concat([Buffer.from(tag > 255 ? [tag >> 8, tag & 255] : [tag]), Buffer.from(length), body])
}

export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const arc of rest) {
    const groups = [arc & 127]
    for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift((left & 127) | 128)
    bytes.push(...groups)
  }
  return tlv(6, bytes)
}

/** INTEGER of an unsigned number given as bytes or a small number. */
export function integer(value: number | Uint8Array): Buffer {
  let bytes = Buffer.from(typeof value === 'number' ? [value >> 8, value & 255] : value)
  while (bytes.length > 1 && bytes[0] === 0) bytes = bytes.subarray(1)
  return tlv(2, (bytes[0] ?? 0) > 127 ? [0] : [], bytes)
}

/** SET OF: DER puts the elements in the order of their bytes. */
export function setOf(...elements: readonly Buffer[]): Buffer {
  return tlv(0x31, ...[...elements].sort(Buffer.compare))
}

export interface DataObject {
  readonly tag: number
  readonly value: Buffer
  /** Tag, length and value as they came. */
  readonly whole: Buffer
}

/** The objects of a command, side by side; undefined where the bytes are none. Tags of one byte, as commands have them. */
export function readObjects(bytes: Buffer): DataObject[] | undefined {
  const objects: DataObject[] = []
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0
    const short = bytes[at + 1] ?? 0x80
    const extra = short > 0x80 ? short - 0x80 : 0
    if (short === 0x80 || extra > 2) return undefined
    const start = at + 2 + extra
    const size =
      extra === 0 ? short : extra === 1 ? bytes[at + 2] : bytes.readUInt16BE(Math.min(at + 2, bytes.length - 2))
    if (size === undefined || start + size > bytes.length) return undefined
    objects.push({ tag, value: bytes.subarray(start, start + size), whole: bytes.subarray(at, start + size) })
    at = start + size
  }
  return objects
}
