import { type DnsName, type DnsQuestion, type DnsRecord, recordType } from './dns-message.ts'

/** A name without compression. Throws `RangeError` for what no name can hold. */
function formatName(name: DnsName): Uint8Array {
  const parts = name.map((label) => {
    const text = new TextEncoder().encode(label)
    if (text.length === 0 || text.length > 63) throw new RangeError('a label has 1 to 63 bytes')
    return Uint8Array.of(text.length, ...text)
  })
  const whole = Uint8Array.of(...parts.flatMap((part) => [...part]), 0)
  if (whole.length > 256) throw new RangeError('a name has at most 255 bytes')
  return whole
}

const short = (value: number): readonly number[] => [(value >> 8) & 0xff, value & 0xff]

function dataOf(record: DnsRecord): { readonly type: number; readonly data: readonly number[] } {
  switch (record.type) {
    case 'ptr':
      return { type: recordType.ptr, data: [...formatName(record.target)] }
    case 'srv':
      return { type: recordType.srv, data: [0, 0, 0, 0, ...short(record.port), ...formatName(record.target)] }
    case 'txt':
      // RFC 6763 §6.1: a record without strings is one empty string.
      return {
        type: recordType.txt,
        data: record.strings.length === 0 ? [0] : record.strings.flatMap((text) => [text.length, ...text]),
      }
    case 'address': {
      if (!record.address.includes(':')) return { type: recordType.a, data: record.address.split('.').map(Number) }
      const groups = record.address.split(':').flatMap((group) => short(Number.parseInt(group, 16)))
      return { type: recordType.aaaa, data: groups }
    }
  }
}

/** A message of DNS; with records it is an answer, without them a question. Class IN, no compression. RFC 1035 §4. */
export function formatDnsMessage(message: {
  readonly id: number
  readonly questions?: readonly DnsQuestion[]
  readonly records?: readonly DnsRecord[]
  /** Seconds the answer holds. */
  readonly ttl?: number
}): Uint8Array {
  const { questions = [], records = [], ttl = 10 } = message
  // An answer of multicast DNS is always the authority's: RFC 6762 §18.4.
  const flags = records.length > 0 ? 0x8400 : 0
  const head = [message.id, flags, questions.length, records.length, 0, 0].flatMap(short)
  const asked = questions.flatMap(({ name, type }) => [...formatName(name), ...short(type), ...short(1)])
  const answered = records.flatMap((record) => {
    const { type, data } = dataOf(record)
    return [
      ...formatName(record.name),
      ...short(type),
      ...short(1),
      0,
      0,
      ...short(ttl),
      ...short(data.length),
      ...data,
    ]
  })
  return Uint8Array.from([...head, ...asked, ...answered])
}
