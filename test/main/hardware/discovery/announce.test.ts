import { expect, test } from 'vitest'
import { parseDnsMessage, recordType } from '../../../../main/hardware/discovery/dns-message.ts'
import { formatDnsMessage } from '../../../../main/hardware/discovery/format-dns-message.ts'
import { gatherServices } from '../../../../main/hardware/discovery/gather-services.ts'
import { type Announcement, answerTo } from '../../../../main/hardware/discovery/simulator/announce.ts'

const printer: Announcement = {
  type: '_ipp',
  instance: 'Máy in tập huấn',
  port: 8631,
  text: ['rp=ipp/print', 'Duplex=T'],
}

function asked(type: string, id = 9, kind: number = recordType.ptr) {
  const message = parseDnsMessage(formatDnsMessage({ id, questions: [{ name: [type, '_tcp', 'local'], type: kind }] }))
  if (!message) throw new Error('our own question cannot be read')
  return message
}

test('a question for its kind is answered whole: name, place, texts and address', () => {
  const answer = parseDnsMessage(answerTo(asked('_IPP'), printer, true) ?? new Uint8Array())
  expect(gatherServices(answer?.records ?? []).services).toEqual([
    {
      type: '_ipp',
      instance: 'Máy in tập huấn',
      host: ['so-bo-8631', 'local'],
      port: 8631,
      text: new Map([
        ['rp', 'ipp/print'],
        ['duplex', 'T'],
      ]),
      addresses: ['127.0.0.1'],
    },
  ])
})

test('a one-shot question gets its number and itself back, one of the common port neither', () => {
  const read = (direct: boolean) => parseDnsMessage(answerTo(asked('_ipp'), printer, direct) ?? new Uint8Array())
  expect([read(true)?.id, read(true)?.questions.length]).toEqual([9, 1])
  expect([read(false)?.id, read(false)?.questions.length]).toEqual([0, 0])
})

test('other kinds, other records and answers are none of its business', () => {
  expect(answerTo(asked('_uscan'), printer, true)).toBeUndefined()
  expect(answerTo(asked('_ipp', 9, recordType.txt), printer, true)).toBeUndefined()
  expect(answerTo({ ...asked('_ipp'), response: true }, printer, true)).toBeUndefined()
})
