import {
  groupTag,
  type IppAttribute,
  type IppGroup,
  type IppMessage,
  type IppTextType,
  type IppValue,
  textTags,
  valueTag,
} from './ipp-message.ts'

/** Bytes that are no IPP message; `offset` is where they stop being one. */
export class IppMalformed extends Error {
  override readonly name = 'IppMalformed'
  readonly offset: number
  constructor(what: string, offset: number) {
    super(`IPP: ${what} at byte ${offset}`)
    this.offset = offset
  }
}

/** A printer's whole self-description is some 30 kB; more than this is no answer. */
export const MOST_IPP_BYTES = 1 << 20
const MOST_VALUES = 20_000
const DEEPEST_COLLECTION = 6

const textTypes = new Map<number, IppTextType>(
  (Object.entries(textTags) as [IppTextType, number][]).map(([type, tag]) => [tag, type]),
)
const utf8 = new TextDecoder('utf-8')

interface Raw {
  readonly tag: number
  readonly name: string
  readonly value: Buffer
  readonly at: number
}

/**
 * Reads one message; `documentAt` is where the document of a request begins (the length for a response).
 * RFC 8010 §3. Throws `IppMalformed`; bounded in bytes, values and depth.
 */
export function decodeIpp(bytes: Uint8Array): { readonly message: IppMessage; readonly documentAt: number } {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (all.length < 9) throw new IppMalformed('too short', all.length)
  let at = 8
  let valuesLeft = MOST_VALUES

  function take(count: number): Buffer {
    if (at + count > all.length || at + count > MOST_IPP_BYTES) throw new IppMalformed('cut off', at)
    const taken = all.subarray(at, at + count)
    at += count
    return taken
  }

  function takeRaw(): Raw {
    const began = at
    const tag = take(1).readUInt8()
    const name = utf8.decode(take(take(2).readUInt16BE()))
    const value = take(take(2).readUInt16BE())
    valuesLeft -= 1
    if (valuesLeft < 0) throw new IppMalformed('more values than anybody needs', began)
    return { tag, name, value, at: began }
  }

  function collection(depth: number): IppAttribute[] {
    if (depth > DEEPEST_COLLECTION) throw new IppMalformed('collections nested too deep', at)
    const members: { name: string; values: IppValue[] }[] = []
    for (;;) {
      const raw = takeRaw()
      if (raw.tag === valueTag.endCollection) break
      if (raw.tag === valueTag.memberName) members.push({ name: utf8.decode(raw.value), values: [] })
      else {
        const last = members.at(-1)
        if (!last || raw.name !== '') throw new IppMalformed('a member without its name', raw.at)
        last.values.push(toValue(raw, depth))
      }
    }
    if (members.some((one) => one.values.length === 0)) throw new IppMalformed('a member without a value', at)
    return members
  }

  function toValue(raw: Raw, depth: number): IppValue {
    if (raw.tag === valueTag.beginCollection) return { type: 'collection', members: collection(depth + 1) }
    if (raw.tag === valueTag.endCollection || raw.tag === valueTag.memberName)
      throw new IppMalformed('a collection that never began', raw.at)
    return plainValue(raw)
  }

  const groups: { tag: number; attributes: { name: string; values: IppValue[] }[] }[] = []
  for (;;) {
    const tag = all[at]
    if (tag === undefined) throw new IppMalformed('no end of attributes', at)
    if (tag === groupTag.end) {
      at += 1
      break
    }
    if (tag < 0x10) {
      if (tag === 0) throw new IppMalformed('a group without a tag', at)
      groups.push({ tag, attributes: [] })
      at += 1
      continue
    }
    const group = groups.at(-1)
    if (!group) throw new IppMalformed('an attribute outside a group', at)
    const raw = takeRaw()
    const value = toValue(raw, 0)
    const last = group.attributes.at(-1)
    if (raw.name !== '') group.attributes.push({ name: raw.name, values: [value] })
    else if (last) last.values.push(value)
    else throw new IppMalformed('a further value of nothing', raw.at)
  }
  const message: IppMessage = {
    version: [all.readUInt8(0), all.readUInt8(1)],
    code: all.readUInt16BE(2),
    requestId: all.readInt32BE(4),
    groups: groups satisfies readonly IppGroup[],
  }
  return { message, documentAt: at }
}

function plainValue({ tag, value, at }: Raw): IppValue {
  const need = (length: number): void => {
    if (value.length !== length) throw new IppMalformed(`a value of ${value.length} bytes where ${length} belong`, at)
  }
  const text = textTypes.get(tag)
  if (text) return { type: text, value: utf8.decode(value) }
  if (tag >= 0x10 && tag <= 0x1f) return { type: 'no-value', tag }
  switch (tag) {
    case valueTag.integer:
    case valueTag.enum:
      need(4)
      return { type: tag === valueTag.enum ? 'enum' : 'integer', value: value.readInt32BE() }
    case valueTag.boolean:
      need(1)
      if (value.readUInt8() > 1) throw new IppMalformed('a boolean that is neither', at)
      return { type: 'boolean', value: value.readUInt8() === 1 }
    case valueTag.dateTime:
      need(11)
      return { type: 'date-time', value: new Uint8Array(value) }
    case valueTag.resolution:
      need(9)
      return {
        type: 'resolution',
        cross: value.readInt32BE(0),
        feed: value.readInt32BE(4),
        unit: value.readUInt8(8),
      }
    case valueTag.range:
      need(8)
      return { type: 'range', from: value.readInt32BE(0), to: value.readInt32BE(4) }
    case valueTag.octets:
      return { type: 'octets', value: new Uint8Array(value) }
    case valueTag.textWithLanguage:
    case valueTag.nameWithLanguage:
      return withLanguage(tag, value, at)
    default:
      return { type: 'other', tag, value: new Uint8Array(value) }
  }
}

/** Two lengths and two texts inside one value. RFC 8010 §3.9. */
function withLanguage(tag: number, value: Buffer, at: number): IppValue {
  const languageEnd = value.length < 2 ? Number.POSITIVE_INFINITY : 2 + value.readUInt16BE(0)
  if (languageEnd + 2 > value.length) throw new IppMalformed('a language that runs out', at)
  const textLength = value.readUInt16BE(languageEnd)
  if (languageEnd + 2 + textLength !== value.length) throw new IppMalformed('a text that runs out', at)
  return {
    type: tag === valueTag.textWithLanguage ? 'text-with-language' : 'name-with-language',
    language: utf8.decode(value.subarray(2, languageEnd)),
    value: utf8.decode(value.subarray(languageEnd + 2)),
  }
}
