import { createSecretKey, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { readSnapshot, writeSnapshot } from '../../../centre/fingerprint/index-snapshot.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'so-bo-index-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = path.join(folder, 'prints.index')
const key = createSecretKey(randomBytes(32))
const memoryOf = (bytes: number) => new ArrayBuffer(bytes)

test('what was saved is read back whole, whatever it holds, and nothing of it lies there in clear', async () => {
  const owner = fc.record({
    subject: fc.nat(),
    office: fc.nat(1_000),
    application: fc.uuid(),
    madeAt: fc.string({ maxLength: 40 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(owner, { maxLength: 20 }), fc.nat(), fc.uint8Array(), async (owners, next, index) => {
      await writeSnapshot(file, key, { nextSubject: next, owners, index })
      const read = await readSnapshot(file, key, memoryOf)
      expect(read).toMatchObject({ nextSubject: next, owners })
      expect(Buffer.from(read?.index ?? new ArrayBuffer(0)).equals(Buffer.from(index))).toBe(true)
      const bytes = readFileSync(file)
      for (const { application } of owners) expect(bytes.includes(application)).toBe(false)
    }),
    { numRuns: 30 },
  )
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('more than one slice comes back byte for byte', async () => {
  const index = new Uint8Array(randomBytes(3_500_000))
  await writeSnapshot(file, key, { nextSubject: 1, owners: [], index })
  expect(
    Buffer.from((await readSnapshot(file, key, memoryOf))?.index ?? new ArrayBuffer(0)).equals(Buffer.from(index)),
  ).toBe(true)
})

test('none is none; one of another key, cut or changed anywhere is refused', async () => {
  expect(await readSnapshot(path.join(folder, 'nothing'), key, memoryOf)).toBeUndefined()
  await writeSnapshot(file, key, { nextSubject: 7, owners: [], index: new Uint8Array(1_000) })
  const whole = readFileSync(file)
  await expect(readSnapshot(file, createSecretKey(randomBytes(32)), memoryOf)).rejects.toThrow()
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (at, flip, cut) => {
        const bytes = Buffer.from(whole)
        bytes.writeUInt8(bytes.readUInt8(at) ^ flip, at)
        writeFileSync(file, cut ? whole.subarray(0, at) : bytes)
        await expect(readSnapshot(file, key, memoryOf)).rejects.toThrow()
      },
    ),
    { numRuns: 60 },
  )
})
