import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NotCanonical } from '../../../centre/protocol/canonical-json.ts'
import {
  canonicalJson,
  hashOfCanonical,
  NO_PREVIOUS,
  type OfficeEvent,
  openEvent,
  type SealedEvent,
  sealEvent,
} from '../../../centre/protocol/index.ts'
import { canonicalKey, canonicalValue } from './canonical-value.ts'

const keys = generateKeyPairSync('ed25519')

function event(change: Partial<OfficeEvent> = {}): OfficeEvent {
  return {
    office: 103,
    epoch: 1,
    seq: 1,
    id: randomUUID(),
    kind: 'test.done',
    version: 1,
    subject: 'hồ sơ',
    body: { text: 'Nguyễn Thị Ước', list: [1, 2, { a: null }] },
    blobs: [],
    clerk: 'lan',
    station: 'quay-1',
    recordedAt: '2026-11-24T01:02:03.004Z',
    hlc: '1-0-103',
    prev: NO_PREVIOUS,
    ...change,
  }
}

const seal = (change: Partial<OfficeEvent> = {}) => sealEvent(event(change), keys.privateKey)
const open = (sealed: SealedEvent) => openEvent(sealed, keys.publicKey)

test('a sealed event opens to what was sealed, for any body JSON can carry', () => {
  fc.assert(
    fc.property(fc.dictionary(canonicalKey, canonicalValue), (body) => {
      const opened = open(seal({ body: JSON.parse(JSON.stringify(body)) }))
      expect(opened.ok && canonicalJson(opened.event.body)).toBe(canonicalJson(JSON.parse(JSON.stringify(body))))
    }),
    { numRuns: 60 },
  )
})

test('no single changed letter of text or signature survives', () => {
  const sealed = seal()
  fc.assert(
    fc.property(fc.nat(sealed.canonical.length - 1), fc.integer({ min: 32, max: 126 }), (at, code) => {
      const letter = String.fromCharCode(code)
      fc.pre(sealed.canonical[at] !== letter)
      const canonical = sealed.canonical.slice(0, at) + letter + sealed.canonical.slice(at + 1)
      expect(open({ ...sealed, canonical }).ok).toBe(false)
    }),
  )
  fc.assert(
    fc.property(fc.nat(sealed.signature.length - 1), fc.constantFrom(...'ABCXYZabc019+/=- \n'), (at, letter) => {
      fc.pre(sealed.signature[at] !== letter)
      const signature = sealed.signature.slice(0, at) + letter + sealed.signature.slice(at + 1)
      expect(open({ ...sealed, signature })).toEqual({ ok: false, fault: 'wrong-signature' })
    }),
  )
})

test('the same signature in other letters is refused: one event, one spelling', () => {
  const sealed = seal()
  for (const signature of [`${sealed.signature}=`, `${sealed.signature}\n`, sealed.signature.replace(/=+$/, '')])
    expect(open({ ...sealed, signature })).toEqual({ ok: false, fault: 'wrong-signature' })
})

test('text that is not the canonical form of its own content is refused, also where it cannot have one', () => {
  const sealed = seal()
  const withBlank = `${sealed.canonical} `
  expect(open({ ...sealed, canonical: withBlank })).toEqual({ ok: false, fault: 'not-canonical' })
  const inBody = (text: string) => sealed.canonical.replace('"text":"Nguyễn Thị Ước"', `"text":${text}`)
  expect(open({ ...sealed, canonical: inBody('"\\ud800"') })).toEqual({ ok: false, fault: 'not-canonical' })
  const deep = '['.repeat(50_000) + ']'.repeat(50_000)
  expect(open({ ...sealed, canonical: inBody(deep) })).toEqual({ ok: false, fault: 'not-canonical' })
})

test('a field nobody knows cannot ride along unsigned or unseen', () => {
  const sealed = seal()
  const canonical = sealed.canonical.replace('"blobs":[]', '"blobs":[],"blobz":1')
  expect(open({ ...sealed, canonical }).ok).toBe(false)
})

test('a body with a key that the reader would drop is neither sealed nor opened', () => {
  expect(() => seal({ body: JSON.parse('{"__proto__":"x"}') })).toThrow(NotCanonical)
  // Signed by a station that has its key and not our program.
  const canonical = seal({ body: { b: 'x' } }).canonical.replace('"b":"x"', '"__proto__":"x"')
  expect(canonical).toContain('__proto__')
  const hash = hashOfCanonical(canonical)
  const signature = sign(null, Buffer.from(hash, 'hex'), keys.privateKey).toString('base64')
  expect(open({ canonical, signature })).toEqual({ ok: false, fault: 'not-canonical' })
})

test('whatever is sent as an event is answered with a fault, never with an exception', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), fc.string(), (canonical, signature) => {
      expect(open({ canonical, signature }).ok).toBe(false)
    }),
  )
})

test('the hash is SHA-256 of the UTF-8 text', () => {
  expect(hashOfCanonical('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(seal().hash).toMatch(/^[0-9a-f]{64}$/)
})
