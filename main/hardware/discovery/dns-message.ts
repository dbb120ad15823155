/** Types of records the search needs; RFC 1035 §3.2.2, RFC 2782, RFC 3596. */
export const recordType = { a: 1, ptr: 12, txt: 16, aaaa: 28, srv: 33 } as const

/** Labels from left to right, as text: a label of DNS-SD may hold blanks, dots and any letter (RFC 6763 §4.1.1). */
export type DnsName = readonly string[]

export type DnsRecord = { readonly name: DnsName } & (
  | { readonly type: 'ptr'; readonly target: DnsName }
  | { readonly type: 'srv'; readonly target: DnsName; readonly port: number }
  /** The strings as they came; RFC 6763 §6 says what is in them. */
  | { readonly type: 'txt'; readonly strings: readonly Uint8Array[] }
  /** IPv4 dotted, IPv6 in eight groups of hexadecimal digits. */
  | { readonly type: 'address'; readonly address: string }
)

export interface DnsQuestion {
  readonly name: DnsName
  readonly type: number
}

export interface DnsMessage {
  readonly id: number
  readonly response: boolean
  readonly questions: readonly DnsQuestion[]
  /** Answers, authorities and additionals together; types nobody needs are left out. */
  readonly records: readonly DnsRecord[]
}

/** RFC 6762 §17: the most a multicast DNS message may have. */
export const MOST_DNS_BYTES = 9_000
/** More records than this in 9,000 bytes are an attack; a name of 255 bytes has at most 127 labels (RFC 1035 §2.3.4). */
const MOST_RECORDS = 512
const MOST_QUESTIONS = 64
const MOST_NAME_BYTES = 255
const MOST_POINTERS = 16

const CLASS_IN = 1
/** RFC 6762 §10.2: the top bit of a record's class says "flush what you knew". */
const CLASS_BITS = 0x7fff

class Malformed extends Error {}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Two names are the same whatever their case (RFC 1035 §2.3.3); a dot within a label is not one between two. */
export function nameKey(name: DnsName): string {
  return name.map((label) => label.toLowerCase().replace(/[\\.]/g, '\\$&')).join('.')
}

/** Reads the name at `start`; answers it and the place behind it. Compression (RFC 1035 §4.1.4) may only point backwards, so it ends. */
function readName(bytes: Uint8Array, start: number): { readonly name: DnsName; readonly end: number } {
  const labels: string[] = []
  let at = start
  let end: number | undefined
  let length = 0
  let pointers = 0
  let before = start
  for (;;) {
    const head = bytes[at]
    if (head === undefined) throw new Malformed('a name runs out of the message')
    if (head === 0) return { name: labels, end: end ?? at + 1 }
    if (head >= 0xc0) {
      const low = bytes[at + 1]
      if (low === undefined) throw new Malformed('half a pointer')
      end ??= at + 2
      const target = ((head & 0x3f) << 8) | low
      pointers += 1
      if (target >= before || pointers > MOST_POINTERS) throw new Malformed('a pointer that does not lead back')
      before = target
      at = target
      continue
    }
    if (head >= 0x40) throw new Malformed('a label of an unknown kind')
    const label = bytes.subarray(at + 1, at + 1 + head)
    length += head + 1
    if (label.length < head || length > MOST_NAME_BYTES) throw new Malformed('a label or a name too long')
    labels.push(decoder.decode(label))
    at += head + 1
  }
}

function readStrings(data: Uint8Array): Uint8Array[] {
  const strings: Uint8Array[] = []
  for (let at = 0; at < data.length; ) {
    const length = data[at] ?? 0
    const text = data.subarray(at + 1, at + 1 + length)
    if (text.length < length) throw new Malformed('a text longer than its record')
    if (length > 0) strings.push(text)
    at += length + 1
  }
  return strings
}

function readAddress(data: Uint8Array): string {
  if (data.length === 4) return data.join('.')
  const groups = Array.from({ length: 8 }, (_, i) => (((data[i * 2] ?? 0) << 8) | (data[i * 2 + 1] ?? 0)).toString(16))
  return groups.join(':')
}

/** Undefined for a record of a type nobody needs; its data are not looked at. */
function readRecord(
  bytes: Uint8Array,
  name: DnsName,
  type: number,
  from: number,
  until: number,
): DnsRecord | undefined {
  const data = bytes.subarray(from, until)
  const target = (at: number): DnsName => {
    const read = readName(bytes, at)
    if (read.end !== until) throw new Malformed('a name that is not as long as its record')
    return read.name
  }
  switch (type) {
    case recordType.ptr:
      return { name, type: 'ptr', target: target(from) }
    case recordType.srv:
      if (data.length < 7) throw new Malformed('a service record without a target')
      return { name, type: 'srv', port: ((data[4] ?? 0) << 8) | (data[5] ?? 0), target: target(from + 6) }
    case recordType.txt:
      return { name, type: 'txt', strings: readStrings(data) }
    case recordType.a:
    case recordType.aaaa:
      if (data.length !== (type === recordType.a ? 4 : 16)) throw new Malformed('an address of a wrong length')
      return { name, type: 'address', address: readAddress(data) }
    default:
      return undefined
  }
}

/** Reads a message of (multicast) DNS, RFC 1035 §4 and RFC 6762 §18; undefined where it is none. Never throws, never loops; half a message is none. */
export function parseDnsMessage(bytes: Uint8Array): DnsMessage | undefined {
  if (bytes.length < 12 || bytes.length > MOST_DNS_BYTES) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const flags = view.getUint16(2)
  // RFC 6762 §18.3, §18.11: another operation or an error code is not for us.
  if ((flags & 0x7800) !== 0 || (flags & 0x000f) !== 0) return undefined
  const [questionCount, ...counts] = [4, 6, 8, 10].map((at) => view.getUint16(at))
  const recordCount = counts.reduce((sum, one) => sum + one, 0)
  if ((questionCount ?? 0) > MOST_QUESTIONS || recordCount > MOST_RECORDS) return undefined
  try {
    const questions: DnsQuestion[] = []
    const records: DnsRecord[] = []
    let at = 12
    for (let i = 0; i < (questionCount ?? 0); i++) {
      const { name, end } = readName(bytes, at)
      if (end + 4 > bytes.length) return undefined
      questions.push({ name, type: view.getUint16(end) })
      at = end + 4
    }
    for (let i = 0; i < recordCount; i++) {
      const { name, end } = readName(bytes, at)
      if (end + 10 > bytes.length) return undefined
      const [type, kind, from] = [view.getUint16(end), view.getUint16(end + 2) & CLASS_BITS, end + 10]
      const until = from + view.getUint16(end + 8)
      if (until > bytes.length) return undefined
      const record = kind === CLASS_IN ? readRecord(bytes, name, type, from, until) : undefined
      if (record) records.push(record)
      at = until
    }
    return { id: view.getUint16(0), response: (flags & 0x8000) !== 0, questions, records }
  } catch (cause) {
    // Ours, or the decoder's word for bytes that are no UTF-8: what is no message is no message.
    if (cause instanceof Malformed || cause instanceof TypeError) return undefined
    throw cause
  }
}
