import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BlobUnreadable, nameOfBlob, openBlob, openBlobAtCentre, sealBlob } from '../../../centre/protocol/blob.ts'

const centre = generateKeyPairSync('x25519')
const other = generateKeyPairSync('x25519')

test('a blob opens with its data key and with the centre key, to the same bytes, and is named by its ciphertext', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (clear) => {
      const sealed = sealBlob(clear, centre.publicKey)
      expect(sealed.name).toBe(nameOfBlob(sealed.ciphertext))
      expect(openBlob(sealed.ciphertext, sealed.dataKey)).toEqual(Buffer.from(clear))
      expect(openBlobAtCentre(sealed.ciphertext, centre.privateKey)).toEqual(Buffer.from(clear))
    }),
    { numRuns: 40 },
  )
})

test('the same bytes sealed twice have two names: nobody learns that two people share a paper', () => {
  const clear = Buffer.from('giấy khai sinh')
  expect(sealBlob(clear, centre.publicKey).name).not.toBe(sealBlob(clear, centre.publicKey).name)
})

test('no changed byte, no cut and no other key opens a blob', () => {
  const sealed = sealBlob(Buffer.alloc(300, 7), centre.publicKey)
  expect(() => openBlobAtCentre(sealed.ciphertext, other.privateKey)).toThrow(BlobUnreadable)
  fc.assert(
    fc.property(fc.nat(sealed.ciphertext.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const bytes = Buffer.from(sealed.ciphertext)
      bytes[at] = (bytes[at] ?? 0) ^ change
      expect(() => openBlobAtCentre(bytes, centre.privateKey)).toThrow(BlobUnreadable)
    }),
    { numRuns: 60 },
  )
  fc.assert(
    fc.property(fc.nat(sealed.ciphertext.length - 1), (length) => {
      expect(() => openBlobAtCentre(sealed.ciphertext.subarray(0, length), centre.privateKey)).toThrow(BlobUnreadable)
    }),
    { numRuns: 40 },
  )
})
