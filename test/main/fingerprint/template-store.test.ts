import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dropTemplates, findTemplate, keepTemplate } from '../../../main/fingerprint/index.ts'
import { newStore } from '../new-store.ts'

const hex = '0123456789abcdef'
const blobName = fc.string({ unit: fc.constantFrom(...hex), minLength: 64, maxLength: 64 })
const bytes = fc.uint8Array({ minLength: 1, maxLength: 6_000 })

test('a template comes back as it was kept, under its print alone, and is gone when the print is', () => {
  const { store } = newStore()
  fc.assert(
    fc.property(blobName, blobName, bytes, (blob, stranger, template) => {
      fc.pre(blob !== stranger)
      keepTemplate(store, blob, template, '2026-11-24T02:00:00.000Z')
      expect(findTemplate(store, blob)).toEqual(template)
      expect(findTemplate(store, stranger)).toBeUndefined()
      dropTemplates(store, [blob, stranger])
      expect(findTemplate(store, blob)).toBeUndefined()
    }),
    { numRuns: 50 },
  )
})

test('a row shows neither the print it belongs to nor a byte of the template in clear', () => {
  const { store } = newStore()
  const blob = 'ab'.repeat(32)
  const template = new Uint8Array(2_000).fill(0x5a)
  keepTemplate(store, blob, template, '2026-11-24T02:00:00.000Z')
  const row = store.sqlite
    .prepare<[], { reference: string; sealed: Buffer }>('SELECT reference, sealed FROM print_template')
    .get()
  expect(row?.reference).not.toContain(blob.slice(0, 16))
  expect(row?.sealed.includes(Buffer.alloc(8, 0x5a))).toBe(false)
})

test('a changed row, or one moved to another print, does not open', () => {
  const { store } = newStore()
  const [one, two] = ['ab'.repeat(32), 'cd'.repeat(32)]
  keepTemplate(store, one, new Uint8Array(500).fill(1), '2026-11-24T02:00:00.000Z')
  keepTemplate(store, two, new Uint8Array(500).fill(2), '2026-11-24T02:00:00.000Z')
  const rows = store.sqlite.prepare<[], { reference: string; sealed: Buffer }>('SELECT * FROM print_template').all()
  const write = store.sqlite.prepare('UPDATE print_template SET sealed = ? WHERE reference = ?')
  write.run(rows[0]?.sealed, rows[1]?.reference)
  write.run(rows[1]?.sealed, rows[0]?.reference)
  expect(() => findTemplate(store, one)).toThrow()
  expect(() => findTemplate(store, two)).toThrow()
})
