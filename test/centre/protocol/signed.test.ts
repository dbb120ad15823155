import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import {
  approvalHolds,
  openSigned,
  publicKeyFromText,
  publicKeyToText,
  signApproval,
  signCanonical,
  subjectOfStation,
} from '../../../centre/protocol/index.ts'
import { canonicalValue } from './canonical-value.ts'

const centre = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')
const Any = z.unknown()

test('what the centre signs opens with its key alone, and not after any change', () => {
  fc.assert(
    fc.property(canonicalValue, fc.nat(), (value, seed) => {
      const signed = signCanonical(JSON.parse(JSON.stringify(value)), centre.privateKey)
      expect(openSigned(signed, centre.publicKey, Any).ok).toBe(true)
      expect(openSigned(signed, stranger.publicKey, Any)).toEqual({ ok: false, fault: 'wrong-signature' })
      const at = seed % signed.canonical.length
      const changed = `${signed.canonical.slice(0, at)}~${signed.canonical.slice(at + 1)}`
      fc.pre(changed !== signed.canonical)
      expect(openSigned({ ...signed, canonical: changed }, centre.publicKey, Any).ok).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('a good signature over another shape is told apart', () => {
  const signed = signCanonical({ type: 'receipt' }, centre.privateKey)
  expect(openSigned(signed, centre.publicKey, z.object({ seq: z.int() }))).toEqual({ ok: false, fault: 'wrong-shape' })
})

test('a public key travels as text and comes back the same', () => {
  expect(publicKeyToText(publicKeyFromText(publicKeyToText(centre.privateKey)))).toBe(publicKeyToText(centre.publicKey))
})

test('an approval holds for its office, account and submission, and for nothing else', () => {
  const hash = 'ab'.repeat(32)
  const signature = signApproval(103, 'hung', hash, centre.privateKey)
  expect(approvalHolds(103, 'hung', hash, signature, centre.publicKey)).toBe(true)
  expect(approvalHolds(104, 'hung', hash, signature, centre.publicKey)).toBe(false)
  expect(approvalHolds(103, 'lan', hash, signature, centre.publicKey)).toBe(false)
  expect(approvalHolds(103, 'hung', 'cd'.repeat(32), signature, centre.publicKey)).toBe(false)
  expect(approvalHolds(103, 'hung', hash, signature, stranger.publicKey)).toBe(false)
})

test('a station is named by office and name', () => {
  expect(subjectOfStation(103, 'quay-1')).toBe('office-103.station-quay-1')
})
