import { createSecretKey, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTemplates, sealTemplates } from '../../../centre/fingerprint/seal-templates.ts'

const key = createSecretKey(randomBytes(32))
const sets = fc.array(
  fc.record({ position: fc.integer({ min: 0, max: 10 }), template: fc.uint8Array({ maxLength: 500 }) }),
  { maxLength: 10 },
)
const owners = fc.record({ office: fc.integer({ min: 1, max: 9_999 }), application: fc.uuid() })

test('what was sealed for somebody opens as it was', () => {
  fc.assert(
    fc.property(sets, owners, (prints, owner) => {
      expect(openTemplates(sealTemplates(prints, owner, key), owner, key)).toEqual(
        prints.map(({ position, template }) => ({ position, template: new Uint8Array(template) })),
      )
    }),
  )
})

test('moved to somebody else, changed in one bit, cut, or under another key, nothing opens', () => {
  fc.assert(
    fc.property(sets, owners, owners, fc.nat(), (prints, owner, other, place) => {
      const sealed = sealTemplates(prints, owner, key)
      const changed = Buffer.from(sealed)
      const at = place % changed.length
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(() => openTemplates(changed, owner, key)).toThrow()
      expect(() => openTemplates(sealed.subarray(0, at), owner, key)).toThrow()
      expect(() => openTemplates(sealed, owner, createSecretKey(randomBytes(32)))).toThrow()
      if (other.application !== owner.application) expect(() => openTemplates(sealed, other, key)).toThrow()
    }),
  )
})
