import { type DnsName, type DnsRecord, nameKey } from './dns-message.ts'

/** The kinds that are looked for; RFC 6763 §7, Bonjour Printing 1.2.1, Mopria eSCL. */
export const serviceTypes = ['_ipp', '_ipps', '_uscan', '_uscans'] as const
export type ServiceType = (typeof serviceTypes)[number]

export const typeName = (type: ServiceType): DnsName => [type, '_tcp', 'local']

/** One instance of a service, with what is known of it so far. */
export interface NetworkService {
  readonly type: ServiceType
  /** As the device calls itself, without control characters. */
  readonly instance: string
  /** Undefined while nobody has said them. */
  readonly host: DnsName | undefined
  readonly port: number | undefined
  readonly addresses: readonly string[]
  /** Keys in small letters; undefined while nobody has said them. RFC 6763 §6. */
  readonly text: ReadonlyMap<string, string> | undefined
}

/** A street of offices has fewer; more is somebody shouting. */
export const MOST_SERVICES = 200
const MOST_ADDRESSES = 8
const MOST_KEYS = 64

const loose = new TextDecoder('utf-8')
const tidy = (text: string, most: number) =>
  text
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, most)

/** RFC 6763 §6.3–6.4: `key=value`, the first of a key counts, a key is printable ASCII without `=`. */
export function readServiceText(strings: readonly Uint8Array[]): ReadonlyMap<string, string> {
  const text = new Map<string, string>()
  for (const bytes of strings) {
    if (text.size >= MOST_KEYS) break
    const at = bytes.indexOf(0x3d)
    const key = loose.decode(at < 0 ? bytes : bytes.subarray(0, at)).toLowerCase()
    if (!/^[\x20-\x7e]{1,40}$/.test(key) || text.has(key)) continue
    text.set(key, at < 0 ? '' : tidy(loose.decode(bytes.subarray(at + 1)), 255))
  }
  return text
}

/**
 * Puts the records of all answers together: who offers which service, where, and what it says of itself. The first word counts where
 * two contradict each other. Instances beyond `MOST_SERVICES` are left out, and `more` says so.
 */
export function gatherServices(records: readonly DnsRecord[]): {
  readonly services: readonly NetworkService[]
  readonly more: boolean
} {
  const places = new Map<string, { readonly host: DnsName; readonly port: number }>()
  const texts = new Map<string, ReadonlyMap<string, string>>()
  const addresses = new Map<string, string[]>()
  const found = new Map<string, { readonly type: ServiceType; readonly instance: string }>()
  let more = false
  const types = new Map(serviceTypes.map((type) => [nameKey(typeName(type)), type]))
  for (const record of records) {
    const key = nameKey(record.name)
    if (record.type === 'srv' && record.port > 0 && !places.has(key))
      places.set(key, { host: record.target, port: record.port })
    else if (record.type === 'txt' && !texts.has(key)) texts.set(key, readServiceText(record.strings))
    else if (record.type === 'address') {
      const known = addresses.get(key) ?? []
      if (!known.includes(record.address) && known.length < MOST_ADDRESSES)
        addresses.set(key, [...known, record.address])
    } else if (record.type === 'ptr') {
      const type = types.get(key)
      const [instance = '', ...rest] = record.target
      const whole = nameKey(record.target)
      // `_ipp._tcp.local` must lead to `Something._ipp._tcp.local`.
      if (type === undefined || nameKey(rest) !== key || found.has(whole)) continue
      if (found.size >= MOST_SERVICES) more = true
      else found.set(whole, { type, instance: tidy(instance, 100) })
    }
  }
  const services = [...found].map(([key, { type, instance }]) => {
    const place = places.get(key)
    return {
      ...{ type, instance, host: place?.host, port: place?.port, text: texts.get(key) },
      addresses: place ? (addresses.get(nameKey(place.host)) ?? []) : [],
    }
  })
  return { services, more }
}
