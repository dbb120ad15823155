import { randomInt } from 'node:crypto'
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { type DnsQuestion, type DnsRecord, parseDnsMessage } from './dns-message.ts'
import { formatDnsMessage } from './format-dns-message.ts'
import type { OwnNetwork } from './near-address.ts'

/** Asks and listens in one network. */
export interface MulticastEar {
  readonly network: OwnNetwork
  /** Everything heard so far. */
  readonly records: readonly DnsRecord[]
  /** More was said than is listened to. */
  readonly flooded: boolean
  ask(questions: readonly DnsQuestion[]): void
  close(): void
}

const GROUP = '224.0.0.251'
const PORT = 5353
/** A network that talks more than this while we listen is not listened to any longer. */
const MOST_MESSAGES = 2_000
const MOST_RECORDS = 5_000

async function openSocket(reuseAddr: boolean, address: string, port: number): Promise<Socket | undefined> {
  const socket = createSocket({ type: 'udp4', reuseAddr })
  const opened = await new Promise<boolean>((resolve) => {
    socket.once('error', () => resolve(false))
    socket.bind({ address, port }, () => resolve(true))
  })
  if (!opened) {
    // A socket that could not be bound is closed already or closes now.
    socket.close(() => undefined)
    return undefined
  }
  socket.removeAllListeners('error')
  // A network that goes away while we listen says nothing more, which is what the search then tells.
  socket.on('error', () => undefined)
  return socket
}

/**
 * An ear in one network; undefined where it takes no socket (it went away) or knows no multicast. Two sockets: one at a port of its
 * own, whose answers come to us alone (RFC 6762 §5.1, §6.7), and one at the common port, because such direct answers are cut at 512 bytes
 * by the responders in use and a network of many printers needs more; where another program does not share that port, the first has to do.
 */
export async function openMulticastEar(network: OwnNetwork): Promise<MulticastEar | undefined> {
  const id = randomInt(1, 0x1_0000)
  const records: DnsRecord[] = []
  let messages = 0
  let closed = false
  const hear = (own: boolean) => (bytes: Uint8Array, from: RemoteInfo) => {
    // RFC 6762 §6 and §11: an answer comes from that port and out of this very network.
    if (from.port !== PORT || !network.holds(from.address)) return
    messages += 1
    if (messages > MOST_MESSAGES || records.length > MOST_RECORDS) return
    const message = parseDnsMessage(bytes)
    // What comes to our own port must answer our own question.
    if (message?.response && (!own || message.id === id)) records.push(...message.records)
  }
  const own = await openSocket(false, network.address, 0)
  if (!own) return undefined
  own.on('message', hear(true))
  // The group's packets reach a socket that is bound to every address only.
  let open = await openSocket(true, '0.0.0.0', PORT)
  try {
    own.setMulticastInterface(network.address)
    own.setMulticastTTL(255)
  } catch {
    own.close()
    open?.close()
    return undefined
  }
  try {
    open?.addMembership(GROUP, network.address)
    open?.setMulticastInterface(network.address)
    open?.setMulticastTTL(255)
    open?.on('message', hear(false))
  } catch {
    open?.close()
    open = undefined
  }
  return {
    network,
    records,
    get flooded() {
      return messages > MOST_MESSAGES || records.length > MOST_RECORDS
    },
    ask(questions) {
      // A question a message: what answers it fits sooner.
      for (const question of closed ? [] : questions) {
        own.send(formatDnsMessage({ id, questions: [question] }), PORT, GROUP, () => undefined)
        open?.send(formatDnsMessage({ id: 0, questions: [question] }), PORT, GROUP, () => undefined)
      }
    },
    close() {
      closed = true
      own.close()
      open?.close()
    },
  }
}
