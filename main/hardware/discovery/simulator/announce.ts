import { createSocket } from 'node:dgram'
import { type DnsMessage, type DnsRecord, nameKey, parseDnsMessage, recordType } from '../dns-message.ts'
import { formatDnsMessage } from '../format-dns-message.ts'
import { type ServiceType, typeName } from '../gather-services.ts'

/** What a simulator says of itself, as a device on the network would. */
export interface Announcement {
  readonly type: ServiceType
  readonly instance: string
  readonly port: number
  readonly text: readonly string[]
}

const GROUP = '224.0.0.251'
const PORT = 5353

function recordsOf({ type, instance, port, text }: Announcement): DnsRecord[] {
  const name = [instance, ...typeName(type)]
  const host = [`so-bo-${port}`, 'local']
  return [
    { name: typeName(type), type: 'ptr', target: name },
    { name, type: 'srv', target: host, port },
    { name, type: 'txt', strings: text.map((one) => new TextEncoder().encode(one)) },
    { name: host, type: 'address', address: '127.0.0.1' },
  ]
}

/** The answer to a message, as RFC 6762 §6 wants it: only where it asks for us. `direct`: a one-shot question, whose number comes back (§6.7). */
export function answerTo(asked: DnsMessage, announcement: Announcement, direct: boolean): Uint8Array | undefined {
  const type = nameKey(typeName(announcement.type))
  const wants = asked.questions.some((one) => one.type === recordType.ptr && nameKey(one.name) === type)
  if (asked.response || !wants) return undefined
  return formatDnsMessage({
    id: direct ? asked.id : 0,
    ...(direct ? { questions: asked.questions } : {}),
    records: recordsOf(announcement),
  })
}

/** Announces a simulator on this computer's loopback and nowhere else; where the common port is not shared, `onFault` is told and nobody finds it. */
export function announce(announcement: Announcement, onFault: (cause: Error) => void): void {
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  socket.on('error', (cause) => {
    onFault(cause)
    socket.close()
  })
  socket.on('message', (bytes, from) => {
    // The port hears the office's network too: a simulator is no device of it.
    if (!from.address.startsWith('127.')) return
    const asked = parseDnsMessage(bytes)
    const direct = from.port !== PORT
    const answer = asked && answerTo(asked, announcement, direct)
    if (answer) socket.send(answer, from.port, direct ? from.address : GROUP)
  })
  socket.bind({ address: '0.0.0.0', port: PORT }, () => {
    try {
      socket.addMembership(GROUP, '127.0.0.1')
      socket.setMulticastInterface('127.0.0.1')
    } catch (cause) {
      socket.emit('error', cause)
    }
  })
  socket.unref()
}
