import { groupTag, type IppAttribute, type IppMessage, type IppValue, textTags, valueTag } from './ipp-message.ts'

/** Names, values and texts are counted in 16 bits, and readers take a signed one. */
const LONGEST = 0x7fff

function counted(bytes: Uint8Array): Buffer {
  if (bytes.length > LONGEST) throw new RangeError('an IPP name or value has at most 32767 bytes')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return Buffer.concat([length, bytes])
}

function field(tag: number, name: string, value: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag]), counted(Buffer.from(name, 'utf8')), counted(value)])
}

function integers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [i, value] of values.entries()) bytes.writeInt32BE(value, 4 * i)
  return bytes
}

function valueField(name: string, value: IppValue): Buffer {
  switch (value.type) {
    case 'integer':
    case 'enum':
      return field(valueTag[value.type], name, integers(value.value))
    case 'boolean':
      return field(valueTag.boolean, name, Buffer.from([value.value ? 1 : 0]))
    case 'octets':
      return field(valueTag.octets, name, value.value)
    case 'date-time':
      return field(valueTag.dateTime, name, value.value)
    case 'resolution':
      return field(
        valueTag.resolution,
        name,
        Buffer.concat([integers(value.cross, value.feed), Buffer.from([value.unit])]),
      )
    case 'range':
      return field(valueTag.range, name, integers(value.from, value.to))
    case 'collection':
      return Buffer.concat([
        field(valueTag.beginCollection, name, Buffer.alloc(0)),
        ...value.members.map(memberFields),
        field(valueTag.endCollection, '', Buffer.alloc(0)),
      ])
    case 'text-with-language':
    case 'name-with-language': {
      const tag = value.type === 'text-with-language' ? valueTag.textWithLanguage : valueTag.nameWithLanguage
      const parts = [value.language, value.value].map((text) => counted(Buffer.from(text, 'utf8')))
      return field(tag, name, Buffer.concat(parts))
    }
    case 'no-value':
      return field(value.tag, name, Buffer.alloc(0))
    case 'other':
      return field(value.tag, name, value.value)
    default:
      return field(textTags[value.type], name, Buffer.from(value.value, 'utf8'))
  }
}

function memberFields(member: IppAttribute): Buffer {
  return Buffer.concat([
    field(valueTag.memberName, '', Buffer.from(member.name, 'utf8')),
    ...member.values.map((value) => valueField('', value)),
  ])
}

/** Writes one message, ready for its document to follow. RFC 8010 §3. Throws `RangeError` for what does not fit. */
export function encodeIpp(message: IppMessage): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt8(message.version[0], 0)
  head.writeUInt8(message.version[1], 1)
  head.writeUInt16BE(message.code, 2)
  head.writeInt32BE(message.requestId, 4)
  const parts: Buffer[] = [head]
  for (const group of message.groups) {
    parts.push(Buffer.from([group.tag]))
    for (const { name, values } of group.attributes) {
      if (values.length === 0) throw new RangeError(`the IPP attribute ${name} has no value`)
      for (const [i, value] of values.entries()) parts.push(valueField(i === 0 ? name : '', value))
    }
  }
  parts.push(Buffer.from([groupTag.end]))
  return Buffer.concat(parts)
}
