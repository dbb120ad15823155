import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { signCanonical } from '../../../centre/protocol/index.ts'
import { findLastEvent, findLastReceipt } from '../../../main/log/index.ts'
import { getFeedPosition } from '../../../main/replication/feed-store.ts'
import { pullFeed } from '../../../main/replication/pull-feed.ts'
import { type PushedReceipt, pushEvents } from '../../../main/replication/push-events.ts'
import { type Answer, events, type LyingCentre, lyingCentre, OFFICE, receiptOf, say } from './lying-centre.ts'

function act(centre: LyingCentre, count = 3): { epoch: number; seq: number; hash: string } {
  centre.store.write(() => {
    for (let i = 0; i < count; i++)
      centre.log.append({ kind: 'test.done', subject: `s${i}`, body: { i }, clerk: 'lan' })
  })
  const last = findLastEvent(centre.store)
  if (!last) throw new Error('nothing was written')
  return { epoch: last.epoch, seq: last.seq, hash: last.hash }
}

async function push(centre: LyingCentre): Promise<PushedReceipt[]> {
  const green: PushedReceipt[] = []
  await pushEvents(centre.store, centre.client, centre.identity, 100, (receipt) => green.push(receipt))
  return green
}

/** The fault's code, or 'none'. */
const faultOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (fault: { code?: string }) => fault.code ?? String(fault),
  )

describe('a push', () => {
  const nonsense: readonly (readonly [string, Answer])[] = [
    ['a page of another program', (_q, _b, r) => say(r, 200, '<html>Welcome</html>')],
    ['an empty answer', (_q, _b, r) => say(r, 200, '')],
    ['JSON of another shape', (_q, _b, r) => say(r, 200, { receipt: { canonical: 1 } })],
    ['half an answer', (_q, _b, r) => r.writeHead(200, { 'content-length': '500' }).end('{"receipt":')],
    ['a server error', (_q, _b, r) => say(r, 500, {})],
    ['a redirect elsewhere', (_q, _b, r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['an answer without end', (_q, _b, r) => void r.writeHead(200).write('{"receipt":"'.padEnd(2_000, 'a'))],
    ['a cut line', (q) => void q.socket.destroy()],
    ['no answer at all', () => undefined],
  ]
  test.each(nonsense)('answered with %s turns nothing green and loses nothing', async (_name, answer) => {
    const centre = await lyingCentre()
    const head = act(centre)
    centre.answer = answer
    expect(['nonsense', 'unreachable']).toContain(await faultOf(push(centre)))
    expect(findLastReceipt(centre.store)).toBeUndefined()
    expect(findLastEvent(centre.store)?.hash).toBe(head.hash)

    // Later the centre is itself again: everything goes, once.
    centre.answer = (_q, body, response) => {
      expect(events(body)).toHaveLength(3)
      say(response, 200, { receipt: receiptOf(centre, head) })
    }
    const green = await push(centre)
    expect(green).toMatchObject([{ seq: 3, fromSeq: 1 }])
  })

  const stranger = generateKeyPairSync('ed25519').privateKey
  const forged: readonly (readonly [
    string,
    (centre: LyingCentre, head: Parameters<typeof receiptOf>[1]) => unknown,
  ])[] = [
    ['signed by a stranger', (centre, head) => receiptOf(centre, head, {}, stranger)],
    ['signed with the key of the feed', (centre, head) => receiptOf(centre, head, {}, centre.authority.feedKey)],
    ['of another office', (centre, head) => receiptOf(centre, head, { office: OFFICE + 1 })],
    ['over a head we do not hold', (centre, head) => receiptOf(centre, head, { head: 'a'.repeat(64) })],
    ['over an event we never wrote', (centre, head) => receiptOf(centre, { ...head, seq: head.seq + 9 })],
    ['of less than was sent', (centre, head) => receiptOf(centre, { ...head, seq: head.seq - 1 })],
    ['of another kind', (centre, head) => receiptOf(centre, head, { type: 'blob-receipt' })],
    [
      'altered after it was signed',
      (centre, head) => {
        const good = receiptOf(centre, { ...head, seq: 1 })
        return { ...good, canonical: good.canonical.replace('"seq":1', `"seq":${head.seq}`) }
      },
    ],
  ]
  test.each(forged)('answered with a receipt %s is told as forged, and nothing turns green', async (_name, make) => {
    const centre = await lyingCentre()
    const head = act(centre)
    centre.answer = (_q, _b, response) => say(response, 200, { receipt: make(centre, head) })
    expect(await faultOf(push(centre))).toBe('forged')
    expect(findLastReceipt(centre.store)).toBeUndefined()
  })

  test('answered twice with the same receipt counts once', async () => {
    const centre = await lyingCentre()
    const head = act(centre)
    centre.answer = (_q, _b, response) => say(response, 200, { receipt: receiptOf(centre, head) })
    expect(await push(centre)).toHaveLength(1)
    expect(await push(centre)).toHaveLength(0)
    expect(centre.asked).toHaveLength(1)
  })

  test('whose receipt came too late is repeated with the same bytes, and is green once', async () => {
    const centre = await lyingCentre()
    const head = act(centre)
    const sent: string[] = []
    centre.answer = (_q, body, response) => {
      sent.push(JSON.stringify(events(body)))
      setTimeout(() => say(response, 200, { receipt: receiptOf(centre, head) }), sent.length === 1 ? 2_000 : 0)
    }
    expect(await faultOf(push(centre))).toBe('unreachable')
    expect(findLastReceipt(centre.store)).toBeUndefined()
    expect(await push(centre)).toHaveLength(1)
    expect(sent[1]).toBe(sent[0])
  })

  test('to a centre that is behind sends again from where it stands', async () => {
    const centre = await lyingCentre()
    const head = act(centre)
    centre.answer = (_q, _b, response) => say(response, 200, { receipt: receiptOf(centre, head) })
    await push(centre)
    const next = act(centre, 2)
    centre.answer = (_q, body, response) => {
      if (events(body).length === 2) return say(response, 409, { head: { epoch: 1, seq: 0, hash: '0'.repeat(64) } })
      expect(events(body)).toHaveLength(5)
      return say(response, 200, { receipt: receiptOf(centre, next) })
    }
    expect(await push(centre)).toMatchObject([{ seq: 5, fromSeq: 4 }])
  })

  test('to a centre that always says gap ends with a fault and not with a loop', async () => {
    const centre = await lyingCentre()
    act(centre)
    centre.answer = (_q, _b, response) => say(response, 409, { head: { epoch: 1, seq: 0, hash: '0'.repeat(64) } })
    expect(await faultOf(push(centre))).toBe('nonsense')
    expect(centre.asked.length).toBeLessThan(6)
  })

  test('that meets a fork stops for people to look at', async () => {
    const centre = await lyingCentre()
    act(centre)
    centre.answer = (_q, _b, response) =>
      say(response, 422, { fork: { epoch: 1, seq: 2, known: 'a'.repeat(64), sent: 'b'.repeat(64) } })
    const result = await pushEvents(centre.store, centre.client, centre.identity, 100, () => undefined)
    expect(result).toEqual({ kind: 'needs-people', cause: 'fork', seq: 2 })
  })
})

describe('a page of the feed', () => {
  const item = (pos: number) => ({
    pos,
    at: new Date().toISOString(),
    content: { kind: 'minimum-version', version: `0.${pos}` },
  })
  const page = (change: Readonly<Record<string, unknown>> = {}) => ({
    type: 'feed',
    office: OFFICE,
    after: 0,
    to: 2,
    last: 2,
    foldedIn: null,
    items: [item(1), item(2)],
    time: new Date().toISOString(),
    ...change,
  })
  const forged: readonly (readonly [string, (centre: LyingCentre) => unknown])[] = [
    ['signed with the key of receipts', (centre) => signCanonical(page(), centre.authority.receiptKey)],
    ['of another office', (centre) => signCanonical(page({ office: 7 }), centre.authority.feedKey)],
    ['with a hole in it', (centre) => signCanonical(page({ items: [item(1), item(3)] }), centre.authority.feedKey)],
    ['from before what we have', (centre) => signCanonical(page({ after: -1 }), centre.authority.feedKey)],
    ['that says more than it brings', (centre) => signCanonical(page({ to: 9 }), centre.authority.feedKey)],
  ]
  test.each(forged)('%s is not applied at all', async (_name, make) => {
    const centre = await lyingCentre()
    centre.answer = (_q, _b, response) => say(response, 200, make(centre))
    const applied: string[] = []
    const listeners = { 'minimum-version': (content: { version: string }) => String(applied.push(content.version)) }
    expect(await faultOf(pullFeed(centre.store, centre.client, centre.identity, listeners))).toBe('forged')
    expect(applied).toEqual([])
    expect(getFeedPosition(centre.store)).toBe(0)
  })

  test('whose listener throws leaves no half of it behind, and comes whole the next time', async () => {
    const centre = await lyingCentre()
    centre.answer = (_q, _b, response) => say(response, 200, signCanonical(page(), centre.authority.feedKey))
    let broken = true
    const listeners = {
      'minimum-version': (content: { version: string }) => {
        if (broken && content.version === '0.2') throw new Error('the second one fails')
        return content.version
      },
    }
    await expect(pullFeed(centre.store, centre.client, centre.identity, listeners)).rejects.toThrow('the second one')
    expect(getFeedPosition(centre.store)).toBe(0)
    broken = false
    expect(await pullFeed(centre.store, centre.client, centre.identity, listeners)).toEqual({ items: 2, left: 0 })
    expect(getFeedPosition(centre.store)).toBe(2)
  })
})
