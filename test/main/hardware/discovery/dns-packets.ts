import { type DnsRecord, recordType } from '../../../../main/hardware/discovery/dns-message.ts'
import { formatDnsMessage } from '../../../../main/hardware/discovery/format-dns-message.ts'

const encode = (text: string) => new TextEncoder().encode(text)

/** An office printer with both ways, as its records. */
export function printerRecords(instance: string, address: string, more: readonly string[] = []): DnsRecord[] {
  const host = ['may-in', 'local']
  return (['_ipp', '_ipps'] as const).flatMap((type): DnsRecord[] => {
    const name = [instance, type, '_tcp', 'local']
    const texts = ['txtvers=1', 'rp=ipp/print', 'ty=Máy in thử', 'pdl=application/pdf,image/urf', 'Duplex=T', ...more]
    return [
      { name: [type, '_tcp', 'local'], type: 'ptr', target: name },
      { name, type: 'srv', target: host, port: 631 },
      { name, type: 'txt', strings: texts.map(encode) },
      { name: host, type: 'address', address },
    ]
  })
}

export function scannerRecords(instance: string, address: string, more: readonly string[] = []): DnsRecord[] {
  const name = [instance, '_uscan', '_tcp', 'local']
  const host = ['may-quet', 'local']
  return [
    { name: ['_uscan', '_tcp', 'local'], type: 'ptr', target: name },
    { name, type: 'srv', target: host, port: 8080 },
    { name, type: 'txt', strings: ['is=platen,adf', ...more].map(encode) },
    { name: host, type: 'address', address },
  ]
}

export const answer = (records: readonly DnsRecord[]) => formatDnsMessage({ id: 7, records })

/** One pointer record of each kind of compression a responder in use makes: the name, and the target's end, point back to the question. */
export function compressedAnswer(): Uint8Array {
  const question = [
    ...formatDnsMessage({ id: 7, questions: [{ name: ['_ipp', '_tcp', 'local'], type: recordType.ptr }] }),
  ]
  const [head, asked] = [question.slice(0, 12), question.slice(12)]
  head[2] = 0x84
  head[7] = 1
  const target = [4, ...encode('Máy'), 0xc0, 12]
  return Uint8Array.from([...head, ...asked, 0xc0, 12, 0, 12, 0x80, 1, 0, 0, 0, 10, 0, target.length, ...target])
}
